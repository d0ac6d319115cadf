package dev.fairway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.GitLabSchema.Matched;
import dev.fairway.shared.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What stands for GitLab is as strict as the facts of GitLab's own description. */
class GitLabSchemaTests {

    private final GitLabSchema schema = GitLabSchema.read();

    @Test
    void knowsNoCallsButGitLabs() {
        assertThat(found("GET", "/projects/harbor%2Fservices%2Fparcel/repository/branches/a%2Fb")
                        .parts())
                .containsEntry("id", "harbor/services/parcel")
                .containsEntry("branch", "a/b");
        assertThat(schema.find("GET", "/projects/harbor/parcel/repository/branches/a"))
                .isEmpty();
        assertThat(schema.find("GET", "/projects/7/pulls")).isEmpty();
        assertThat(schema.find("PATCH", "/projects/7/merge_requests/1")).isEmpty();
    }

    @Test
    void refusesParametersThatAreNotDescribed() {
        Matched requests = found("GET", "/projects/7/merge_requests");
        Matched file = found("GET", "/projects/7/repository/files/a");
        Matched one = found("GET", "/projects/7/merge_requests/first");

        assertThat(schema.complaints(requests, Map.of("state", "opened", "per_page", "1"), null))
                .isEmpty();
        assertThat(schema.complaints(requests, Map.of("state", "open"), null)).isNotEmpty();
        assertThat(schema.complaints(requests, Map.of("per_page", "all"), null)).isNotEmpty();
        assertThat(schema.complaints(requests, Map.of("head", "a"), null)).isNotEmpty();
        assertThat(schema.complaints(file, Map.of("ref", "main"), null)).isEmpty();
        assertThat(schema.complaints(file, Map.of(), null)).isNotEmpty();
        assertThat(schema.complaints(one, Map.of(), null)).isNotEmpty();
    }

    @Test
    void refusesBodiesThatAreNotDescribed() {
        Matched open = found("POST", "/projects/7/merge_requests");
        ObjectNode body = Json.object()
                .put("title", "Update")
                .put("source_branch", "update")
                .put("target_branch", "main");
        Matched commit = found("POST", "/projects/7/repository/commits");
        ObjectNode commits = Json.object().put("branch", "main").put("commit_message", "Begin");
        commits.putArray("actions").addObject().put("action", "write").put("file_path", "a");

        assertThat(schema.complaints(open, Map.of(), body)).isEmpty();
        assertThat(schema.complaints(open, Map.of(), null)).isNotEmpty();
        assertThat(schema.complaints(open, Map.of(), body.deepCopy().put("head", "update")))
                .isNotEmpty();
        assertThat(schema.complaints(open, Map.of(), body.deepCopy().put("title", 7)))
                .isNotEmpty();
        assertThat(schema.complaints(open, Map.of(), body.deepCopy().putNull("title")))
                .isNotEmpty();
        assertThat(schema.complaints(found("GET", "/user"), Map.of(), body)).isNotEmpty();
        assertThat(schema.complaints(commit, Map.of(), commits))
                .containsExactly(
                        "POST /projects/{id}/repository/commits: actions[].action is no create|delete|move|update|chmod: \"write\"");
    }

    @Test
    void refusesAnswersThatGitLabDoesNotGive() {
        Matched one = found("GET", "/projects/7");
        Matched tree = found("GET", "/projects/7/repository/tree");
        ObjectNode project = Json.object().put("id", 7).putNull("description");

        assertThat(schema.complaints(one.operation(), 200, project)).isEmpty();
        assertThat(schema.complaints(one.operation(), 404, Json.object())).isEmpty();
        assertThat(schema.complaints(one.operation(), 418, project)).isNotEmpty();
        assertThat(schema.complaints(one.operation(), 200, project.deepCopy().put("id", "7")))
                .isNotEmpty();
        assertThat(schema.complaints(one.operation(), 200, project.deepCopy().put("full_name", "a")))
                .isNotEmpty();
        assertThat(schema.complaints(tree.operation(), 200, Json.object().put("path", "a")))
                .isNotEmpty();
    }

    private Matched found(String method, String path) {
        return schema.find(method, path).orElseThrow();
    }
}
