package dev.fairway.resources.redis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Zero where the server says something else than a version. */
record RedisVersion(int major, int minor) {

    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\b.*");

    static RedisVersion of(String text) {
        Matcher version = VERSION.matcher(text);
        return version.matches()
                ? new RedisVersion(Integer.parseInt(version.group(1)), Integer.parseInt(version.group(2)))
                : new RedisVersion(0, 0);
    }

    boolean isAtLeast(int otherMajor, int otherMinor) {
        return major > otherMajor || major == otherMajor && minor >= otherMinor;
    }
}
