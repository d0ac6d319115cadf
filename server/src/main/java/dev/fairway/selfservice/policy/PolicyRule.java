package dev.fairway.selfservice.policy;

import dev.fairway.catalog.Stamp;
import dev.fairway.selfservice.policy.Expression.Failed;
import dev.fairway.selfservice.policy.Expression.Wrong;
import dev.fairway.selfservice.policy.Verdict.Outcome;
import dev.fairway.selfservice.policy.Verdict.Spoken;
import dev.fairway.shared.Timestamps;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A rule that counts, ready to be asked. */
record PolicyRule(
        int version,
        RuleDefinition definition,
        Expression when,
        Sentence message,
        @Nullable Stamp stamp) {

    /** @throws IllegalStateException when the definition was never checked */
    static PolicyRule of(int version, RuleDefinition definition, @Nullable Stamp stamp) {
        try {
            return new PolicyRule(
                    version,
                    definition,
                    Expression.condition(definition.text("when")),
                    Sentence.of(definition.text("message")),
                    stamp);
        } catch (Wrong unchecked) {
            throw new IllegalStateException(unchecked);
        }
    }

    boolean reads(String variable) {
        return when.variables().contains(variable) || message.variables().contains(variable);
    }

    /**
     * What it says of a request that it is about.
     *
     * @param values the request as expressions see it
     * @param awaited inputs that are still to be filled in; a rule that fails over one of them waits
     */
    Spoken ask(Map<String, Object> values, Set<String> awaited) {
        try {
            Object holds = when.evaluate(values);
            if (!(holds instanceof Boolean spoken)) {
                return failed("its condition gives %s, neither true nor false".formatted(Values.shown(holds)));
            }
            return spoken ? spoken(outcome(), message.about(values)) : spoken(Outcome.PASSED, null);
        } catch (Failed failure) {
            return when.inputs().stream().anyMatch(awaited::contains)
                            || when.variables().stream().anyMatch(awaited::contains)
                    ? spoken(Outcome.WAITING, null)
                    : failed(failure.reason());
        }
    }

    private Outcome outcome() {
        return switch (definition.effect()) {
            case DENY -> Outcome.DENIED;
            case REQUIRE_APPROVAL -> Outcome.ASKED;
            case WARN -> Outcome.WARNED;
        };
    }

    private Spoken failed(String why) {
        return spoken(
                Outcome.FAILED,
                "The rule \"%s\" could not be judged, so the request is denied: %s. Ask whoever wrote the rule to mend it."
                        .formatted(definition.text("title"), why));
    }

    private Spoken spoken(Outcome outcome, @Nullable String sentence) {
        return new Spoken(definition.identifier(), version, definition.text("title"), outcome, sentence, when.inputs());
    }

    /** As the API shows it. */
    ObjectNode json() {
        ObjectNode json = definition.tree().deepCopy();
        json.put("enabled", definition.isEnabled());
        json.put("version", version);
        if (stamp != null) {
            json.put("createdAt", Timestamps.format(stamp.createdAt()));
            json.put("createdBy", stamp.createdBy());
            json.put("updatedAt", Timestamps.format(stamp.updatedAt()));
            json.put("updatedBy", stamp.updatedBy());
        }
        return json;
    }
}
