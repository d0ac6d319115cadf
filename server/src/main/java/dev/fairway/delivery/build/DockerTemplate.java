package dev.fairway.delivery.build;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import dev.fairway.shared.Sha256;
import dev.fairway.shared.schema.ValueCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A central Dockerfile for one language. It is a Dockerfile that builds as it is; what a repository says of itself takes
 * the place of the defaults of its {@code ARG}s.
 *
 * @param name of its folder, such as {@code java-maven}
 * @param version semantic; a repository is told when there is a later one
 * @param arguments schema of each argument that may be said, by its name
 * @param files that are written into the repository, by their path; {@code Dockerfile} among them
 */
public record DockerTemplate(
        String name,
        String title,
        String version,
        String description,
        ObjectNode arguments,
        Map<String, String> files) {

    /** The one file that every template writes. */
    public static final String FILE = "Dockerfile";

    private static final Pattern VERSION = Pattern.compile("\\d{1,4}\\.\\d{1,4}\\.\\d{1,4}");
    private static final Pattern LINE = Pattern.compile("(?m)^ARG ([A-Z][A-Z0-9_]*)(=.*)?$");

    /** @throws InvalidInput naming what it lacks */
    public DockerTemplate {
        files = new TreeMap<>(files);
        if (!VERSION.matcher(version).matches()) {
            throw new InvalidInput("version", "\"%.40s\" of %s is no version, such as 1.2.0".formatted(version, name));
        }
        String text = files.getOrDefault(FILE, "");
        Dockerfile.read(text);
        for (String argument : arguments.propertyNames()) {
            if (!hasArgument(text, argument)) {
                throw new InvalidInput(
                        "arguments." + argument,
                        "is no ARG of the Dockerfile of %s; write ARG %s=".formatted(name, argument));
            }
        }
    }

    /** The same with another file. */
    public DockerTemplate with(String path, String text) {
        Map<String, String> more = new TreeMap<>(files);
        more.put(path, text);
        return new DockerTemplate(name, title, version, description, arguments, more);
    }

    /** The Dockerfile as it stands. */
    public String dockerfile() {
        return files.getOrDefault(FILE, "");
    }

    private static boolean hasArgument(String text, String argument) {
        return LINE.matcher(text).results().anyMatch(line -> line.group(1).equals(argument));
    }

    /** The same as long as it writes the same files, whatever else is said of it. In 64 hexadecimal digits. */
    public String digest() {
        StringBuilder all = new StringBuilder();
        files.forEach((path, text) ->
                all.append(path).append('\0').append(text.length()).append('\0').append(text));
        return Sha256.hex(all.toString());
    }

    /** What each argument is where nobody says; an empty text where it has no default. */
    public ObjectNode defaults() {
        ObjectNode defaults = Json.object();
        LINE.matcher(dockerfile()).results().forEach(line -> {
            String written = line.group(2);
            if (arguments.has(line.group(1)) && !defaults.has(line.group(1))) {
                String value = written == null ? "" : written.substring(1).replaceAll("^\"(.*)\"$", "$1");
                defaults.set(line.group(1), typed(line.group(1), value));
            }
        });
        return defaults;
    }

    private JsonNode typed(String argument, String value) {
        boolean isNumber = "number".equals(Json.textAt(Json.objectAt(arguments, argument), "type"));
        return isNumber ? Json.read(value) : Json.text(value);
    }

    /**
     * What is written into a repository.
     *
     * @param said the arguments that the repository gives, by name
     * @return contents by path
     * @throws InvalidInput with every argument that is unknown or not allowed
     */
    public Map<String, String> render(ObjectNode said) {
        List<Problem> problems = new ArrayList<>();
        ObjectNode schema = Json.object();
        schema.set("properties", arguments);
        ValueCheck.checkAll("arguments", schema, said, "is no argument of %s".formatted(name), problems);
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        Map<String, String> rendered = new TreeMap<>(files);
        rendered.put(FILE, LINE.matcher(dockerfile()).replaceAll(line -> {
            JsonNode value = said.get(line.group(1));
            String written = Json.isNull(value)
                    ? line.group()
                    : "ARG %s=%s".formatted(line.group(1), quoted(value.asString("")));
            return Matcher.quoteReplacement(written);
        }));
        return rendered;
    }

    /** Patterns let neither quotes nor ends of lines in; this holds where a pattern is too generous. */
    private static String quoted(String value) {
        if (value.matches("[A-Za-z0-9._:/@${}~-]*")) {
            return value;
        }
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("[\\r\\n]", " ") + '"';
    }
}
