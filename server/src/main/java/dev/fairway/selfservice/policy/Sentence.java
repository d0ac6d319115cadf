package dev.fairway.selfservice.policy;

import dev.fairway.selfservice.policy.Expression.Failed;
import dev.fairway.selfservice.policy.Expression.Wrong;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a rule tells the requester. {@code {expression}} stands for what the expression gives. */
final class Sentence {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    private static final int LONGEST_VALUE = 200;

    /** Text, or an expression. */
    private record Part(String text, List<Expression> expression) {}

    private final List<Part> parts;

    private Sentence(List<Part> parts) {
        this.parts = parts;
    }

    /** @throws Wrong when a placeholder is no expression */
    static Sentence of(String text) throws Wrong {
        List<Part> parts = new ArrayList<>();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        int from = 0;
        while (placeholder.find()) {
            parts.add(new Part(text.substring(from, placeholder.start()), List.of()));
            parts.add(new Part("", List.of(Expression.value(placeholder.group(1)))));
            from = placeholder.end();
        }
        parts.add(new Part(text.substring(from), List.of()));
        return new Sentence(parts);
    }

    Set<String> variables() {
        return parts.stream()
                .flatMap(part -> part.expression().stream())
                .flatMap(expression -> expression.variables().stream())
                .collect(Collectors.toSet());
    }

    /** A placeholder that has no value for this request stands as it was written. */
    String about(Map<String, Object> values) {
        StringBuilder sentence = new StringBuilder();
        for (Part part : parts) {
            sentence.append(part.text());
            part.expression().forEach(expression -> sentence.append(shown(expression, values)));
        }
        return sentence.toString();
    }

    private static String shown(Expression expression, Map<String, Object> values) {
        try {
            String shown = Values.shown(expression.evaluate(values));
            return shown.length() > LONGEST_VALUE ? shown.substring(0, LONGEST_VALUE) + "…" : shown;
        } catch (Failed absent) {
            return "{" + expression.text() + "}";
        }
    }
}
