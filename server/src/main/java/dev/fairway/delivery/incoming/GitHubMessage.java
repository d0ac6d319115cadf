package dev.fairway.delivery.incoming;

import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.hosts.FoundRepository;
import dev.fairway.delivery.incoming.HostMessage.Moved;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what webhooks of GitHub send: <a href="https://docs.github.com/en/webhooks">its events</a>. */
final class GitHubMessage {

    private GitHubMessage() {}

    /** @param event as its header names it */
    static HostMessage read(String event, JsonNode body) {
        JsonNode about = body.path("repository");
        FoundRepository repository = about.isObject()
                ? new FoundRepository(
                        about.path("id").asString(""),
                        about.path("full_name").asString(""),
                        about.path("default_branch").asString(""),
                        about.path("html_url").asString(""))
                : null;
        String actor = body.at("/sender/login").asString("");
        return new HostMessage(repository, actor, moved(event, body));
    }

    private static @Nullable Moved moved(String event, JsonNode body) {
        if (event.equals("push")) {
            String branch = HostMessage.branch(body.path("ref").asString(""));
            return branch == null
                    ? null
                    : new HostMessage.Branch(
                            branch,
                            HostMessage.commit(body.path("before").asString("")),
                            HostMessage.commit(body.path("after").asString("")));
        }
        String head = HostMessage.commit(body.at("/pull_request/head/sha").asString(""));
        if (!event.equals("pull_request") || head == null) {
            return null;
        }
        ChangeRequest.State state = body.at("/pull_request/state").asString("").equals("open")
                ? ChangeRequest.State.OPEN
                : body.at("/pull_request/merged").asBoolean(false)
                        ? ChangeRequest.State.MERGED
                        : ChangeRequest.State.CLOSED;
        return new HostMessage.Request(body.at("/pull_request/number").asInt(0), head, state);
    }
}
