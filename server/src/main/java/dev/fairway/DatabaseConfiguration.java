package dev.fairway;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one connection pool. It is handed out only when every module's tables are as this version needs them. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /** One schema and one folder of migrations a module, in the order in which they depend on each other. */
    private static final List<String> MODULES =
            List.of("shared", "access", "catalog", "selfservice", "notifications", "resources", "delivery");

    @Bean
    @ConfigurationProperties("spring.datasource.hikari")
    HikariDataSource dataSource(DatabaseSettings named, ObjectProvider<EmbeddedDatabase> embedded) {
        EmbeddedDatabase own = embedded.getIfAvailable();
        DatabaseSettings settings = own == null ? named.withJdbcUrl() : own.settings();
        HikariDataSource pool = new ConnectionPool();
        pool.setPoolName("fairway");
        pool.setJdbcUrl(Objects.requireNonNull(settings.url(), "fairway.database.url"));
        pool.setUsername(settings.user());
        pool.setPassword(settings.password());
        pool.addDataSourceProperty("ApplicationName", "fairway");
        migrate(settings);
        return pool;
    }

    private static void migrate(DatabaseSettings settings) {
        for (String module : MODULES) {
            migrate(
                    module,
                    Flyway.configure()
                            .dataSource(settings.url(), settings.user(), settings.password())
                            .schemas(module)
                            .locations("classpath:db/" + module)
                            .ignoreMigrationPatterns(new String[0])
                            .loggers("slf4j")
                            .load());
        }
    }

    private static void migrate(String module, Flyway migrations) {
        try {
            migrations.migrate();
        } catch (FlywayValidateException differs) {
            throw new OtherBuild(module, migrations.validateWithResult().invalidMigrations);
        }
    }
}
