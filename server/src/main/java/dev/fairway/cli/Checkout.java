package dev.fairway.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A clone of a repository.
 *
 * @param root its folder
 */
record Checkout(Path root, Child git) {

    private static final Pattern ELSEWHERE =
            Pattern.compile("(?:[a-z+]+://)?(?:[^@/\\s]+@)?([^:/\\s]+)(?::\\d+)?[:/]([^\\s]+?)(\\.git)?/?$");
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
        return remotes()
                .map(REMOTE::matcher)
                .filter(Matcher::find)
                .map(remote -> remote.group(1) + "/" + remote.group(2))
                .findFirst();
    }

    /**
     * As {@code host:path}, where it was cloned from a Git host that Fairway knows, by HTTP or SSH.
     *
     * @param hosts {@code [{name, url}]}
     */
    Optional<String> outside(JsonNode hosts) {
        return remotes()
                .map(ELSEWHERE::matcher)
                .filter(Matcher::matches)
                .flatMap(remote -> hosts.valueStream()
                        .filter(host -> remote.group(1)
                                .equalsIgnoreCase(
                                        URI.create(Output.text(host, "url")).getHost()))
                        .map(host -> "%s:%s".formatted(Output.text(host, "name"), remote.group(2))))
                .findFirst();
    }

    private Stream<String> remotes() {
        return git.run(List.of("git", "remote", "--verbose"))
                .printed()
                .lines()
                .map(line -> line.split("\\s+"))
                .filter(remote -> remote.length > 1)
                .map(remote -> remote[1]);
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
