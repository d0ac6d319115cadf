package dev.fairway.clusters;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One object as it is to be in a cluster, or as it is there. Whether its fields make sense is for the API server to say.
 *
 * @param content with {@code apiVersion}, {@code kind} and {@code metadata.name}; not to be changed
 */
public record Manifest(ObjectNode content) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._:-]{0,251}[A-Za-z0-9])?");

    /** @throws InvalidInput naming what it lacks */
    public Manifest {
        kind(content);
        check("metadata.name", Json.textAt(Json.objectAt(content, "metadata"), "name"));
        String namespace = namespace(content);
        if (namespace != null) {
            check("metadata.namespace", namespace);
        }
    }

    /** Reads documents in YAML or JSON, in their order; empty ones are left out. */
    public static List<Manifest> read(String text) {
        return documents(text).stream().map(Manifest::new).toList();
    }

    /** The same before it is known whether they are objects of a cluster. */
    public static List<ObjectNode> documents(String text) {
        return Documents.read(text);
    }

    public Kind kind() {
        return kind(content);
    }

    public String name() {
        return String.valueOf(Json.textAt(metadata(), "name"));
    }

    /** Null where it names none. */
    public @Nullable String namespace() {
        return namespace(content);
    }

    public Optional<String> label(String key) {
        return Optional.ofNullable(Json.textAt(Json.objectAt(metadata(), "labels"), key));
    }

    public Optional<String> annotation(String key) {
        return Optional.ofNullable(Json.textAt(Json.objectAt(metadata(), "annotations"), key));
    }

    /** Whether it was deleted, and something still waits for its end. */
    public boolean isEnding() {
        return metadata().has("deletionTimestamp");
    }

    public ObjectNode spec() {
        return Json.objectAt(content, "spec");
    }

    public ObjectNode status() {
        return Json.objectAt(content, "status");
    }

    /** Of an object that is there. */
    String resourceVersion() {
        return String.valueOf(Json.textAt(metadata(), "resourceVersion"));
    }

    /** The same with an annotation. */
    public Manifest annotated(String key, String value) {
        ObjectNode annotated = content.deepCopy();
        annotated.withObject("metadata").withObject("annotations").put(key, value);
        return new Manifest(annotated);
    }

    Manifest labelled(String key, String value) {
        ObjectNode labelled = content.deepCopy();
        labelled.withObject("metadata").withObject("labels").put(key, value);
        return new Manifest(labelled);
    }

    private ObjectNode metadata() {
        return Json.objectAt(content, "metadata");
    }

    private static Kind kind(ObjectNode content) {
        return new Kind(
                String.valueOf(Json.textAt(content, "apiVersion")), String.valueOf(Json.textAt(content, "kind")));
    }

    private static @Nullable String namespace(ObjectNode content) {
        return Json.textAt(Json.objectAt(content, "metadata"), "namespace");
    }

    private static void check(String field, @Nullable String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new InvalidInput(field, "\"%.100s\" is no name".formatted(name));
        }
    }

    /** Without its content, which may be secret. */
    @Override
    public String toString() {
        String namespace = namespace();
        return namespace == null
                ? "%s %s".formatted(kind().name(), name())
                : "%s %s in %s".formatted(kind().name(), name(), namespace);
    }
}
