package dev.fairway.selfservice.policy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the rules say of a request. Any denial wins; otherwise every approval that was asked for is needed, each set of
 * approvers once; with neither it is allowed.
 *
 * @param rules every rule that is about such requests, those that spoke first
 * @param approvals what is needed before it is carried out; empty for what is denied
 */
public record Verdict(Decision decision, List<Spoken> rules, List<Demand> approvals) {

    public enum Decision {
        ALLOWED,
        NEEDS_APPROVAL,
        DENIED
    }

    /** What became of one rule, from what weighs most. */
    public enum Outcome {
        DENIED,
        /** It could not be judged, which denies. */
        FAILED,
        ASKED,
        WARNED,
        /** It reads an input that has no value yet. */
        WAITING,
        PASSED
    }

    /**
     * @param message the rule's sentence about this request; null when it passed
     * @param inputs names of the inputs that it reads
     */
    public record Spoken(
            String identifier,
            int version,
            String title,
            Outcome outcome,
            @Nullable String message,
            List<String> inputs) {

        @JsonIgnore
        boolean isDenial() {
            return outcome == Outcome.DENIED || outcome == Outcome.FAILED;
        }
    }

    static Verdict of(List<Spoken> rules, List<Demand> demands) {
        List<Spoken> sorted = rules.stream()
                .sorted((one, other) -> one.outcome().compareTo(other.outcome()))
                .toList();
        if (sorted.stream().anyMatch(Spoken::isDenial)) {
            return new Verdict(Decision.DENIED, sorted, List.of());
        }
        List<Demand> once = new ArrayList<>();
        for (Demand demand : demands) {
            if (once.stream().noneMatch(demand::asksForTheSameAs)) {
                once.add(demand);
            }
        }
        return new Verdict(once.isEmpty() ? Decision.ALLOWED : Decision.NEEDS_APPROVAL, sorted, List.copyOf(once));
    }

    @JsonIgnore
    public boolean isDenied() {
        return decision == Decision.DENIED;
    }

    /** The sentences of the rules that deny. */
    public String reason() {
        return String.join(
                " ",
                rules.stream()
                        .filter(Spoken::isDenial)
                        .map(Spoken::message)
                        .filter(Objects::nonNull)
                        .toList());
    }

    /** What is asked for beyond what was asked for earlier. */
    public List<Demand> beyond(List<Demand> earlier) {
        return approvals.stream()
                .filter(demand -> earlier.stream().noneMatch(demand::asksForTheSameAs))
                .toList();
    }

    public ObjectNode json() {
        return Json.MAPPER.valueToTree(this);
    }
}
