package dev.fairway.console;

import java.util.Map;

/**
 * Keys from the environment, blank where none is given.
 *
 * @param current FAIRWAY_SECRET_KEY
 * @param next FAIRWAY_NEW_SECRET_KEY, read by rotate-key only
 */
record GivenKeys(String current, String next) {

    static final GivenKeys NONE = new GivenKeys("", "");

    static GivenKeys of(Map<String, String> environment) {
        return new GivenKeys(
                environment.getOrDefault("FAIRWAY_SECRET_KEY", "").strip(),
                environment.getOrDefault("FAIRWAY_NEW_SECRET_KEY", "").strip());
    }

    boolean any() {
        return !current.isEmpty();
    }

    @Override
    public String toString() {
        return "GivenKeys[]";
    }
}
