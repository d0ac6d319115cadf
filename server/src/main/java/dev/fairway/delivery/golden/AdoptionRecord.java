package dev.fairway.delivery.golden;

import dev.fairway.clusters.Manifest;
import dev.fairway.delivery.build.DockerTemplate;
import dev.fairway.delivery.values.ValuesEdit;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a repository says of itself: which template it has, in which version, with which arguments.
 *
 * @param digest of the files of the template; null in records from before there was one
 * @param service whose dashboard is among those files; null for none
 */
public record AdoptionRecord(
        String template,
        String version,
        @Nullable String digest,
        ObjectNode arguments,
        @Nullable String service) {

    /** Where it is in a repository. */
    public static final String FILE = ".fairway/golden-path.yaml";

    private static final int LONGEST = 20_000;
    private static final int MOST_ARGUMENTS = 100;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern VERSION = Pattern.compile("\\d{1,4}\\.\\d{1,4}\\.\\d{1,4}");
    private static final Pattern SERVICE = Pattern.compile("[a-z]([-a-z0-9]{0,38}[a-z0-9])?");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    /** @param service that the dashboard is of; null for none, and without meaning where the template has none */
    public static AdoptionRecord of(DockerTemplate template, ObjectNode arguments, @Nullable String service) {
        String shown = template.files().containsKey(Dashboard.FILE) ? service : null;
        return new AdoptionRecord(template.name(), template.version(), template.digest(), arguments, shown);
    }

    /** @throws InvalidInput naming what is wrong with it */
    public static AdoptionRecord read(String text) {
        if (text.length() > LONGEST) {
            throw new InvalidInput(FILE, "is longer than %,d characters".formatted(LONGEST));
        }
        List<ObjectNode> documents = Manifest.documents(text);
        if (documents.size() != 1) {
            throw new InvalidInput(FILE, "has %d documents instead of one".formatted(documents.size()));
        }
        ObjectNode dockerfile = Json.objectAt(documents.getFirst(), "dockerfile");
        JsonNode arguments = dockerfile.path("arguments");
        if (!arguments.isMissingNode() && !arguments.isNull() && !arguments.isObject()) {
            throw new InvalidInput("dockerfile.arguments", "is no object");
        }
        if (arguments.size() > MOST_ARGUMENTS) {
            throw new InvalidInput("dockerfile.arguments", "has more than %d".formatted(MOST_ARGUMENTS));
        }
        String digest = Json.textAt(dockerfile, "digest");
        ObjectNode dashboard = Json.objectAt(documents.getFirst(), "dashboard");
        return new AdoptionRecord(
                required("dockerfile", dockerfile, "template", NAME),
                required("dockerfile", dockerfile, "version", VERSION),
                digest == null ? null : required("dockerfile", dockerfile, "digest", DIGEST),
                Json.objectAt(dockerfile, "arguments"),
                dashboard.isEmpty() ? null : required("dashboard", dashboard, "service", SERVICE));
    }

    private static String required(String section, ObjectNode from, String field, Pattern pattern) {
        String value = Json.textAt(from, field);
        if (value == null || !pattern.matcher(value).matches()) {
            String shown = value == null ? "is missing" : "\"%.60s\" is none".formatted(value);
            throw new InvalidInput("%s.%s".formatted(section, field), shown);
        }
        return value;
    }

    public String text() {
        ObjectNode record = Json.object();
        ObjectNode dockerfile = record.putObject("dockerfile");
        dockerfile.put("template", template).put("version", version).put("digest", digest);
        dockerfile.set("arguments", arguments);
        if (service != null) {
            record.putObject("dashboard").put("service", service);
        }
        return ValuesEdit.write(record);
    }
}
