package dev.fairway.catalog.entities;

import dev.fairway.shared.PlatformException;

/** What became of one item of a batch. {@code index} is its place in what was sent. */
public sealed interface Outcome {

    int index();

    String identifier();

    record Written(int index, String identifier, Effect effect) implements Outcome {}

    record Refused(int index, String identifier, PlatformException reason) implements Outcome {}

    enum Effect {
        CREATED,
        UPDATED,
        UNCHANGED
    }
}
