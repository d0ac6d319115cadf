package dev.fairway.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A clone of a repository.
 *
 * @param root its folder
 */
record Checkout(Path root, Child git) {

    private static final Pattern REMOTE = Pattern.compile("/git/([^/\\s]+)/([^/\\s]+?)(\\.git)?/?$");

    /** @throws CliFailure where the folder is in none */
    static Checkout around(Child child) {
        Child.Outcome found = child.run(List.of("git", "rev-parse", "--show-toplevel"));
        if (found.code() != 0) {
            throw new CliFailure("%s is in no clone of a repository; go into one, or name one with --folder"
                    .formatted(child.folder().toAbsolutePath().normalize()));
        }
        Path root = Path.of(found.printed());
        return new Checkout(root, new Child(child.environment(), root));
    }

    /** As {@code owner/name}, where it was cloned from Fairway. */
    Optional<String> repository() {
        return git.run(List.of("git", "remote", "--verbose"))
                .printed()
                .lines()
                .map(line -> line.split("\\s+"))
                .filter(remote -> remote.length > 1)
                .map(remote -> REMOTE.matcher(remote[1]))
                .filter(Matcher::find)
                .map(remote -> remote.group(1) + "/" + remote.group(2))
                .findFirst();
    }

    /**
     * The commit that is checked out, as it is.
     *
     * @throws CliFailure when files differ from it
     */
    String commit() {
        Child.Outcome changed = git.run(List.of("git", "status", "--porcelain"));
        if (!changed.printed().isEmpty()) {
            throw new CliFailure("The result would be of no commit: %s is not committed"
                    .formatted(changed.printed().lines().findFirst().orElse("").strip()));
        }
        Child.Outcome head = git.run(List.of("git", "rev-parse", "HEAD"));
        if (head.code() != 0) {
            throw new CliFailure("There is no commit yet");
        }
        return head.printed();
    }
}
