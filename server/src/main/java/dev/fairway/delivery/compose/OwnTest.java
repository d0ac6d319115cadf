package dev.fairway.delivery.compose;

import dev.fairway.clusters.Manifest;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a repository says of its tests in {@code .fairway/test.yaml}.
 *
 * @param needs variables for each thing it needs, each with the key of a value; empty ones for the usual variables
 * @param run script; empty where it says nothing
 * @param junit which files hold results, as globs below its root
 */
record OwnTest(Map<String, Map<String, String>> needs, String run, List<String> junit, Map<String, String> env) {

    static final String FILE = ".fairway/test.yaml";

    private static final OwnTest NONE = new OwnTest(Map.of(), "", List.of(), Map.of());
    private static final Set<String> FIELDS = Set.of("needs", "run", "junit", "env");
    private static final int LONGEST = 20_000;
    private static final int LONGEST_RUN = 10_000;
    private static final int MOST_NEEDS = 10;
    private static final int MOST_GLOBS = 20;
    private static final int MOST_VARIABLES = 50;
    private static final int LONGEST_VALUE = 1_000;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,29}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final Pattern GLOB = Pattern.compile("(?!/)(?!.*\\.\\.)[A-Za-z0-9_./*?-]{1,200}");

    /**
     * @param text of the file; empty where there is none
     * @throws InvalidInput naming what is wrong with it
     */
    static OwnTest read(String text) {
        if (text.isBlank()) {
            return NONE;
        }
        ObjectNode test = document(FILE, text);
        for (String field : test.propertyNames()) {
            if (!FIELDS.contains(field)) {
                throw wrong(field, "is none of needs, run, junit and env");
            }
        }
        return new OwnTest(needs(test.path("needs")), run(test), globs(test.path("junit")), variables(test, "env"));
    }

    /** What a pipeline says of its stage {@code test}, which is as good; whatever is not so is left to the pipeline to tell. */
    static OwnTest ofPipeline(String text) {
        if (text.isBlank()) {
            return NONE;
        }
        for (JsonNode stage : document(".fairway/pipeline.yaml", text).path("stages")) {
            if (stage instanceof ObjectNode test
                    && stage.path("name").asString("").equals("test")) {
                return new OwnTest(Map.of(), run(test), globs(test.path("junit")), variables(test, "env"));
            }
        }
        return NONE;
    }

    static ObjectNode document(String file, String text) {
        if (text.length() > LONGEST) {
            throw wrong(file, "is longer than %,d characters".formatted(LONGEST));
        }
        List<ObjectNode> documents = Manifest.documents(text);
        if (documents.size() != 1) {
            throw wrong(file, "has %d documents instead of one".formatted(documents.size()));
        }
        return documents.getFirst();
    }

    private static Map<String, Map<String, String>> needs(JsonNode written) {
        Map<String, Map<String, String>> needs = new TreeMap<>();
        if (written instanceof ObjectNode named) {
            Json.fields(named).keySet().forEach(name -> needs.put(name, variables(Json.objectAt(named, name), "env")));
        } else if (written.isArray()) {
            Json.texts(written).forEach(name -> needs.put(name, Map.of()));
        } else if (!Json.isNull(written)) {
            throw wrong("needs", "is a list of names such as postgres, or an object with variables for each");
        }
        if (needs.size() > MOST_NEEDS) {
            throw wrong("needs", "has %d, and at most %d are taken".formatted(needs.size(), MOST_NEEDS));
        }
        needs.keySet().stream().filter(name -> !NAME.matcher(name).matches()).forEach(name -> {
            throw wrong("needs", "\"%.40s\" is not 1 to 30 lower case letters, digits and hyphens".formatted(name));
        });
        return needs;
    }

    private static String run(ObjectNode test) {
        String run = test.path("run").asString("");
        if (run.length() > LONGEST_RUN) {
            throw wrong("run", "is longer than %,d characters".formatted(LONGEST_RUN));
        }
        return run;
    }

    private static List<String> globs(JsonNode written) {
        List<String> globs = written.isArray()
                ? new ArrayList<>(Json.texts(written))
                : Json.isNull(written) ? List.of() : List.of(written.asString(""));
        if (globs.size() > MOST_GLOBS) {
            throw wrong("junit", "has %d globs, and at most %d are taken".formatted(globs.size(), MOST_GLOBS));
        }
        for (String glob : globs) {
            if (!GLOB.matcher(glob).matches()) {
                throw wrong("junit", "\"%.60s\" is no glob such as reports/*.xml".formatted(glob));
            }
        }
        return globs;
    }

    private static Map<String, String> variables(ObjectNode owner, String field) {
        Map<String, String> variables = Need.texts(Json.objectAt(owner, field));
        if (variables.size() > MOST_VARIABLES) {
            throw wrong(
                    field, "has %d variables, and at most %d are taken".formatted(variables.size(), MOST_VARIABLES));
        }
        variables.forEach((name, value) -> {
            if (!VARIABLE.matcher(name).matches()) {
                throw wrong(field, "\"%.60s\" is no name of a variable".formatted(name));
            }
            if (value.length() > LONGEST_VALUE) {
                throw wrong(field + "." + name, "is longer than %,d characters".formatted(LONGEST_VALUE));
            }
        });
        return variables;
    }

    private static InvalidInput wrong(String path, String why) {
        return new InvalidInput(path, why);
    }
}
