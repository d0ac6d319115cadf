package dev.fairway.shared.http;

import org.jspecify.annotations.Nullable;

/**
 * A yes-or-no query parameter. Existing clients send a pointer address for some of them, so whatever is not plainly
 * "false" counts as yes once the parameter is there.
 */
public final class Flag {

    private Flag() {}

    public static boolean isSet(@Nullable String parameter) {
        return parameter != null
                && !parameter.isEmpty()
                && !parameter.equalsIgnoreCase("false")
                && !parameter.equals("0");
    }
}
