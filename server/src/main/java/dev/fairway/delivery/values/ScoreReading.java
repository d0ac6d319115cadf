package dev.fairway.delivery.values;

import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads one file of Score. */
final class ScoreReading {

    private static final String VERSION = "score.dev/v1b1";
    /** Names of the port that requests come to, where there are several. */
    private static final List<String> MAIN = List.of("main", "web", "http", "www");

    private final YamlText file;
    private final ScoreField root;
    private final ObjectNode metadata;
    private final ObjectNode values = Json.object();
    private final List<String> notes = new ArrayList<>();
    private final ScoreResources resources;
    private final List<String> mainPort = new ArrayList<>();

    ScoreReading(YamlText file, Set<String> types) {
        this.file = file;
        this.root = new ScoreField(file, Pointer.ROOT, file.tree());
        this.metadata = Json.objectAt(file.tree(), "metadata");
        this.resources = new ScoreResources(this, types);
    }

    Score read() {
        root.only("apiVersion", "metadata", "service", "containers", "resources");
        readVersion();
        readMetadata();
        root.field("resources").ifPresent(resources::declare);
        root.field("service").ifPresent(this::readService);
        values.put("kind", values.has("port") ? "service" : "worker");
        readContainers();
        resources.finish();
        return new Score(values, notes, file.problems());
    }

    ObjectNode values() {
        return values;
    }

    ObjectNode metadata() {
        return metadata;
    }

    String workload() {
        return metadata.path("name").asString("");
    }

    boolean isMainPort(String nameOrNumber) {
        return mainPort.contains(nameOrNumber);
    }

    void note(ScoreField at, String note) {
        notes.add("%s: %s".formatted(at.dotted(), note));
    }

    private void readVersion() {
        JsonNode version = file.tree().path("apiVersion");
        if (!version.equals(Json.text(VERSION))) {
            file.problem(Pointer.of("/apiVersion"), "is not %s, the one version that is read".formatted(VERSION));
        }
    }

    private void readMetadata() {
        if (Json.textAt(metadata, "name") == null) {
            file.problem(Pointer.of("/metadata/name"), "is missing: the name of the service");
            return;
        }
        values.put("name", workload());
        root.field("metadata")
                .ifPresent(all -> all.fields().forEach((name, field) -> {
                    if (!name.equals("name")) {
                        note(field, "is there for placeholders; nothing else is made of it");
                    }
                }));
    }

    private void readService(ScoreField service) {
        service.only("ports");
        Map<String, ScoreField> ports =
                service.field("ports").map(ScoreField::fields).orElse(Map.of());
        String main = MAIN.stream()
                .filter(ports::containsKey)
                .findFirst()
                .orElseGet(() -> ports.keySet().stream().findFirst().orElse(""));
        ports.forEach((name, port) -> readPort(name, port.only("port", "targetPort", "protocol"), name.equals(main)));
    }

    private void readPort(String name, ScoreField port, boolean isMain) {
        Integer number = port.field("port").map(ScoreField::number).orElse(null);
        if (number == null) {
            port.problem("has no port");
            return;
        }
        Integer target = port.field("targetPort").map(ScoreField::number).orElse(number);
        String protocol = port.field("protocol").map(ScoreField::text).orElse("TCP");
        if (isMain) {
            readMainPort(name, port, number, target, protocol);
            return;
        }
        ObjectNode other = values.withObject("ports")
                .withObject("/" + name.replace("~", "~0").replace("/", "~1"));
        other.put("port", number);
        if (!target.equals(number)) {
            other.put("target", target);
        }
        if (!protocol.equals("TCP")) {
            other.put("protocol", protocol);
        }
    }

    private void readMainPort(String name, ScoreField port, int number, int target, String protocol) {
        values.put("port", target);
        mainPort.addAll(List.of(name, Integer.toString(number), Integer.toString(target)));
        if (number != 80) {
            note(port, "others reach it at port 80 here, not at %d".formatted(number));
        }
        if (!protocol.equals("TCP")) {
            port.problem("is %.20s; the port of a service is TCP".formatted(protocol));
        }
    }

    private void readContainers() {
        Map<String, ScoreField> containers =
                root.field("containers").map(ScoreField::fields).orElse(Map.of());
        if (containers.size() == 1) {
            new ScoreContainer(this, resources)
                    .read(containers.values().iterator().next());
        } else {
            file.problem(
                    Pointer.of("/containers"),
                    containers.isEmpty()
                            ? "has none; a workload is one container"
                            : "has %d: %s. A service here is one container; make the others services of their own"
                                    .formatted(containers.size(), String.join(", ", containers.keySet())));
        }
    }

    /** Texts of a map, with what placeholders of metadata say. */
    Map<String, ScoreText> texts(ScoreField map) {
        Map<String, ScoreText> texts = new LinkedHashMap<>();
        map.fields().forEach((name, field) -> {
            String written = field.text();
            if (written != null) {
                texts.put(name, text(field, written));
            }
        });
        return texts;
    }

    ScoreText text(ScoreField field, String written) {
        ScoreText text = ScoreText.of(written, metadata);
        Stream.of(text.unknown())
                .flatMap(List::stream)
                .forEach(unknown ->
                        field.problem("%.100s is neither of metadata nor of resources; a dollar sign is written $$"
                                .formatted(unknown)));
        return text;
    }
}
