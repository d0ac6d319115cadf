package dev.fairway.delivery.incoming;

import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.hosts.FoundRepository;
import dev.fairway.delivery.incoming.HostMessage.Moved;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what webhooks of GitLab send: <a href="https://docs.gitlab.com/user/project/integrations/webhook_events/">its events</a>.
 */
final class GitLabMessage {

    private GitLabMessage() {}

    static HostMessage read(JsonNode body) {
        JsonNode about = body.path("project");
        FoundRepository repository = about.isObject()
                ? new FoundRepository(
                        about.path("id").asString(""),
                        about.path("path_with_namespace").asString(""),
                        about.path("default_branch").asString(""),
                        about.path("web_url").asString(""))
                : null;
        String actor =
                body.path("user_username").asString(body.at("/user/username").asString(""));
        return new HostMessage(repository, actor, moved(body));
    }

    private static @Nullable Moved moved(JsonNode body) {
        String kind = body.path("object_kind").asString("");
        if (kind.equals("push")) {
            String branch = HostMessage.branch(body.path("ref").asString(""));
            return branch == null
                    ? null
                    : new HostMessage.Branch(
                            branch,
                            HostMessage.commit(body.path("before").asString("")),
                            HostMessage.commit(body.path("after").asString("")));
        }
        String head =
                HostMessage.commit(body.at("/object_attributes/last_commit/id").asString(""));
        if (!kind.equals("merge_request") || head == null) {
            return null;
        }
        ChangeRequest.State state = switch (body.at("/object_attributes/state").asString("")) {
            case "opened", "locked" -> ChangeRequest.State.OPEN;
            case "merged" -> ChangeRequest.State.MERGED;
            default -> ChangeRequest.State.CLOSED;
        };
        return new HostMessage.Request(body.at("/object_attributes/iid").asInt(0), head, state);
    }
}
