package dev.fairway.selfservice.spi;

import dev.fairway.shared.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request would do.
 *
 * @param problems why it cannot be done, by {@code properties.<input>}
 * @param items what would be made, changed or lost, in that order
 * @param cost null for what has no price
 * @param hold why it has to wait unless it is urgent, as a sentence; null where it has not
 * @param isPending whether more of it is still being found out; asked again, it says more
 */
public record Plan(
        List<Problem> problems,
        List<Piece> items,
        @Nullable Cost cost,
        @Nullable String hold,
        boolean isPending) {

    /** Of what may be still being found out. */
    public Plan(List<Problem> problems, List<Piece> items, @Nullable Cost cost, boolean isPending) {
        this(problems, items, cost, null, isPending);
    }

    /** The same, which has to wait. */
    public Plan held(@Nullable String why) {
        return new Plan(problems, items, cost, why, isPending);
    }

    /** Of what is known at once. */
    public Plan(List<Problem> problems, List<Piece> items, @Nullable Cost cost) {
        this(problems, items, cost, false);
    }

    /** Of what says nothing about itself. */
    public static final Plan NONE = new Plan(List.of(), List.of(), null);

    /** Of what cannot be done. @param path such as {@code properties.<input>} */
    public static Plan refused(String path, String why) {
        return new Plan(List.of(new Problem(path, why)), List.of(), null);
    }

    /** What happens to one thing. */
    public enum Effect {
        CREATED,
        CHANGED,
        /** It cannot be brought back. */
        LOST
    }

    /**
     * One thing.
     *
     * @param title what it is
     * @param note what to know of it, in a few words; null for nothing
     */
    public record Piece(
            Effect effect, String title, @Nullable String note) {}

    public boolean isNothing() {
        return items.isEmpty() && cost == null && !isPending;
    }
}
