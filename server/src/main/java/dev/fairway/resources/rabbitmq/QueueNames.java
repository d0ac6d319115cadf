package dev.fairway.resources.rabbitmq;

import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A virtual host, the queue in it that is called the same, and what dead letters go through and to. RabbitMQ's client for Java
 * decodes addresses twice, so that % in a name leads elsewhere.
 */
record QueueNames(String vhost) {

    private static final int MOST_BYTES = 250;

    QueueNames {
        if (!canBeNamed(vhost) || vhost.startsWith("amq.") || vhost.contains("%") || bytes(vhost) > MOST_BYTES) {
            throw new InvalidInput(
                    "name",
                    "has 1 to 250 bytes without % and control characters, is not . or .., and does not begin with amq.");
        }
    }

    static QueueNames of(Wanted wanted) {
        return new QueueNames(wanted.name());
    }

    /** RabbitMQ takes line ends out of names, and . and .. of a path for folders. */
    static boolean canBeNamed(String name) {
        return !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && name.chars().noneMatch(Character::isISOControl);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    String queue() {
        return vhost;
    }

    String dead() {
        return vhost + ".dead";
    }

    /** A regular expression that these names match and no others. */
    static String only(String... names) {
        return Stream.of(names).map(QueueNames::literally).collect(Collectors.joining("|", "\\A(", ")\\z"));
    }

    static String none() {
        return "\\A\\z";
    }

    private static String literally(String name) {
        return name.replaceAll("[^\\p{Alnum}\\x80-\\x{10ffff}]", "\\\\$0");
    }
}
