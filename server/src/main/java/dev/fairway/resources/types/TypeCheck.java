package dev.fairway.resources.types;

import dev.fairway.clusters.Kind;
import dev.fairway.resources.spi.Provisioner;
import dev.fairway.resources.spi.Provisioners;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import dev.fairway.shared.jq.Jq;
import dev.fairway.shared.schema.PatternCheck;
import dev.fairway.shared.schema.ValueCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whether a type can be offered: its fields fit those of the others in one form, and its expressions are some. */
@Component
class TypeCheck {

    private static final Pattern IDENTIFIER = Pattern.compile("[a-z][a-z0-9-]{0,49}");
    private static final Pattern FIELD = Pattern.compile("[a-z][A-Za-z0-9]{0,49}");
    private static final Set<String> FIELD_TYPES = Set.of("string", "number", "boolean", "array");
    private static final Set<String> RESERVED =
            Set.of("type", "name", "team", "service", "environment", "region", "server");
    private static final int MOST_FIELDS = 40;
    private static final int MOST_NEEDS = 10;
    private static final int MOST_LINES = 20;
    private static final int LONGEST_TITLE = 100;
    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_NAME = 200;

    private final Map<String, Provisioner> byKind;

    TypeCheck(Provisioners provisioners) {
        this.byKind = provisioners.all();
    }

    /**
     * @param others the types that share the form with it
     * @throws InvalidInput naming everything that is wrong
     */
    ObjectNode checked(ObjectNode body, List<ResourceType> others) {
        List<Problem> problems = new ArrayList<>();
        matches(body, "identifier", IDENTIFIER, problems);
        text(body, "", "title", LONGEST_TITLE, problems);
        text(body, "", "description", LONGEST_TEXT, problems);
        checkKind(body, problems);
        checkNeeds(body.path("needs"), problems);
        checkNaming(Json.objectAt(body, "naming"), problems);
        checkFields(body, others, problems);
        checkPrice(body.path("price"), problems);
        InvalidInput.check(problems);
        return body;
    }

    private void checkKind(ObjectNode body, List<Problem> problems) {
        Provisioner provisioner = byKind.get(String.valueOf(Json.textAt(body, "kind")));
        if (provisioner == null) {
            problems.add(new Problem(
                    "kind",
                    "%s is not one of %s"
                            .formatted(
                                    body.path("kind"),
                                    byKind.keySet().stream().sorted().toList())));
            return;
        }
        ObjectNode template = Json.objectAt(body, "template");
        List<Problem> unfit = new ArrayList<>();
        ValueCheck.checkAll("template", provisioner.template(), template, "is nothing that this kind is told", unfit);
        if (unfit.isEmpty()) {
            ObjectNode fields = Json.objectAt(Json.objectAt(body, "specification"), "properties");
            unfit.addAll(provisioner.problemsOf(template, Json.fields(fields).keySet()));
        }
        problems.addAll(unfit);
    }

    private static void checkNeeds(JsonNode needs, List<Problem> problems) {
        boolean isList = needs.isArray() || needs.isMissingNode();
        if (!isList || needs.size() > MOST_NEEDS) {
            problems.add(new Problem("needs", "are a list of at most %d objects".formatted(MOST_NEEDS)));
            return;
        }
        for (int at = 0; at < needs.size(); at++) {
            checkNeed("needs.%d".formatted(at), needs.get(at), problems);
        }
    }

    private static void checkNeed(String path, JsonNode need, List<Problem> problems) {
        try {
            new Kind(String.valueOf(Json.textAt(need, "apiVersion")), String.valueOf(Json.textAt(need, "kind")));
        } catch (InvalidInput wrong) {
            problems.add(new Problem(path, wrong.reason()));
        }
    }

    private static void checkNaming(ObjectNode naming, List<Problem> problems) {
        text(naming, "naming.", "pattern", LONGEST_TEXT, problems);
        PatternCheck.check("naming.pattern", naming.get("pattern"), problems);
        int longest = naming.path("maxLength").asInt(0);
        if (longest < 1 || longest > LONGEST_NAME) {
            problems.add(new Problem("naming.maxLength", "is a number from 1 to %d".formatted(LONGEST_NAME)));
        }
        text(naming, "naming.", "description", LONGEST_TEXT, problems);
        expression(naming, "naming.", "native", problems);
    }

    private static void checkFields(ObjectNode body, List<ResourceType> others, List<Problem> problems) {
        ObjectNode properties = Json.objectAt(Json.objectAt(body, "specification"), "properties");
        if (properties.size() > MOST_FIELDS) {
            problems.add(new Problem(
                    "specification.properties", "are %d; at most %d".formatted(properties.size(), MOST_FIELDS)));
        }
        Json.fields(properties).forEach((name, field) -> checkField(name, field, others, problems));
    }

    private static void checkField(String name, JsonNode field, List<ResourceType> others, List<Problem> problems) {
        String path = "specification.properties." + name;
        if (!FIELD.matcher(name).matches() || RESERVED.contains(name)) {
            problems.add(new Problem(path, "is no name of a field: letters and digits, and none of " + RESERVED));
        }
        String type = String.valueOf(Json.textAt(field, "type"));
        if (!FIELD_TYPES.contains(type)) {
            problems.add(new Problem(path + ".type", "%s is not one of %s".formatted(type, FIELD_TYPES)));
        }
        for (ResourceType other : others) {
            @Nullable JsonNode same = other.fields().get(name);
            if (same != null && !type.equals(Json.textAt(same, "type"))) {
                problems.add(new Problem(
                        path + ".type",
                        "is %s, and %s has a field of that name of type %s; name it otherwise"
                                .formatted(type, other.title(), same.path("type"))));
            }
        }
    }

    private static void checkPrice(JsonNode lines, List<Problem> problems) {
        if (lines.size() > MOST_LINES) {
            problems.add(new Problem("price", "has %d lines; at most %d".formatted(lines.size(), MOST_LINES)));
        }
        for (int at = 0; at < lines.size(); at++) {
            String path = "price.%d.".formatted(at);
            text(lines.get(at), path, "item", LONGEST_TITLE, problems);
            expression(lines.get(at), path, "quantity", problems);
            expression(lines.get(at), path, "title", problems);
        }
    }

    private static void expression(JsonNode written, String path, String field, List<Problem> problems) {
        String expression = Json.textAt(written, field);
        if (expression == null || expression.length() > Jq.LONGEST) {
            problems.add(
                    new Problem(path + field, "is a jq expression of at most %,d characters".formatted(Jq.LONGEST)));
        } else {
            Jq.problemOf(expression).ifPresent(why -> problems.add(new Problem(path + field, why)));
        }
    }

    private static void text(JsonNode written, String path, String field, int longest, List<Problem> problems) {
        String text = Json.textAt(written, field);
        if (text == null || text.isBlank() || text.length() > longest) {
            problems.add(new Problem(path + field, "has 1 to %,d characters".formatted(longest)));
        }
    }

    private static void matches(ObjectNode body, String field, Pattern pattern, List<Problem> problems) {
        String text = String.valueOf(Json.textAt(body, field));
        if (!pattern.matcher(text).matches()) {
            problems.add(
                    new Problem(field, "\"%.50s\" is none: lower case letters, digits and hyphens".formatted(text)));
        }
    }
}
