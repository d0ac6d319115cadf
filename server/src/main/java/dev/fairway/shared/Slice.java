package dev.fairway.shared;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next place behind which the next page begins; null on the last
 */
public record Slice<T, P>(List<T> items, @Nullable P next) {

    /**
     * @param limit how many items were asked for
     * @param most that may be asked for
     * @param read the first so many, which are one more than the page has
     * @param place what an item is found again by
     * @throws InvalidInput when the limit is none
     */
    public static <T, P> Slice<T, P> of(int limit, int most, IntFunction<List<T>> read, Function<T, P> place) {
        if (limit < 1 || limit > most) {
            throw new InvalidInput("limit", "%d is not between 1 and %,d".formatted(limit, most));
        }
        List<T> found = read.apply(limit + 1);
        if (found.size() <= limit) {
            return new Slice<>(found, null);
        }
        List<T> page = found.subList(0, limit);
        return new Slice<>(page, place.apply(page.getLast()));
    }

    public <U> List<U> map(Function<T, U> shown) {
        return items.stream().map(shown).toList();
    }
}
