package dev.fairway.delivery.values;

import dev.fairway.shared.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a value is, as a JSON pointer (RFC 6901): {@code /image/tag}.
 *
 * @param parts names of fields, from the outermost; none for everything
 */
public record Pointer(List<String> parts) implements Comparable<Pointer> {

    public static final Pointer ROOT = new Pointer(List.of());

    public Pointer {
        parts = List.copyOf(parts);
    }

    /** @throws InvalidInput when it is none */
    public static Pointer of(String text) {
        boolean isPointer = text.isEmpty() || text.startsWith("/");
        if (!isPointer || text.length() > 2_000) {
            throw new InvalidInput("path", "\"%.100s\" is no path such as /image/tag".formatted(text));
        }
        return text.isEmpty()
                ? ROOT
                : new Pointer(Stream.of(text.substring(1).split("/", -1))
                        .map(part -> part.replace("~1", "/").replace("~0", "~"))
                        .toList());
    }

    public Pointer child(String part) {
        List<String> longer = new ArrayList<>(parts);
        longer.add(part);
        return new Pointer(longer);
    }

    /** Of the field that this is in; the root has none. */
    public Pointer parent() {
        return new Pointer(parts.subList(0, parts.size() - 1));
    }

    public String last() {
        return parts.getLast();
    }

    public boolean isRoot() {
        return parts.isEmpty();
    }

    /** Whether the other one is the same or inside. */
    public boolean covers(Pointer other) {
        return other.parts.size() >= parts.size()
                && other.parts.subList(0, parts.size()).equals(parts);
    }

    @Override
    public int compareTo(Pointer other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return parts.stream()
                .map(part -> "/" + part.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }
}
