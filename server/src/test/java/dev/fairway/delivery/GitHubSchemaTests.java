package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.delivery.GitHubSchema.Matched;
import dev.fairway.shared.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What stands for GitHub is as strict as GitHub's own description. */
class GitHubSchemaTests {

    private final GitHubSchema schema = GitHubSchema.read();

    @Test
    void knowsNoCallsButGitHubs() {
        assertThat(schema.find("GET", "/repos/acme/parcel/git/ref/heads/a/b")
                        .orElseThrow()
                        .parts())
                .containsEntry("ref", "heads/a/b");
        assertThat(schema.find("GET", "/repos/acme/parcel/pullrequests")).isEmpty();
        assertThat(schema.find("PUT", "/repos/acme/parcel/pulls")).isEmpty();
    }

    @Test
    void refusesParametersAndBodiesThatAreNotDescribed() {
        Matched pulls = schema.find("GET", "/repos/acme/parcel/pulls").orElseThrow();
        Matched open = schema.find("POST", "/repos/acme/parcel/pulls").orElseThrow();
        ObjectNode body =
                Json.object().put("title", "Update").put("head", "update").put("base", "main");

        assertThat(schema.complaints(pulls.operation(), Map.of("state", "open", "per_page", "1"), null))
                .isEmpty();
        assertThat(schema.complaints(pulls.operation(), Map.of("state", "opened"), null))
                .isNotEmpty();
        assertThat(schema.complaints(pulls.operation(), Map.of("size", "1"), null))
                .isNotEmpty();
        assertThat(schema.complaints(open.operation(), Map.of(), body)).isEmpty();
        assertThat(schema.complaints(open.operation(), Map.of(), null)).isNotEmpty();
        assertThat(schema.complaints(open.operation(), Map.of(), body.deepCopy().put("target", "main")))
                .isNotEmpty();
        assertThat(schema.complaints(open.operation(), Map.of(), body.deepCopy().put("title", 7)))
                .isNotEmpty();
        assertThat(schema.complaints(open.operation(), Map.of(), without(body, "base")))
                .isNotEmpty();
    }

    @Test
    void refusesAnswersThatGitHubDoesNotGive() {
        Matched one = schema.find("GET", "/repos/acme/parcel").orElseThrow();
        ObjectNode said = Json.object().put("full_name", "acme/parcel");
        ObjectNode whole = (ObjectNode) schema.answer(one.operation(), 200, said);

        assertThat(schema.complaints(one.operation(), 200, whole)).isEmpty();
        assertThat(schema.complaints(one.operation(), 200, said)).isNotEmpty();
        assertThat(schema.complaints(one.operation(), 200, whole.deepCopy().put("private", "no")))
                .isNotEmpty();
        assertThat(schema.complaints(one.operation(), 418, whole)).isNotEmpty();
    }

    private static ObjectNode without(ObjectNode body, String field) {
        ObjectNode less = body.deepCopy();
        less.remove(field);
        return less;
    }
}
