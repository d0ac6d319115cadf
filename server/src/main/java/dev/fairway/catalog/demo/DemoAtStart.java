package dev.fairway.catalog.demo;

import dev.fairway.access.Actor;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** {@code ./run --demo}: loads the demo organisation unless it is there. */
@Component
@Order(10)
class DemoAtStart implements ApplicationRunner {

    private final DemoOrganisation organisation;

    DemoAtStart(DemoOrganisation organisation) {
        this.organisation = organisation;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (arguments.containsOption("demo") && !organisation.hasDemo()) {
            organisation.load(Actor.SYSTEM);
        }
    }
}
