package dev.fairway.resources.redis;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A user of a Redis.
 *
 * @param rules at least those about channels
 */
record AclUser(String name, Set<String> rules) {

    private static final String CHANNEL = "&";

    /** @param said by ACL GETUSER: names of parts, each with its value behind it; channels are one text, before Redis 7 a list */
    static Optional<AclUser> of(String name, List<Object> said) {
        int at = said.indexOf("channels");
        if (at < 0) {
            // nothing is said of nobody
            return Optional.empty();
        }
        Object channels = said.get(at + 1);
        Stream<String> patterns = channels instanceof List<?> list
                ? list.stream().map(String::valueOf)
                : Stream.of(String.valueOf(channels).split(" "));
        return Optional.of(new AclUser(
                name,
                patterns.map(pattern -> pattern.startsWith(CHANNEL) ? pattern : CHANNEL + pattern)
                        .collect(Collectors.toSet())));
    }

    /** @param line of ACL LIST: {@code user name rule rule …} */
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
