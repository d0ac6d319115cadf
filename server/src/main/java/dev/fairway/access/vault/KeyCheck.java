package dev.fairway.access.vault;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Stops the start under a key that does not open what is kept, before anything is sealed with it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class KeyCheck implements ApplicationRunner {

    private final SealedValues values;
    private final Vault vault;

    KeyCheck(SealedValues values, Vault vault) {
        this.values = values;
        this.vault = vault;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        values.refuseOther(vault);
    }
}
