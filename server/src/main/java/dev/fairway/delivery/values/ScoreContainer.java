package dev.fairway.delivery.values;

import dev.fairway.shared.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The one container of a workload, as values. */
final class ScoreContainer {

    private final ScoreReading reading;
    private final ScoreResources resources;
    private final ObjectNode values;

    ScoreContainer(ScoreReading reading, ScoreResources resources) {
        this.reading = reading;
        this.resources = resources;
        this.values = reading.values();
    }

    void read(ScoreField container) {
        container.only(
                "image",
                "command",
                "args",
                "variables",
                "files",
                "volumes",
                "resources",
                "livenessProbe",
                "readinessProbe",
                "before");
        container.field("image").ifPresentOrElse(this::readImage, () -> container.problem("has no image"));
        for (String list : List.of("command", "args")) {
            container.field(list).ifPresent(field -> values.set(list, Json.array(field.texts())));
        }
        container.field("variables").ifPresent(this::readVariables);
        container.field("files").ifPresent(files -> files.byTarget().forEach(this::readFile));
        container.field("volumes").ifPresent(volumes -> volumes.byTarget().forEach(this::readVolume));
        container.field("resources").ifPresent(this::readSizes);
        container.field("before").ifPresent(before -> before.problem("there is no other container to come before"));
        readProbes(container);
    }

    private void readImage(ScoreField image) {
        String written = image.text();
        if (written == null) {
            return;
        }
        if (written.equals(".")) {
            reading.note(image, "comes from the pipeline: a release writes its tag and digest");
            return;
        }
        ObjectNode parts = values.putObject("image");
        int digest = written.indexOf('@');
        String named = digest < 0 ? written : written.substring(0, digest);
        int colon = named.lastIndexOf(':');
        boolean hasTag = colon > named.lastIndexOf('/');
        parts.put("repository", hasTag ? named.substring(0, colon) : named);
        if (hasTag) {
            parts.put("tag", named.substring(colon + 1));
        }
        if (digest >= 0) {
            parts.put("digest", written.substring(digest + 1));
        }
    }

    private void readVariables(ScoreField variables) {
        reading.texts(variables).forEach((name, text) -> {
            ScoreField variable = new ScoreField(
                    variables.file(),
                    variables.path().child(name),
                    variables.value().path(name));
            if (text.isPlain()) {
                values.withObject("env").put(name, text.text());
            } else if (text.only().isPresent()) {
                resources.bind(variable, text.only().get());
            } else {
                variable.problem(
                        "mixes text with outputs of resources, which would be a secret in values; use the output url, or a variable for each part");
            }
        });
    }

    private void readFile(String target, ScoreField file) {
        file.only("content", "binaryContent", "source", "mode", "noExpand");
        ObjectNode read = values.withObject("files").withObject(pointer(target));
        file.field("content").ifPresent(content -> {
            String written = content.text();
            if (written != null) {
                read.put("content", expanded(file, content, written));
            }
        });
        text(file, "binaryContent").ifPresent(bytes -> read.put("base64", bytes));
        text(file, "mode").ifPresent(mode -> read.put("mode", mode));
        file.field("source")
                .ifPresent(source -> source.problem("is another file, which is not read; write its content here"));
        if (!file.value().has("content")
                && !file.value().has("binaryContent")
                && !file.value().has("source")) {
            file.problem("has neither content nor binaryContent");
        }
    }

    private String expanded(ScoreField file, ScoreField content, String written) {
        boolean isRaw = file.value().path("noExpand").asBoolean(false);
        if (isRaw) {
            return written;
        }
        ScoreText text = reading.text(content, written);
        if (!text.isPlain()) {
            content.problem("refers to resources, and what it would hold is secret; use variables");
        }
        return text.text();
    }

