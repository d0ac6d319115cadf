package dev.fairway.resources.redis;

import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.InvalidInput;

/**
 * The keys of one resource: those that begin with its name and a colon. A name holds no colon, so that no resource lies within
 * another.
 */
record KeyPrefix(String name) {

    private static final String FAIRWAY = "fairway";

    KeyPrefix {
        if (!AclUser.canBeNamed(name) || name.contains(":")) {
            throw new InvalidInput("name", "is the beginning of keys, and has no colon, space or control character");
        }
        if (name.equals(FAIRWAY)) {
            throw new InvalidInput("name", "\"fairway\" is where Fairway keeps its marks; choose another one");
        }
    }

    static KeyPrefix of(Wanted wanted) {
        return new KeyPrefix(wanted.name());
    }

    /** What keys begin with. */
    String text() {
        return name + ":";
    }

    /** What Redis matches keys and channels with. */
    String pattern() {
        return literally(name) + ":*";
    }

    /** Where the mark of whoever owns the prefix is. No user of any prefix reaches it. */
    String ownerKey() {
        return ownerKey(name);
    }

    static String ownerKey(String name) {
        return FAIRWAY + ":owner:" + name;
    }

    /** Where the users are that were let in, to notice when a Redis without a file for them has lost them. */
    String usersKey() {
        return FAIRWAY + ":users:" + name;
    }

    static boolean isOfFairway(String name) {
        return name.equals(FAIRWAY);
    }

    /** A pattern that matches this text and nothing else. */
    static String literally(String text) {
        return text.replaceAll("[*?\\[\\]\\\\]", "\\\\$0");
    }
}
