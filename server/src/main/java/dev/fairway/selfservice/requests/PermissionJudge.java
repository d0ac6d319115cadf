package dev.fairway.selfservice.requests;

import dev.fairway.access.Actor;
import dev.fairway.catalog.Catalog;
import dev.fairway.selfservice.actions.Action;
import dev.fairway.selfservice.actions.ActionPermissions;
import dev.fairway.selfservice.actions.PermissionPolicy;
import dev.fairway.selfservice.policy.Approvers;
import dev.fairway.selfservice.policy.Demand;
import dev.fairway.selfservice.policy.Facts;
import dev.fairway.selfservice.policy.Verdict.Outcome;
import dev.fairway.selfservice.policy.Verdict.Spoken;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.jq.JqFailed;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an action itself says of a request, beside the rules: by the policies of its permissions, and the approval it asks for. */
@Component
class PermissionJudge {

    private static final String NAME = "permissions";
    private static final String TITLE = "Who may execute it";

    private final Catalog catalog;

    PermissionJudge(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Nothing of an administrator's request, and of actions that have no policy. */
    List<Spoken> of(Action action, Facts facts, Actor actor, Set<String> awaited) {
        return actor.isAdmin()
                ? List.of()
                : ActionPermissions.executePolicy(action)
                        .map(policy -> List.of(spoken(policy, facts, awaited)))
                        .orElse(List.of());
    }

    private Spoken spoken(PermissionPolicy policy, Facts facts, Set<String> awaited) {
        try {
            return policy.admits(request(facts), catalog)
                    ? spoken(Outcome.PASSED, null)
                    : spoken(
                            awaited.isEmpty() ? Outcome.DENIED : Outcome.WAITING,
                            awaited.isEmpty()
                                    ? "The policy of this action does not admit this request of yours; ask an administrator."
                                    : null);
        } catch (JqFailed | InvalidInput failure) {
            return awaited.isEmpty()
                    ? spoken(Outcome.FAILED, "The policy of this action cannot be judged: " + failure.getMessage())
                    : spoken(Outcome.WAITING, null);
        }
    }

    private static Spoken spoken(Outcome outcome, @Nullable String message) {
        return new Spoken(NAME, 0, TITLE, outcome, message, List.of());
    }

    /** The approval that the action asks for. */
    List<Demand> asked(Action action, Facts facts) {
        JsonNode required = action.definition().path("requiredApproval");
        boolean isAll = "ALL".equals(Json.textAt(required, "type"));
        if (!required.isObject() && !required.asBoolean(false)) {
            return List.of();
        }
        String title = Json.textAt(action.definition(), "title");
        Approvers named = Approvers.of(ActionPermissions.approvers(action));
        Approvers all = ActionPermissions.approvePolicy(action)
                .map(policy -> named.withUsers(approvers(policy, facts)))
                .orElse(named);
        return List.of(new Demand(
                "\"%s\" needs approval".formatted(title == null ? action.identifier() : title),
                null,
                isAll ? Demand.ALL : 1,
                all));
    }

    /** Where the policy fails nobody is added, so that administrators and those who are named decide. */
    private Set<String> approvers(PermissionPolicy policy, Facts facts) {
        try {
            return policy.approvers(request(facts), catalog);
        } catch (JqFailed | InvalidInput failure) {
            return Set.of();
        }
    }

    /** As the policies of existing clients read it. */
    private static ObjectNode request(Facts facts) {
        ObjectNode user = Json.objectAt(facts.tree(), "actor").deepCopy();
        ObjectNode request = Json.object();
        request.set("inputs", facts.inputs());
        request.set("entity", Json.objectAt(facts.tree(), "entity"));
        request.set("user", user);
        ObjectNode trigger = request.putObject("trigger");
        trigger.set("user", user);
        trigger.put("operation", facts.tree().at("/request/operation").asString(""));
        return request;
    }
}
