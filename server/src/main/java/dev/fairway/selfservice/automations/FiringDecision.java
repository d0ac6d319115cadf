package dev.fairway.selfservice.automations;

import dev.fairway.selfservice.automations.Firings.Due;
import dev.fairway.selfservice.automations.Firings.State;
import dev.fairway.selfservice.requests.AutomatedRuns;
import dev.fairway.selfservice.requests.AutomatedRuns.Begun;
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.jobs.Chore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/** Decides whether something follows from an event, and begins it: both or neither. */
@Component
class FiringDecision implements Chore {

    static final String KIND = "firing";

    /** Whatever follows from itself in a circle ends here. */
    private static final int LONGEST_CHAIN = 10;

    private static final int MOST_TIMES_IN_A_CHAIN = 3;

    private final Firings firings;
    private final Automations automations;
    private final AutomatedRuns runs;
    private final TransactionTemplate transaction;

    FiringDecision(Firings firings, Automations automations, AutomatedRuns runs, TransactionTemplate transaction) {
        this.firings = firings;
        this.automations = automations;
        this.runs = runs;
        this.transaction = transaction;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(String id) {
        long number = Long.parseLong(id);
        try {
            transaction.executeWithoutResult(status -> firings.lock(number).ifPresent(due -> decide(number, due)));
        } catch (PlatformException wrong) {
            transaction.executeWithoutResult(status ->
                    firings.lock(number).ifPresent(due -> firings.decided(number, State.FAILED, wrong.reason(), null)));
        }
    }

    private void decide(long id, Due due) {
        Optional<Automation> found = automations.find(due.automation());
        if (found.isEmpty()) {
            firings.decided(id, State.SKIPPED, "It was removed or switched off meanwhile", null);
            return;
        }
        Automation automation = found.get();
        String circle = circle(automation, due.happening().chain());
        if (circle != null) {
            firings.decided(id, State.STOPPED, circle, null);
            return;
        }
        ObjectNode seen = due.happening().event().deepCopy();
        seen.set("event", due.happening().event());
        String unmet = automation.unmet(seen);
        if (unmet != null) {
            firings.decided(id, State.SKIPPED, "Its condition did not hold: " + unmet, null);
            return;
        }
        begin(id, automation, due.happening());
    }

    private void begin(long id, Automation automation, Happening happening) {
        List<String> chain = new ArrayList<>(happening.chain());
        chain.add(automation.identifier());
        Begun begun =
                runs.begin(automation.action(), happening.event(), happening.blueprint(), happening.entity(), chain);
        State state = begun.denial() == null ? State.FIRED : State.DENIED;
        firings.decided(id, state, begun.denial(), begun.runId());
    }

    /** How it goes round in circles; null when it does not. */
    private static @Nullable String circle(Automation automation, List<String> chain) {
        boolean isTooLong = chain.size() >= LONGEST_CHAIN;
        boolean isTooOften = Collections.frequency(chain, automation.identifier()) >= MOST_TIMES_IN_A_CHAIN;
        return isTooLong || isTooOften
                ? "It goes round in circles and was stopped: %s → %s"
                        .formatted(String.join(" → ", chain), automation.identifier())
                : null;
    }
}
