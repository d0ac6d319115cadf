package dev.fairway.delivery.create;

import dev.fairway.delivery.build.Detected;
import dev.fairway.delivery.build.Detection;
import dev.fairway.delivery.build.DockerTemplate;
import dev.fairway.delivery.contents.FileChange;
import dev.fairway.delivery.golden.AdoptionRecord;
import dev.fairway.shared.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a new repository begins with: the skeleton, the Dockerfile of its template with a dashboard, and the record of that.
 *
 * @param port that the service listens on
 */
record FirstCommit(Map<String, String> files, int port) {

    /** Every skeleton answers there. */
    static final String HEALTH_PATH = "/health";

    private static final int USUAL_PORT = 8080;

    static FirstCommit of(NewService wanted, DockerTemplate template, Skeleton skeleton) {
        Map<String, String> files = new TreeMap<>(skeleton.named(wanted.name()).files());
        int port = wanted.port() == null ? template.defaults().path("PORT").asInt(USUAL_PORT) : wanted.port();
        ObjectNode arguments = Json.object();
        Detection.of(files.keySet(), path -> Optional.ofNullable(files.get(path))).stream()
                .filter(one -> one.template().equals(template.name()))
                .map(Detected::arguments)
                .findFirst()
                .ifPresent(arguments::setAll);
        if (template.arguments().has("PORT")) {
            arguments.put("PORT", port);
        }
        if (template.arguments().has("HEALTH_PATH")) {
            arguments.put("HEALTH_PATH", HEALTH_PATH);
        }
        files.putAll(template.render(arguments));
        files.put(
                AdoptionRecord.FILE,
                AdoptionRecord.of(template, arguments, wanted.name()).text());
        return new FirstCommit(files, port);
    }

    List<FileChange> changes() {
        return files.entrySet().stream()
                .map(file -> Skeleton.change(file.getKey(), file.getValue()))
                .toList();
    }

    /** In {@code platform/values}. */
    ObjectNode values(NewService wanted) {
        ObjectNode values = Json.object().put("kind", "service");
        values.putObject("image").put("repository", wanted.image());
        values.put("port", port);
        values.putObject("health").put("path", HEALTH_PATH);
        return values;
    }
}
