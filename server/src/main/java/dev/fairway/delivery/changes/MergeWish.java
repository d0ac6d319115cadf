package dev.fairway.delivery.changes;

import dev.fairway.shared.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * How somebody wants a change request merged.
 *
 * @param expectedHead commit that they looked at; null for whatever it is
 * @param message of the commit; null for the usual one
 * @param source what becomes of the source branch
 */
public record MergeWish(
        Method method,
        @Nullable String expectedHead,
        @Nullable String message,
        Source source) {

    private static final int LONGEST_MESSAGE = 10_000;

    public enum Method {
        /** A commit with both branches as parents. */
        MERGE,
        /** One commit with everything. */
        SQUASH
    }

    public enum Source {
        KEEP,
        DELETE
    }

    public MergeWish {
        if (message != null && (message.isBlank() || message.length() > LONGEST_MESSAGE)) {
            throw new InvalidInput("message", "has 1 to %,d characters".formatted(LONGEST_MESSAGE));
        }
    }

    static String cause(ChangeRequest request) {
        return "merge change request " + request.number();
    }

    String messageFor(ChangeRequest request) {
        if (message != null) {
            return message;
        }
        return method == Method.SQUASH
                ? "%s (#%d)".formatted(request.text().title(), request.number())
                : "Merge #%d from %s\n\n%s"
                        .formatted(
                                request.number(),
                                request.branches().source(),
                                request.text().title());
    }
}
