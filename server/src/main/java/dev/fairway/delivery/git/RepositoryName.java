package dev.fairway.delivery.git;

import dev.fairway.shared.InvalidInput;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a repository is called. It is never a path on the disk.
 *
 * @param owner name of a team, or {@code platform}
 * @param name lower case letters, digits and hyphens
 */
public record RepositoryName(String owner, String name) {

    /** Owns what belongs to whoever looks after Fairway, also where no team has that name. */
    public static final String PLATFORM = "platform";

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern OWNER = Pattern.compile("[^\\p{Cntrl}/\\\\]{1,100}");
    private static final Set<String> NO_OWNERS = Set.of(".", "..");
    private static final Set<String> RESERVED = Set.of("git", "new", "search", "settings");

    /** @throws InvalidInput when it cannot name a new repository */
    public static RepositoryName checked(String owner, String name) {
        if (!OWNER.matcher(owner).matches() || NO_OWNERS.contains(owner)) {
            throw new InvalidInput("owner", "\"%s\" cannot own a repository; give the name of a team".formatted(owner));
        }
        if (!NAME.matcher(name).matches()) {
            throw new InvalidInput(
                    "name",
                    "\"%s\" cannot name a repository: 1 to 63 lower case letters, digits and hyphens, no hyphen at either end"
                            .formatted(name));
        }
        if (RESERVED.contains(name)) {
            throw new InvalidInput("name", "\"%s\" is reserved; choose another".formatted(name));
        }
        return new RepositoryName(owner, name);
    }

    public static RepositoryName of(String owner, String name) {
        return new RepositoryName(owner, name);
    }

    @Override
    public String toString() {
        return owner + "/" + name;
    }
}
