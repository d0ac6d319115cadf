package dev.fairway.delivery.incoming;

import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.hosts.FoundRepository;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook of a Git host said.
 *
 * @param repository that it is about; null where it is about none
 * @param actor whom the host named
 * @param moved null of what Fairway does not follow
 */
record HostMessage(
        @Nullable FoundRepository repository,
        String actor,
        @Nullable Moved moved) {

    sealed interface Moved {}

    /** @param from null when the branch is new; @param to null when it is gone */
    record Branch(
            String name, @Nullable String from, @Nullable String to) implements Moved {}

    record Request(int number, String head, ChangeRequest.State state) implements Moved {}

    /** A commit; null where the host says by zeros that there is none. */
    static @Nullable String commit(String text) {
        return text.matches("[0-9a-f]{40}") && !text.matches("0{40}") ? text : null;
    }

    /** Name of a branch; null for a tag. */
    static @Nullable String branch(String ref) {
        return ref.startsWith("refs/heads/") ? ref.substring("refs/heads/".length()) : null;
    }
}
