package dev.fairway.catalog.rules;

import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.or;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns a query of rules into one condition. */
public final class RuleCompiler {

    private static final int DEEPEST = 10;
    private static final int MOST_RULES = 500;
    private static final Set<String> WITHOUT_VALUE = Set.of("isEmpty", "isNotEmpty", "isExpired", "isNotExpired");

    private final PropertySql properties;
    private final Context context;
    private final RelationRules relations;
    private int rules;

    public RuleCompiler(PropertySql properties) {
        this.properties = properties;
        this.context = new Context(properties.scope().actor());
        this.relations = new RelationRules(properties);
    }

    public Condition compile(JsonNode query) {
        return query(query, 0);
    }

    private Condition query(JsonNode query, int depth) {
        if (depth > DEEPEST) {
            throw new InvalidInput("rules", "are nested more than %d deep".formatted(DEEPEST));
        }
        String combinator = Json.textAt(query, "combinator");
        if (combinator == null || !(query.get("rules") instanceof ArrayNode list)) {
            throw new InvalidInput(
                    "", "A query is {\"combinator\": \"and\" or \"or\", \"rules\": [...]}, not " + shortened(query));
        }
        List<Condition> conditions = new ArrayList<>();
        for (JsonNode rule : list) {
            conditions.add(rule.has("combinator") ? query(rule, depth + 1) : rule(rule));
        }
        return switch (combinator) {
            case "and" -> and(conditions);
            case "or" -> conditions.isEmpty() ? falseCondition() : or(conditions);
            default -> throw new InvalidInput("combinator", "\"%s\" is not and or or".formatted(combinator));
        };
    }

    private Condition rule(JsonNode node) {
        if (++rules > MOST_RULES) {
            throw new InvalidInput("rules", "has more than %d rules".formatted(MOST_RULES));
        }
        if (!(node instanceof ObjectNode rule)) {
            throw new InvalidInput("rules", "%s is not a rule".formatted(shortened(node)));
        }
        String operator = Json.textAt(rule, "operator");
        if (operator == null) {
            throw new InvalidInput("operator", "is missing in the rule " + shortened(rule));
        }
        if (operator.equals("relatedTo")) {
            return relations.relatedTo(rule);
        }
        if (operator.equals("matchAny")) {
            return relations.matchAny(rule, context.value(rule.get("value")));
        }
        if (rule.has("propertySchema")) {
            return SchemaRule.compile(rule, properties, context);
        }
        if (rule.has("relation")) {
            return relations.scoped(rule, operator, value(rule, operator));
        }
        return compare(rule, operator);
    }

    private Condition compare(ObjectNode rule, String operator) {
        JsonNode property = rule.get("property");
        if (context.isOne(property)) {
            return context.compare(rule, operator);
        }
        if (property == null || !property.isString()) {
            throw new InvalidInput("property", "is missing in the rule " + shortened(rule));
        }
        String name = properties.canonical(property.stringValue());
        JsonNode value = value(rule, operator);
        return properties.relation(name) == null
                ? new Comparison(properties, name).with(operator, value)
                : relations.compare(name, operator, value);
    }

    private JsonNode value(ObjectNode rule, String operator) {
        JsonNode value = rule.get("value");
        if (value == null && !WITHOUT_VALUE.contains(operator)) {
            throw new InvalidInput("value", "is missing in the rule " + shortened(rule));
        }
        return value == null ? MissingNode.getInstance() : context.value(value);
    }

    static String shortened(JsonNode node) {
        String text = node.toString();
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }
}
