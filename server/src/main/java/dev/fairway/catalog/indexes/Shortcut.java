package dev.fairway.catalog.indexes;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/**
 * Something that spares the database from looking at every entity of a blueprint.
 *
 * @param subject what it is about: for {@link Kind#ORDER} an SQL expression over the columns of {@code catalog.entity},
 *     for the others a stored property; nothing stands for all texts, and for the number of entities
 */
public record Shortcut(int blueprint, Kind kind, String subject) {

    public enum Kind {
        /** A B-tree index by the expression, then by id. */
        ORDER,
        /** A trigram index over a text property, or over all of them. */
        TEXT,
        /** How often each value of a property occurs. */
        TALLY
    }

    public static Shortcut toCount(int blueprint) {
        return new Shortcut(blueprint, Kind.TALLY, "");
    }

    /** Of the index. */
    String name() {
        UUID digest = UUID.nameUUIDFromBytes(subject.getBytes(StandardCharsets.UTF_8));
        return "shortcut_%d_%s_%016x"
                .formatted(blueprint, kind.name().toLowerCase(Locale.ROOT), digest.getMostSignificantBits());
    }
}
