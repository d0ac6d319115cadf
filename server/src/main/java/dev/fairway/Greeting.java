package dev.fairway;

import dev.fairway.access.AdministratorCreated;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says on the terminal where Fairway is and, at the first start, how to sign in. A password is in no log. */
@Component
class Greeting {

    private final PrintStream terminal =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private final Environment environment;
    private @Nullable AdministratorCreated administrator;

    Greeting(Environment environment) {
        this.environment = environment;
    }

    @EventListener
    void on(AdministratorCreated event) {
        administrator = event;
    }

    @EventListener
    void on(ApplicationReadyEvent event) {
        String configured = environment.getProperty("fairway.public-url", "");
        String address = configured.isBlank()
                ? "http://localhost:" + environment.getProperty("local.server.port", "8080")
                : configured;
        terminal.printf("%nFairway is ready: %s%n", address);
        AdministratorCreated created = administrator;
        if (created != null) {
            terminal.printf("Sign in as %s%n", created.email());
            if (created.password() != null) {
                terminal.printf(
                        "Password:  %s  (shown this once; you choose another at the first sign-in)%n",
                        created.password());
            }
        }
        terminal.println();
    }
}
