package dev.fairway.delivery.golden;

import org.jspecify.annotations.Nullable;

/**
 * Lines that a repository and the golden path changed differently.
 *
 * @param line of the file of the repository, from 1 on; 0 for the whole file
 * @param own as they are in the repository; null where it has no such file
 * @param golden as the golden path has them now; null where it has no such file any more
 */
public record Clash(
        String file,
        int line,
        @Nullable String own,
        @Nullable String golden) {

    private static final int LONGEST = 2_000;

    public Clash {
        own = cut(own);
        golden = cut(golden);
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
