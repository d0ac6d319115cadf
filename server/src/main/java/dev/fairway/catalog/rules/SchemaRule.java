package dev.fairway.catalog.rules;

import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.or;

import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Property;
import dev.fairway.shared.Json;
import java.util.List;
import org.jooq.Condition;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A rule about every property of a type and format, whatever it is called. */
final class SchemaRule {

    private SchemaRule() {}

    static Condition compile(ObjectNode rule, PropertySql properties, Context context) {
        Blueprint blueprint = properties.scope().blueprint();
        if (blueprint == null) {
            return falseCondition();
        }
        String operator = String.valueOf(Json.textAt(rule, "operator"));
        JsonNode value = context.value(rule.get("value"));
        List<Condition> any = blueprint.properties().values().stream()
                .filter(property -> fits(property.schema(), rule.get("propertySchema")))
                .map(Property::identifier)
                .map(name -> new Comparison(properties, name).with(operator, value))
                .toList();
        return any.isEmpty() ? falseCondition() : or(any);
    }

    private static boolean fits(JsonNode schema, JsonNode wanted) {
        return Json.fields(wanted).entrySet().stream().allMatch(part -> {
            JsonNode actual = schema.get(part.getKey());
            return actual != null
                    && (part.getValue().isObject() ? fits(actual, part.getValue()) : actual.equals(part.getValue()));
        });
    }
}
