package dev.fairway.shared;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One of several words that a field may have. */
public final class Choice {

    private Choice() {}

    /** @throws InvalidInput naming the field, the word and those that are possible */
    public static <E extends Enum<E>> E of(Class<E> choices, String field, String said) {
        return Arrays.stream(choices.getEnumConstants())
                .filter(choice -> choice.name().equals(said))
                .findFirst()
                .orElseThrow(() -> new InvalidInput(field, "\"%s\" is not %s".formatted(said, all(choices))));
    }

    /** The same where nothing may be said. */
    public static <E extends Enum<E>> @Nullable E ofNullable(Class<E> choices, String field, @Nullable String said) {
        return said == null ? null : of(choices, field, said);
    }

    private static String all(Class<? extends Enum<?>> choices) {
        List<String> names =
                Arrays.stream(choices.getEnumConstants()).map(Enum::name).collect(Collectors.toList());
        String last = names.removeLast();
        return names.isEmpty() ? last : String.join(", ", names) + " or " + last;
    }
}
