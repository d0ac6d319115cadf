package dev.fairway.delivery.registries;

import dev.fairway.shared.InvalidInput;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A registry as somebody wants it connected.
 *
 * @param user null where it asks for nobody's password
 * @param password null for the one that is kept
 */
record WrittenRegistry(
        String name,
        String address,
        @Nullable String user,
        @Nullable String password,
        String paths) {

    /** A team publishes below its name. */
    static final String USUAL_PATHS = "{team}/**";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,38}");
    private static final Pattern ADDRESS = Pattern.compile(
            "(http://)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*");
    private static final Pattern PATHS =
            Pattern.compile("(\\{team}|\\*{1,2}|[a-z0-9._-]+)(/(\\{team}|\\*{1,2}|[a-z0-9._-]+))*");
    private static final int LONGEST_ADDRESS = 150;
    private static final int LONGEST_PATHS = 200;
    private static final int LONGEST_USER = 200;
    private static final int LONGEST_PASSWORD = 4_000;

    WrittenRegistry {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidInput(
                    "registry",
                    "\"%.60s\" cannot name a registry: a letter, then up to 38 lower case letters, digits and hyphens"
                            .formatted(name));
        }
        address = address.strip().replaceFirst("^https://", "").replaceAll("/+$", "");
        if (address.length() > LONGEST_ADDRESS || !ADDRESS.matcher(address).matches()) {
            throw new InvalidInput(
                    "address",
                    "\"%.100s\" is no address such as registry.example.com/company, in lower case and of at most %d characters"
                            .formatted(address, LONGEST_ADDRESS));
        }
        if (user != null && (user.length() > LONGEST_USER || !user.matches("[\\x21-\\x39\\x3b-\\x7e]+"))) {
            throw new InvalidInput(
                    "user", "is not 1 to %d visible characters without blanks and colons".formatted(LONGEST_USER));
        }
        if (password != null && (password.length() > LONGEST_PASSWORD || !password.matches("[\\x20-\\x7e]+"))) {
            throw new InvalidInput("password", "is not 1 to %,d visible characters".formatted(LONGEST_PASSWORD));
        }
        if (paths.length() > LONGEST_PATHS || !PATHS.matcher(paths).matches()) {
            throw new InvalidInput(
                    "paths",
                    "\"%.100s\" is no path such as {team}/**, whose parts are {team}, *, ** or lower case letters, digits, dots, hyphens and underscores"
                            .formatted(paths));
        }
    }

    /** As it would be connected. */
    ImageRegistry wanted() {
        return new ImageRegistry(name, address, user, paths, "", Instant.EPOCH, Instant.EPOCH);
    }
}
