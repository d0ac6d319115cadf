package dev.fairway.delivery;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/** Somebody of a team with a protected repository that has a file, and a colleague. */
abstract class OnChangeRequests extends OnRepositories {

    protected String repository;
    protected GitProgram mine;
    protected Person colleague;

    @BeforeEach
    void begin() {
        repository = made("'protection': {'enabled': true}");
        mine = cloned(repository);
        mine.commit("a.txt", "1\n2\n3\n4\n5\n6\n7\n8\n9\n");
        mine.done("push", "origin", "main");
        colleague = person(team);
    }

    /** Pushes a branch with one change. @return the commit */
    protected String pushed(String branch, String file, String text) {
        mine.done("checkout", "--quiet", "-B", branch, "main");
        String commit = mine.commit(file, text);
        mine.done("push", "--force", "origin", branch);
        mine.done("checkout", "--quiet", "main");
        return commit;
    }

    protected String requests() {
        return at(repository) + "/change-requests";
    }

    /** @return its address */
    protected String opened(String branch) {
        Reply reply = developer.api().post(requests(), "{'title': 'Merge %s', 'source': '%1$s'}".formatted(branch));
        if (reply.status() != 201) {
            throw new IllegalStateException(reply.text());
        }
        return requests() + "/" + reply.at("/changeRequest/number").intValue();
    }

    protected Reply merged(Api by, String request) {
        return by.post(request + "/merge", "{}");
    }

    protected static Reply approved(Person by, String request) {
        return by.api().post(request + "/reviews", "{'verdict': 'APPROVED'}");
    }

    protected JsonNode shown(String request) {
        return developer.api().get(request).body();
    }

    protected String state(String request) {
        return shown(request).at("/changeRequest/state").stringValue();
    }

    protected List<String> reasons(String request) {
        return shown(request)
                .at("/mergeability/reasons")
                .valueStream()
                .map(reason -> reason.at("/message").stringValue())
                .toList();
    }

    /** Texts of its comments, the oldest first. */
    protected List<String> comments(String request) {
        return developer
                .api()
                .get(request + "/comments")
                .at("/comments")
                .valueStream()
                .map(comment -> comment.path("body").stringValue())
                .toList();
    }

    /** Names of its checks with their states. */
    protected List<String> checks(String request) {
        return shown(request)
                .at("/checks")
                .valueStream()
                .map(check -> "%s %s"
                        .formatted(
                                check.path("name").stringValue(),
                                check.path("state").stringValue()))
                .toList();
    }
}
