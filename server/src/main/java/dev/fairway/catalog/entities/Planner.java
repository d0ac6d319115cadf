package dev.fairway.catalog.entities;

import dev.fairway.access.Actor;
import dev.fairway.catalog.Entity;
import dev.fairway.catalog.EntityRef;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.BlueprintPermissions;
import dev.fairway.catalog.blueprints.Property;
import dev.fairway.catalog.blueprints.Relation;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.Problem;
import dev.fairway.shared.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Works out what an entity will be, and whether the writer may make it so. */
final class Planner {

    private final Blueprint blueprint;
    private final BlueprintPermissions permissions;
    private final WriteOptions options;

    Planner(Blueprint blueprint, WriteOptions options) {
        this.blueprint = blueprint;
        this.permissions = BlueprintPermissions.of(blueprint);
        this.options = options;
    }

    /** @param before the entity as it is; null when there is none */
    Plan plan(Draft draft, @Nullable Entity before) {
        WriteMode mode = options.mode();
        if (before == null && !mode.creates()) {
            throw new NotFound("entity", "identifier", ref(draft).toString());
        }
        if (before != null && !mode.updates()) {
            throw Conflict.exists("entity", ref(draft).toString());
        }
        ObjectNode properties = properties(draft, before);
        List<Problem> problems = PropertyCheck.check(blueprint, properties);
        Map<String, List<String>> relations = relations(draft, before, problems);
        leaveOutUnknown(properties, problems);
        InvalidInput.check(problems);
        Plan plan = new Plan(draft.index(), before, draft.identifier(), heading(draft, before), properties, relations);
        checkPermission(plan);
        return plan;
    }

    /** Clients that synchronise send what their mapping makes, whether the blueprint has it (yet, or still) or not. */
    private void leaveOutUnknown(ObjectNode properties, List<Problem> problems) {
        List<String> unknown = PropertyCheck.unknown(blueprint, properties);
        if (options.unknown() == WriteOptions.Unknown.LEFT_OUT && problems.size() == unknown.size()) {
            properties.remove(unknown);
            problems.clear();
        }
    }

    private EntityRef ref(Draft draft) {
        return new EntityRef(blueprint.identifier(), draft.identifier());
    }

    private boolean keepsUnmentioned(@Nullable Entity before) {
        return before != null && options.mode().merges();
    }

    private Entity.Heading heading(Draft draft, @Nullable Entity before) {
        Entity.Heading old = before != null && options.mode().merges()
                ? before.heading()
                : new Entity.Heading(null, null, List.of());
        List<String> team = draft.team().mentioned()
                ? Objects.requireNonNullElse(draft.team().value(), List.<String>of())
                : old.team();
        boolean inherits = blueprint.inheritedOwnerPath() != null;
        return new Entity.Heading(
                draft.title().mentioned() ? draft.title().value() : old.title(),
                draft.icon().mentioned() ? draft.icon().value() : old.icon(),
                inherits && before != null ? before.heading().team() : team);
    }

    private ObjectNode properties(Draft draft, @Nullable Entity before) {
        ObjectNode properties = Json.object();
        if (before == null) {
            for (Property property : blueprint.properties().values()) {
                JsonNode value = property.defaultValue();
                if (value != null) {
                    properties.set(property.identifier(), value);
                }
            }
        } else if (keepsUnmentioned(before)) {
            properties.setAll(before.properties());
        }
        Json.fields(draft.properties()).forEach((name, value) -> {
            if (value.isNull()) {
                properties.remove(name);
            } else {
                properties.set(name, value);
            }
        });
        return properties;
    }

    private Map<String, List<String>> relations(Draft draft, @Nullable Entity before, List<Problem> problems) {
        Map<String, List<String>> relations = new LinkedHashMap<>();
        for (Relation relation : blueprint.relations().values()) {
            String name = relation.identifier();
            List<String> kept = before != null && options.mode().merges()
                    ? before.relations().getOrDefault(name, List.of())
                    : List.<String>of();
            List<String> targets = draft.relations().getOrDefault(name, kept);
            if (!targets.isEmpty()) {
                relations.put(name, targets);
            } else if (relation.isRequired()) {
                problems.add(new Problem(
                        "relations." + name, "is required; name an entity of \"%s\"".formatted(relation.target())));
            }
        }
        return relations;
    }

    private void checkPermission(Plan plan) {
        Actor actor = options.actor();
        Entity before = plan.before();
        if (before == null) {
            if (!permissions.mayRegister(actor, plan.heading().team())) {
                throw refused("create", plan.identifier());
            }
            return;
        }
        List<String> owners = before.heading().team();
        if (permissions.mayUpdate(actor, owners)) {
            return;
        }
        boolean onlyWhatIsAllowed = changedProperties(plan, before).stream()
                        .allMatch(name -> permissions.mayUpdateProperty(actor, owners, name))
                && changedRelations(plan, before).stream()
                        .allMatch(name -> permissions.mayUpdateRelation(actor, owners, name));
        if (!onlyWhatIsAllowed || !plan.changesAnything()) {
            throw refused("change", plan.identifier());
        }
    }

    private static List<String> changedProperties(Plan plan, Entity before) {
        Map<String, Object> old = new LinkedHashMap<>(Json.fields(before.properties()));
        Map<String, Object> wanted = new LinkedHashMap<>(Json.fields(plan.properties()));
        putHeading(old, before.identifier(), before.heading());
        putHeading(wanted, plan.identifier(), plan.heading());
        return differences(old, wanted);
    }

    private static void putHeading(Map<String, Object> values, String identifier, Entity.Heading heading) {
        values.put("$identifier", identifier);
        values.put("$title", String.valueOf(heading.title()));
        values.put("$icon", String.valueOf(heading.icon()));
        values.put("$team", heading.team());
    }

    private static List<String> changedRelations(Plan plan, Entity before) {
        return differences(
                new LinkedHashMap<>(Plan.withTargets(before.relations())), new LinkedHashMap<>(plan.relations()));
    }

    private static List<String> differences(Map<String, ?> old, Map<String, ?> wanted) {
        Map<String, Object> names = new LinkedHashMap<>(old);
        names.putAll(wanted);
        return names.keySet().stream()
                .filter(name -> !Objects.equals(old.get(name), wanted.get(name)))
                .toList();
    }

    private Refused refused(String what, String identifier) {
        return new Refused("%s may not %s \"%s\" of blueprint \"%s\"; its owners, its moderators and administrators may"
                .formatted(options.actor().name(), what, identifier, blueprint.identifier()));
    }
}
