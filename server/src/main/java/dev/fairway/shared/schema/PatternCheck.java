package dev.fairway.shared.schema;

import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Whether a property's pattern is a regular expression. */
public final class PatternCheck {

    private PatternCheck() {}

    public static void check(String path, @Nullable JsonNode pattern, List<Problem> problems) {
        if (pattern == null || Json.isNull(pattern) || !pattern.isString()) {
            return;
        }
        try {
            Pattern.compile(pattern.stringValue());
        } catch (PatternSyntaxException wrong) {
            problems.add(new Problem(
                    path,
                    "\"%s\" is no regular expression: %s".formatted(pattern.stringValue(), wrong.getDescription())));
        }
    }
}
