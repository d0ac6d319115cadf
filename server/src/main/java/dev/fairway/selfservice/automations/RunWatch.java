package dev.fairway.selfservice.automations;

import dev.fairway.selfservice.runs.RunChanged;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Finds what follows from runs, in the transaction that changes them. */
@Component
class RunWatch {

    private final Automations automations;
    private final Firings firings;

    RunWatch(Automations automations, Firings firings) {
        this.automations = automations;
        this.firings = firings;
    }

    @EventListener
    void on(RunChanged change) {
        String happened = change.before() == null ? "CREATED" : "UPDATED";
        String of = change.of();
        for (Automation automation : automations.all()) {
            if (automation.followsFromRun(happened, of)) {
                firings.add(automation, Happening.of(change, "run " + UUID.randomUUID()));
            }
        }
    }
}
