package dev.fairway;

import dev.fairway.access.AdministratorCreated;
import dev.fairway.shared.PublicAddress;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says on the terminal where Fairway is and, at the first start, how to sign in. A password is in no log. */
@Component
class Greeting {

    private final PrintStream terminal =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private final PublicAddress address;
    private @Nullable AdministratorCreated administrator;

    Greeting(PublicAddress address) {
        this.address = address;
    }

    @EventListener
    void on(AdministratorCreated event) {
        administrator = event;
    }

    @EventListener
    void on(ApplicationReadyEvent event) {
        terminal.printf("%nFairway is ready: %s%n", address.base());
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
