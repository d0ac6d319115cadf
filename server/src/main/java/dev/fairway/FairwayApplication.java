package dev.fairway;

import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts Fairway: the embedded PostgreSQL unless another is named, then the application. */
@EnableScheduling
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan
public class FairwayApplication {

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(FairwayApplication.class);
        application.addListeners((ApplicationListener<ApplicationEnvironmentPreparedEvent>)
                event -> startDatabase(application, event.getEnvironment()));
        UnknownSettings.refuse(System.getenv().keySet());
        application.run(args);
    }

    private static void startDatabase(SpringApplication application, Environment environment) {
        if (!environment.getProperty("fairway.database.url", "").isBlank()) {
            return;
        }
        Path home = Binder.get(environment).bind("fairway.home", Path.class).orElse(Path.of("data"));
        EmbeddedDatabase database = EmbeddedDatabase.startIn(home);
        SpringApplication.getShutdownHandlers().add(database);
        application.addInitializers(
                context -> context.getBeanFactory().registerSingleton("embeddedDatabase", database));
    }
}
