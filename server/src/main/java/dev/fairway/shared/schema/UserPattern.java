package dev.fairway.shared.schema;

import java.util.regex.Pattern;

/** Looks for a regular expression that somebody wrote, for as long as that is worth it. */
final class UserPattern {

    private static final int MOST_LOOKS = 20_000_000;

    private UserPattern() {}

    enum Result {
        FOUND,
        MISSING,
        /** It tries ever more ways of finding itself; nobody knows whether it would. */
        TOO_LONG
    }

    static Result in(String text, String pattern) {
        try {
            return Pattern.compile(pattern).matcher(new Searched(text)).find() ? Result.FOUND : Result.MISSING;
        } catch (TooManyLooks | StackOverflowError endless) {
            return Result.TOO_LONG;
        }
    }

    private static final class TooManyLooks extends RuntimeException {
        TooManyLooks() {
            super(null, null, false, false);
        }
    }

    /** Counts how often it is looked at, which is what backtracking costs. */
    private static final class Searched implements CharSequence {

        private final String text;
        private int looks;

        Searched(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++looks > MOST_LOOKS) {
                throw new TooManyLooks();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
