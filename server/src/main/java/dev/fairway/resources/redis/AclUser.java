package dev.fairway.resources.redis;

import java.util.List;
import java.util.Set;

/** A user as Redis lists it: {@code user name rule rule …}. */
record AclUser(String name, Set<String> rules) {

    static AclUser of(String line) {
        List<String> words = List.of(line.split(" "));
        return new AclUser(words.get(1), Set.copyOf(words.subList(2, words.size())));
    }

    /** Whether Redis can tell it from what stands around it in a list or a file. */
    static boolean canBeNamed(String name) {
        return !name.isEmpty() && name.chars().noneMatch(letter -> letter == ' ' || Character.isISOControl(letter));
    }

    boolean has(String rule) {
        return rules.contains(rule);
    }
}
