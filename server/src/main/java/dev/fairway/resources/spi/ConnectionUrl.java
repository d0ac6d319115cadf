package dev.fairway.resources.spi;

import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import dev.fairway.shared.jq.Jq;
import dev.fairway.shared.jq.JqFailed;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The text that clients connect with, as a type of resources writes it: jq over {@code {outputs, user, password}}. */
public record ConnectionUrl(@Nullable String expression) {

    /** What the template of a type says under {@code url}. */
    public static ConnectionUrl of(ObjectNode template) {
        return new ConnectionUrl(Json.textAt(template, "url"));
    }

    /** Why it is no expression. */
    public List<Problem> problems() {
        return expression == null
                ? List.of()
                : Jq.problemOf(expression).map(why -> new Problem("template.url", why)).stream()
                        .toList();
    }

    /** Empty where the type says nothing, or what it says gives no text. @param outputs asked for where they are named */
    public String text(Supplier<ObjectNode> outputs, Login login) {
        if (expression == null) {
            return "";
        }
        ObjectNode scope = Json.object().put("user", login.user()).put("password", login.password());
        scope.set("outputs", expression.contains("outputs") ? outputs.get() : Json.object());
        try {
            return Jq.first(expression, scope).map(url -> url.asString("")).orElse("");
        } catch (JqFailed failure) {
            return "";
        }
    }
}
