package dev.fairway.selfservice.policy;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import dev.fairway.shared.http.Done;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/v1/policy")
class PolicyController {

    private static final int LONGEST_REASON = 500;
    private static final int MOST_TRIED = 5_000;

    record RuleAnswer(boolean ok, ObjectNode rule) {
        static RuleAnswer of(PolicyRule rule) {
            return new RuleAnswer(true, rule.json());
        }
    }

    record RulesAnswer(boolean ok, List<ObjectNode> rules) {}

    record RuleVersionsAnswer(boolean ok, List<PolicyRules.Version> versions) {}

    record ProblemsAnswer(boolean ok, List<Problem> problems) {}

    /** @param rule as it is or would be written */
    record BackTestBody(@Nullable ObjectNode rule) {}

    record BackTestAnswer(boolean ok, BackTest.BackTestReport report) {}

    private final PolicyRules rules;
    private final BackTest backTest;
    private final StartingSet startingSet;

    PolicyController(PolicyRules rules, BackTest backTest, StartingSet startingSet) {
        this.rules = rules;
        this.backTest = backTest;
        this.startingSet = startingSet;
    }

    /** All rules, at most 1,000, by identifier. */
    @GetMapping("/rules")
    @Requires(Permission.MEMBER)
    RulesAnswer list() {
        return new RulesAnswer(true, rules.all().stream().map(PolicyRule::json).toList());
    }

    /** Writes a rule. It counts from now on, also for runs that wait. */
    @PostMapping("/rules")
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.MANAGE_POLICY)
    RuleAnswer create(@RequestBody ObjectNode body, Actor actor) {
        String reason = reason(body, "First version");
        return RuleAnswer.of(rules.create(RuleDefinition.checked(body), reason, actor));
    }

    /** One rule as it counts now. */
    @GetMapping("/rules/{rule}")
    @Requires(Permission.MEMBER)
    RuleAnswer get(@PathVariable String rule) {
        return RuleAnswer.of(rules.get(rule));
    }

    /** Replaces a rule by a new version; {@code reason} says why. */
    @PutMapping("/rules/{rule}")
    @Requires(Permission.MANAGE_POLICY)
    RuleAnswer replace(@PathVariable String rule, @RequestBody ObjectNode body, Actor actor) {
        String reason = reason(body, null);
        return RuleAnswer.of(rules.replace(rule, RuleDefinition.checked(body), reason, actor));
    }

    /** Removes a rule with its versions; the audit log keeps what it was. */
    @DeleteMapping("/rules/{rule}")
    @Requires(Permission.MANAGE_POLICY)
    Done remove(@PathVariable String rule, @RequestParam(defaultValue = "Removed") String reason, Actor actor) {
        rules.remove(rule, checked(reason), actor);
        return Done.OK;
    }

    /** Every version of a rule, newest first, with who wrote it and why. */
    @GetMapping("/rules/{rule}/versions")
    @Requires(Permission.MEMBER)
    RuleVersionsAnswer versions(@PathVariable String rule) {
        rules.get(rule);
        return new RuleVersionsAnswer(true, rules.versions(rule));
    }

    /** What is wrong with a rule that is still being written; changes nothing. */
    @PostMapping("/rules/check")
    @Requires(Permission.MEMBER)
    ProblemsAnswer check(@RequestBody ObjectNode body) {
        try {
            body.remove("reason");
            RuleDefinition.checked(body);
            return new ProblemsAnswer(true, List.of());
        } catch (InvalidInput wrong) {
            return new ProblemsAnswer(true, wrong.problems());
        }
    }

    /** What a rule would have said of the last requests; changes nothing. */
    @PostMapping("/back-test")
    @Requires(Permission.MANAGE_POLICY)
    BackTestAnswer backTest(@RequestBody BackTestBody body, @RequestParam(defaultValue = "500") int last) {
        if (last < 1 || last > MOST_TRIED) {
            throw new InvalidInput("last", "%d is not between 1 and %,d".formatted(last, MOST_TRIED));
        }
        if (body.rule() == null) {
            throw new InvalidInput("rule", "is missing; send the rule as it would be written");
        }
        return new BackTestAnswer(true, backTest.of(RuleDefinition.checked(body.rule()), last));
    }

    /** Rules that many companies begin with, to take over and change. */
    @GetMapping("/starting-set")
    @Requires(Permission.MEMBER)
    RulesAnswer startingSet() {
        return new RulesAnswer(true, startingSet.rules());
    }

    /** Takes the reason out of what was sent. @param otherwise null when there has to be one */
    private static String reason(ObjectNode body, @Nullable String otherwise) {
        String said = Json.textAt(body, "reason");
        boolean isLeftOut = Json.isNull(body.get("reason"));
        body.remove(List.of("reason", "version", "createdAt", "createdBy", "updatedAt", "updatedBy"));
        if (isLeftOut && otherwise != null) {
            return otherwise;
        }
        return checked(said);
    }

    private static String checked(@Nullable String reason) {
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new InvalidInput(
                    "reason", "says in 1 to %d characters why the rule changes".formatted(LONGEST_REASON));
        }
        return reason;
    }
}
