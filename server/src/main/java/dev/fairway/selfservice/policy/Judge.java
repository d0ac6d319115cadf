package dev.fairway.selfservice.policy;

import dev.fairway.selfservice.policy.Verdict.Outcome;
import dev.fairway.selfservice.policy.Verdict.Spoken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Asks every rule that is about a request. */
@Component
public class Judge {

    private final PolicyRules rules;

    Judge(PolicyRules rules) {
        this.rules = rules;
    }

    /** Whether any rule that counts reads such a variable, so that it is worth working out. */
    public boolean isAnyoneReading(String variable) {
        return rules.all().stream().anyMatch(rule -> rule.definition().isEnabled() && rule.reads(variable));
    }

    /**
     * @param said what the action itself says of it
     * @param asked what the action itself asks for, before any rule
     * @param awaited inputs that are still to be filled in
     */
    public Verdict judge(Facts facts, List<Spoken> said, List<Demand> asked, Set<String> awaited) {
        return judge(rules.all(), facts, said, asked, awaited);
    }

    private static Verdict judge(
            List<PolicyRule> rules, Facts facts, List<Spoken> already, List<Demand> asked, Set<String> awaited) {
        Map<String, Object> values = Values.of(facts);
        List<Spoken> spoken = new ArrayList<>(already);
        List<Demand> demands = new ArrayList<>(asked);
        for (PolicyRule rule : rules) {
            if (!rule.definition().isEnabled() || !rule.definition().isAbout(facts)) {
                continue;
            }
            Spoken said = rule.ask(values, awaited);
            spoken.add(said);
            if (said.outcome() == Outcome.ASKED) {
                demands.add(rule.definition().demand(facts, said.title()));
            }
        }
        return Verdict.of(spoken, demands);
    }

    /**
     * Which of the values that an input may have would be denied, and why.
     *
     * @return sentences by value; values that would not be denied for the sake of this input are not there
     */
    public Map<JsonNode, String> denials(Facts facts, String input, Iterable<JsonNode> options) {
        List<PolicyRule> reading = rules.all().stream()
                .filter(rule -> rule.definition().effect() == Effect.DENY
                        && rule.when().inputs().contains(input))
                .toList();
        Map<JsonNode, String> denials = new LinkedHashMap<>();
        if (reading.isEmpty()) {
            return denials;
        }
        for (JsonNode option : options) {
            Verdict verdict = judge(reading, facts.with(input, option), List.of(), List.of(), Set.of());
            verdict.rules().stream()
                    .filter(said -> said.outcome() == Outcome.DENIED)
                    .findFirst()
                    .ifPresent(said -> denials.put(option, String.valueOf(said.message())));
        }
        return denials;
    }
}
