package dev.fairway.delivery.registries;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A registry of images. Its password is not shown.
 *
 * @param name by which pipelines name it
 * @param address such as {@code registry.example.com/company}; {@code http://} stands before one that is called without TLS
 * @param user null where it asks for nobody's password
 * @param paths where teams publish below the address: {@code {team}} is the name of the team, {@code *} one part of a path, and
 *     {@code **} one or more
 */
public record ImageRegistry(
        String name,
        String address,
        @Nullable String user,
        String paths,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {

    static final String PLAIN = "http://";
    private static final String TEAM = "{team}";
    private static final Pattern PART = Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*");

    /** What names of its images begin with. */
    public String prefix() {
        return address.startsWith(PLAIN) ? address.substring(PLAIN.length()) : address;
    }

    /** Name of an image as engines of containers take it, without its tag. @param repository below the address */
    public String image(String repository) {
        return "%s/%s".formatted(prefix(), repository);
    }

    /** Whether a team publishes there. Names of teams that no path can hold publish nowhere. */
    public boolean mayPublish(String team, String repository) {
        if (paths.contains(TEAM) && !PART.matcher(team).matches()) {
            return false;
        }
        StringBuilder pattern = new StringBuilder();
        for (String part : paths.replace(TEAM, team).split("/")) {
            pattern.append(pattern.isEmpty() ? "" : "/")
                    .append(
                            switch (part) {
                                case "**" -> "[^/]+(/[^/]+)*";
                                case "*" -> "[^/]+";
                                default -> Pattern.quote(part);
                            });
        }
        return repository.matches(pattern.toString());
    }

    /** Of the address alone, with its scheme. */
    String server() {
        int slash = prefix().indexOf('/');
        String host = slash < 0 ? prefix() : prefix().substring(0, slash);
        return (isPlain() ? PLAIN : "https://") + host;
    }

    /** What the API of the server calls a repository below the address. */
    String path(String repository) {
        int slash = prefix().indexOf('/');
        return slash < 0 ? repository : "%s/%s".formatted(prefix().substring(slash + 1), repository);
    }

    boolean isPlain() {
        return address.startsWith(PLAIN);
    }
}
