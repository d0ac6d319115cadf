package dev.fairway.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Where the API has repositories. */
final class RepositoryPath {

    private static final Pattern HERE = Pattern.compile("([^/\\s]+)/([^/\\s]+)");
    private static final Pattern OUTSIDE = Pattern.compile("([a-z][a-z0-9-]*):(\\S+/\\S+)");

    private RepositoryPath() {}

    /**
     * Asks the server for the id of one at a Git host.
     *
     * @param repository as {@code owner/name}, or {@code host:path} of one at a Git host
     */
    static String of(Server server, String repository) {
        Matcher outside = OUTSIDE.matcher(repository);
        if (outside.matches()) {
            return "/v1/external-repositories/" + id(server, outside.group(1), outside.group(2));
        }
        Matcher here = HERE.matcher(repository);
        if (!here.matches()) {
            throw new CliFailure("--repository %s is neither OWNER/NAME nor HOST:PATH".formatted(repository));
        }
        return "/v1/repositories/%s/%s".formatted(Server.encoded(here.group(1)), Server.encoded(here.group(2)));
    }

    private static String id(Server server, String host, String path) {
        JsonNode found = server.get("/v1/external-repositories?host=%s&path=%s&limit=1"
                        .formatted(Server.encoded(host), Server.encoded(path)))
                .at("/repositories/0/id");
        if (found.isMissingNode()) {
            throw new CliFailure("Fairway works with no repository %s:%s; an administrator adds it under Git hosts"
                    .formatted(host, path));
        }
        return Server.encoded(found.asString(""));
    }
}
