package dev.fairway.shared.jq;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** jq expressions over JSON trees. The library speaks an older Jackson, so trees cross over as text. */
public final class Jq {

    private static final int MOST_RESULTS = 100_000;
    /** Calls of functions and their results; one that gives none would otherwise never end. */
    private static final int MOST_STEPS = 3_000_000;

    /** Of an expression, in characters. */
    public static final int LONGEST = 10_000;

    private static final int LONGEST_SHOWN = 200;

    private static final ScopedValue<Steps> STEPS = ScopedValue.newInstance();
    private static final ObjectMapper OLD = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Scope ROOT = root();
    private static final Pattern META = Pattern.compile("\\.\\$(?=[a-z])(\\w+)");

    /** Characters of all expressions that are remembered; whoever has many checked makes others be forgotten, no more. */
    private static final int REMEMBERED = 500_000;

    private static final AtomicInteger REMEMBERED_NOW = new AtomicInteger();
    private static final Map<String, JsonQuery> COMPILED = new ConcurrentHashMap<>();

    private Jq() {}

    /** What is wrong with an expression, before it is ever run. */
    public static Optional<String> problemOf(String expression) {
        try {
            compile(expression);
            return Optional.empty();
        } catch (JsonQueryException wrong) {
            return Optional.of(
                    "\"%s\" is no jq expression: %s".formatted(shortened(expression), shortened(wrong.getMessage())));
        }
    }

    /** @throws JqFailed when the expression is none, or fails on this input */
    public static List<JsonNode> all(String expression, JsonNode input) {
        try {
            var tree = OLD.readTree(input.toString());
            return ScopedValue.where(STEPS, new Steps()).call(() -> results(compile(expression), tree));
        } catch (JsonQueryException failure) {
            throw new JqFailed(expression, String.valueOf(failure.getMessage()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        } catch (StackOverflowError endless) {
            throw new JqFailed(expression, "it calls itself without end");
        }
    }

    private static List<JsonNode> results(JsonQuery query, com.fasterxml.jackson.databind.JsonNode input)
            throws JsonQueryException {
        List<JsonNode> results = new ArrayList<>();
        query.apply(Scope.newChildScope(ROOT), input, result -> {
            if (results.size() == MOST_RESULTS) {
                throw new JsonQueryException("it has more than %,d results".formatted(MOST_RESULTS));
            }
            results.add(Json.read(result.toString()));
        });
        return results;
    }

    /** The first result, or empty when there is none or it is null. */
    public static Optional<JsonNode> first(String expression, JsonNode input) {
        return all(expression, input).stream().findFirst().filter(result -> !result.isNull());
    }

    private static JsonQuery compile(String expression) throws JsonQueryException {
        if (expression.length() > LONGEST) {
            throw new JsonQueryException(
                    "it has %,d characters; at most %,d are possible".formatted(expression.length(), LONGEST));
        }
        JsonQuery known = COMPILED.get(expression);
        if (known == null) {
            try {
                known = parse(expression);
            } catch (StackOverflowError endless) {
                throw new JsonQueryException("it is nested too deeply", endless);
            }
            remember(expression, known);
        }
        return known;
    }

    private static void remember(String expression, JsonQuery compiled) {
        if (REMEMBERED_NOW.addAndGet(expression.length()) > REMEMBERED) {
            COMPILED.clear();
            REMEMBERED_NOW.set(expression.length());
        }
        COMPILED.put(expression, compiled);
    }

    private static String shortened(@Nullable String text) {
        String known = String.valueOf(text);
        return known.length() > LONGEST_SHOWN ? known.substring(0, LONGEST_SHOWN) + "…" : known;
    }

    /** A meta property may be written as in rules and mirrors, {@code .$title}, which is no jq. */
    private static JsonQuery parse(String expression) throws JsonQueryException {
        try {
            return JsonQuery.compile(expression, Versions.JQ_1_6);
        } catch (JsonQueryException wrong) {
            String plain = META.matcher(expression).replaceAll(".$1");
            if (plain.equals(expression)) {
                throw wrong;
            }
            return JsonQuery.compile(plain, Versions.JQ_1_6);
        }
    }

    private static Scope root() {
        Scope scope = Scope.newEmptyScope();
        BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_6, scope);
        Map.copyOf(scope.getLocalFunctions()).forEach((name, function) -> scope.addFunction(name, counted(function)));
        return scope;
    }

    private static Function counted(Function function) {
        return (scope, arguments, input, path, output, version) -> {
            Steps steps = STEPS.get();
            steps.take();
            function.apply(
                    scope,
                    arguments,
                    input,
                    path,
                    (result, resultPath) -> {
                        steps.take();
                        output.emit(result, resultPath);
                    },
                    version);
        };
    }

    private static final class Steps {

        private int left = MOST_STEPS;

        void take() throws JsonQueryException {
            if (--left < 0) {
                throw new JsonQueryException("it takes more than %,d steps".formatted(MOST_STEPS));
            }
        }
    }
}
