package dev.fairway.catalog.entities;

import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Property;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import dev.fairway.shared.schema.ValueCheck;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds the properties of an entity against the schema of its blueprint. */
final class PropertyCheck {

    private final Blueprint blueprint;
    private final List<Problem> problems = new ArrayList<>();

    private PropertyCheck(Blueprint blueprint) {
        this.blueprint = blueprint;
    }

    /** @param properties as they will be stored, without nulls */
    static List<Problem> check(Blueprint blueprint, ObjectNode properties) {
        PropertyCheck check = new PropertyCheck(blueprint);
        Json.fields(properties).forEach(check::checkNamed);
        blueprint.properties().values().stream()
                .filter(property -> property.required() && !properties.has(property.identifier()))
                .forEach(property -> check.problem(property.identifier(), "is required"));
        return check.problems;
    }

    /** The names that mean nothing to the blueprint; each is one problem of {@link #check}. */
    static List<String> unknown(Blueprint blueprint, ObjectNode properties) {
        return Json.fields(properties).keySet().stream()
                .filter(name -> !blueprint.properties().containsKey(name)
                        && !blueprint.derived().containsKey(name))
                .toList();
    }

    private void checkNamed(String name, JsonNode value) {
        Property property = blueprint.properties().get(name);
        if (property == null) {
            String kind = blueprint.derived().containsKey(name)
                    ? "is worked out and cannot be written"
                    : "is not a property of \"%s\"".formatted(blueprint.identifier());
            problem(name, kind);
            return;
        }
        ValueCheck.check("properties." + name, property.schema(), value, problems);
    }

    private void problem(String property, String message) {
        problems.add(new Problem("properties." + property, message));
    }
}
