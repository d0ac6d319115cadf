package dev.fairway.selfservice.actions;

import dev.fairway.access.Actor;
import dev.fairway.access.Role;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import dev.fairway.shared.jq.Jq;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Who may execute an action and who may approve it: {@code {execute: {users, roles, teams, …}, approve: …}}. */
public final class ActionPermissions {

    static final String EXECUTE = "execute";
    static final String APPROVE = "approve";

    private static final Set<String> NAMES = Set.of("users", "roles", "teams");
    private static final int MOST_NAMES = 1_000;
    private static final int MOST_CONDITIONS = 20;
    private static final int MOST_QUERIES = 20;

    private final List<Problem> problems = new ArrayList<>();

    private ActionPermissions() {}

    /**
     * Whether somebody may ask for it, as far as names say. Where a policy is all that was said, it decides alone.
     *
     * @param owners the teams that own the entity it is about
     */
    public static boolean mayExecute(Action action, Actor actor, Collection<String> owners) {
        JsonNode block = complete(action.permissions()).get(EXECUTE);
        boolean isOwners = block.path("ownedByTeam").asBoolean(false) && actor.isInAny(owners);
        boolean namesNobody = NAMES.stream().allMatch(part -> block.path(part).isEmpty())
                && !block.path("ownedByTeam").asBoolean(false);
        boolean isForPolicy = namesNobody && executePolicy(action).isPresent();
        return actor.isAdmin() || isForPolicy || isOwners || actor.isNamedIn(block);
    }

    /** Whether somebody may have it carried out before it is approved, when it cannot wait: {@code urgent} of the action. */
    public static boolean mayGoAhead(Action action, Actor actor) {
        return actor.isAdmin() || actor.isNamedIn(action.definition().path("urgent"));
    }

    /** Those who may approve it by name, {@code {users, roles, teams}}. */
    public static ObjectNode approvers(Action action) {
        return (ObjectNode) complete(action.permissions()).get(APPROVE);
    }

    /** Has to admit whoever is named, administrators apart. */
    public static Optional<PermissionPolicy> executePolicy(Action action) {
        return policy(action, EXECUTE);
    }

    /** Names more who may approve. */
    public static Optional<PermissionPolicy> approvePolicy(Action action) {
        return policy(action, APPROVE);
    }

    private static Optional<PermissionPolicy> policy(Action action, String part) {
        JsonNode policy = complete(action.permissions()).path(part).path("policy");
        return policy.isObject() ? Optional.of(new PermissionPolicy(policy)) : Optional.empty();
    }

    /** The whole tree: where nothing was said, members execute and administrators approve. */
    static ObjectNode complete(ObjectNode said) {
        ObjectNode permissions = Json.object();
        permissions.set(
                EXECUTE, block(said, EXECUTE, List.of(Role.ADMIN, Role.MEMBER)).put("ownedByTeam", isForOwners(said)));
        permissions.set(APPROVE, block(said, APPROVE, List.of(Role.ADMIN)));
        return permissions;
    }

    private static ObjectNode block(ObjectNode said, String part, List<String> roles) {
        ObjectNode block = Json.object();
        block.putArray("users");
        block.set("roles", Json.array(roles));
        block.putArray("teams");
        block.setAll(Json.objectAt(said, part));
        return block;
    }

    private static boolean isForOwners(ObjectNode said) {
        return Json.objectAt(said, EXECUTE).path("ownedByTeam").asBoolean(false);
    }

    /**
     * What is said after a change: each block that it mentions is merged key by key, and what is null is forgotten.
     *
     * @throws InvalidInput naming everything that is wrong
     */
    static ObjectNode merged(ObjectNode said, ObjectNode change) {
        ActionPermissions check = new ActionPermissions();
        ObjectNode merged = said.deepCopy();
        Json.fields(change).forEach((part, value) -> {
            if ((part.equals(EXECUTE) || part.equals(APPROVE)) && value instanceof ObjectNode block) {
                merged.set(part, check.merged(part, Json.objectAt(merged, part), block));
            } else {
                check.problem(part, "is no permission of an action; use execute or approve");
            }
        });
        InvalidInput.check(check.problems);
        return merged;
    }

    /** What is wrong with a block of who may execute, with the parts that it has. */
    public static List<Problem> problemsOf(ObjectNode block) {
        ActionPermissions check = new ActionPermissions();
        Json.fields(block).forEach((key, value) -> {
            if (!value.isNull()) {
                check.check(EXECUTE, key, value);
            }
        });
        return check.problems.stream()
                .map(problem -> new Problem(problem.path().substring(EXECUTE.length() + 1), problem.message()))
                .toList();
    }

    private ObjectNode merged(String part, ObjectNode block, ObjectNode change) {
        Json.fields(change).forEach((key, value) -> {
            if (value.isNull()) {
                block.remove(key);
                return;
            }
            check(part, key, value);
            block.set(key, value);
        });
        return block;
    }

    private void check(String part, String key, JsonNode value) {
        String path = part + "." + key;
        if (NAMES.contains(key)) {
            checkNames(path, value);
        } else if (key.equals("policy")) {
            checkPolicy(path, value);
        } else if (!(key.equals("ownedByTeam") && part.equals(EXECUTE))) {
            problem(path, "is not part of a permission; use users, roles, teams, ownedByTeam (of execute) or policy");
        } else if (!value.isBoolean()) {
            problem(path, "%s is not true or false".formatted(Problems.shown(value)));
        }
    }

    private void checkNames(String path, JsonNode value) {
        if (!value.isArray()
                || value.size() > MOST_NAMES
                || !value.valueStream().allMatch(JsonNode::isString)) {
            problem(path, "is a list of at most %,d names".formatted(MOST_NAMES));
        }
    }

    /** {@code {queries: {name: {combinator, rules}}, conditions: [jq]}}: every condition must hold. */
    private void checkPolicy(String path, JsonNode policy) {
        JsonNode queries = policy.path("queries");
        JsonNode conditions = policy.path("conditions");
        if (!queries.isObject() || !conditions.isArray()) {
            problem(path, "has queries, an object of searches by name, and conditions, a list of jq expressions");
            return;
        }
        if (queries.size() > MOST_QUERIES || conditions.size() > MOST_CONDITIONS) {
            problem(path, "has at most %d queries and %d conditions".formatted(MOST_QUERIES, MOST_CONDITIONS));
        }
        Json.fields(queries).forEach((name, query) -> {
            if (!query.path("rules").isArray() || Json.textAt(query, "combinator") == null) {
                problem(
                        path + ".queries." + name,
                        "is a search: {\"combinator\": \"and\" or \"or\", \"rules\": [...]}");
            }
        });
        for (JsonNode condition : conditions) {
            Jq.problemOf(condition.asString("")).ifPresent(message -> problem(path + ".conditions", message));
        }
    }

    private void problem(String path, String message) {
        problems.add(new Problem(path, message));
    }
}
