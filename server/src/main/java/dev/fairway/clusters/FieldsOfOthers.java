package dev.fairway.clusters;

import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Somebody else set fields of an object to other values. None of its fields was changed. */
public class FieldsOfOthers extends PlatformException {

    /**
     * @param path such as {@code .spec.replicas}
     * @param manager who set it, as the API server knows them
     */
    public record Field(String path, String manager) {}

    private final List<Field> fields;

    FieldsOfOthers(String cluster, String what, List<Field> fields, Throwable cause) {
        super(
                "fields_of_others",
                Fault.CALLER,
                409,
                "%s: %s has fields that others set: %s".formatted(cluster, what, sentence(fields)),
                Map.of("cluster", cluster, "object", what, "fields", fields),
                cause);
        this.fields = fields;
    }

    public List<Field> fields() {
        return fields;
    }

    private static String sentence(List<Field> fields) {
        return fields.stream()
                .map(field -> "%s by %s".formatted(field.path(), field.manager()))
                .collect(Collectors.joining(", "));
    }
}