    private void readVolume(String target, ScoreField volume) {
        volume.only("source", "path", "readOnly");
        Optional<ScoreField> source = volume.field("source");
        String written = source.map(ScoreField::text).orElse(null);
        if (source.isEmpty() || written == null) {
            volume.problem("has no source such as ${resources.data}");
            return;
        }
        String claim = resources.claim(source.get(), written);
        if (claim == null) {
            return;
        }
        String name = written.replaceAll("^\\$\\{resources\\.|}$", "");
        ObjectNode read = values.withObject("volumes").withObject(pointer(name));
        if (!read.isEmpty()) {
            volume.problem("is mounted in two places; a volume has one here");
            return;
        }
        read.put("mount", target).put("claim", claim);
        text(volume, "path").ifPresent(path -> read.put("path", path));
        volume.field("readOnly").ifPresent(readOnly -> read.set("readOnly", readOnly.value()));
    }

    private void readSizes(ScoreField sizes) {
        sizes.only("requests", "limits");
        sizes.field("requests").ifPresent(requests -> {
            requests.only("cpu", "memory");
            size(requests, "cpu", "cpu");
            size(requests, "memory", "memory");
        });
        sizes.field("limits").ifPresent(limits -> {
            limits.only("cpu", "memory");
            size(limits, "cpu", "cpuLimit");
            size(limits, "memory", values.has("memory") ? "memoryLimit" : "memory");
        });
    }

    private void size(ScoreField sizes, String field, String value) {
        sizes.field(field).map(ScoreField::size).ifPresent(size -> values.put(value, size));
    }

    private void readProbes(ScoreField container) {
        Optional<ScoreField> ready = container.field("readinessProbe");
        Optional<ScoreField> alive = container.field("livenessProbe");
        if (ready.isPresent()) {
            readProbe(ready.get(), "path");
            alive.ifPresent(probe -> readLiveness(probe));
        } else if (alive.isPresent()) {
            readProbe(alive.get(), "path");
            reading.note(alive.get(), "is asked for whether it is ready, too");
        } else if (values.has("port")) {
            values.withObject("health").put("tcp", true);
            reading.note(container, "has no probe, so it counts as ready when it takes connections; set health.path");
        }
    }

    private void readLiveness(ScoreField probe) {
        ObjectNode before = Json.objectAt(values, "health").deepCopy();
        readProbe(probe, "livenessPath");
        ObjectNode after = values.withObject("health");
        boolean isSame = List.of("port", "scheme", "command").stream().allMatch(field -> same(before, after, field));
        if (!isSame || before.has("path") != after.has("livenessPath")) {
            probe.problem(
                    "is of another kind, port or scheme than readinessProbe, and there is one health here; make them alike");
        }
        if (after.path("livenessPath").equals(after.path("path"))) {
            after.remove("livenessPath");
        }
    }

    private static boolean same(ObjectNode one, ObjectNode other, String field) {
        return one.path(field).equals(other.path(field));
    }

    private void readProbe(ScoreField probe, String path) {
        probe.only("httpGet", "exec");
        ObjectNode health = values.withObject("health");
        probe.field("exec")
                .ifPresent(exec -> exec.only("command")
                        .field("command")
                        .ifPresent(command -> health.set("command", Json.array(command.texts()))));
        probe.field("httpGet").ifPresent(get -> {
            get.only("path", "port", "scheme", "host", "httpHeaders");
            text(get, "path").ifPresentOrElse(text -> health.put(path, text), () -> get.problem("has no path"));
            text(get, "scheme").ifPresent(scheme -> health.put("scheme", scheme));
            get.field("port")
                    .map(ScoreField::number)
                    .filter(port -> port != values.path("port").asInt(0))
                    .ifPresent(port -> health.put("port", port));
            for (String none : List.of("host", "httpHeaders")) {
                get.field(none).ifPresent(field -> field.problem("cannot be set for health here; take it out"));
            }
        });
    }

    private static Optional<String> text(ScoreField in, String field) {
        return in.field(field).map(ScoreContainer::textOrNull);
    }

    private static @Nullable String textOrNull(ScoreField field) {
        return field.text();
    }

    private static String pointer(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
