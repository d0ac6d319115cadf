package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api.Reply;
import dev.fairway.delivery.GitLabServer.Project;
import dev.fairway.shared.Json;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Repositories at GitLab, or rather at what was written after its documentation. */
class GitLabTests extends OnGitHost {

    private static final String PATH = "harbor/services/parcel";

    private GitLabServer gitlab;
    private Project parcel;

    @BeforeEach
    void connect() {
        gitlab = new GitLabServer();
        parcel = gitlab.project(PATH);
        parcel.git.push("main", PYTHON);
        Reply reply = connected("GITLAB", gitlab.url(), GitLabServer.TOKEN);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    @AfterEach
    void isAskedAsItsDocumentationSays() {
        admin.delete("/v1/git-hosts/" + host);
        assertThat(gitlab.complaints()).isEmpty();
        gitlab.close();
    }

    @Test
    void takesTheTokenOfNobodyElse() {
        Reply wrong = connected("GITLAB", gitlab.url(), "glpat-wrong");

        assertThat(wrong.status()).isEqualTo(502);
        assertThat(wrong.text()).contains("401 Unauthorized").doesNotContain("glpat-wrong");
        assertThat(added("harbor/gone", team).text()).contains("harbor/gone");
    }

    @Test
    void getsTheGoldenPathAsOneMergeRequestThatIsBroughtUpToDate() {
        String repository = known(PATH);
        assertThat(developer
                        .api()
                        .get(repository + "/golden-path")
                        .at("/look/detected/0/template")
                        .stringValue())
                .isEqualTo("python");

        Reply run = adopted(PATH, "");
        adopted(PATH, ", 'arguments': {'PORT': 5000}");

        assertThat(run.at("/run/status").stringValue()).as(run.text()).isEqualTo("SUCCESS");
        assertThat(parcel.requests).hasSize(1);
        assertThat(parcel.requests.getFirst().path("description").stringValue()).contains("`PORT`: `5000`");
        assertThat(parcel.git.text("golden-path/python", "Dockerfile").orElse(""))
                .contains("ARG PORT=5000");
        assertThat(parcel.git.text("golden-path/python", "main.py")).isPresent();
    }

    @Test
    void showsTestsAsStatusAndAsOneCommentThatIsReplacedInPlace() {
        String repository = known(PATH);
        adopted(PATH, "");
        String head = parcel.git.head("golden-path/python").orElseThrow();

        Reply put = reported(developer.api(), repository, head, "unit", true);
        assertThat(put.status()).as(put.text()).isEqualTo(200);
        await().until(() -> parcel.notes.size() == 1);
        reported(developer.api(), repository, head, "unit", true);
        reported(developer.api(), repository, head, "story", false);

        await().untilAsserted(
                        () -> assertThat(parcel.notes.getFirst().path("body").stringValue())
                                .contains("not all passed", "`unit` 1 passed", "`story` 1 of 1 failed"));
        assertThat(parcel.notes).hasSize(1);
        assertThat(parcel.statuses)
                .containsEntry(head + " fairway/tests/unit", "success")
                .containsEntry(head + " fairway/tests/story", "failed");
    }

    @Test
    void isBroughtUpToDateOnceItsPushesAreTold() {
        String template = unique("make");
        golden(template, "1.0.0", DOCKERFILE);
        String repository = known(PATH);
        adopted(PATH, ", 'template': '%s'".formatted(template));
        parcel.merge(1);
        pushed();
        use(repository, "CURRENT");

        golden(template, "1.1.0", DOCKERFILE.replace("RUN make\n", "RUN make --jobs\n"));
        use(repository, "UPDATE_OPEN");
        String branch = parcel.request(2).path("source_branch").stringValue();
        assertThat(parcel.git.text(branch, "Dockerfile").orElse("")).contains("--jobs");
        parcel.git.push("main", Map.of("README.md", "Parcels\n"));
        golden(template, "1.2.0", DOCKERFILE.replace("RUN make\n", "RUN make --silent\n"));

        await().until(() -> parcel.git.text(branch, "Dockerfile").orElse("").contains("--silent"));
        assertThat(parcel.requests).hasSize(2);
        assertThat(parcel.git.text(branch, "README.md")).isPresent();
        parcel.merge(2);
        pushed();
        assertThat(use(repository, "CURRENT").path("version").stringValue()).isEqualTo("1.2.0");
    }

    @Test
    void isHeardOnceForEachMessageAndOnlyWithItsToken() {
        known(PATH);
        String id = UUID.randomUUID().toString();

        assertThat(told(SECRET, id, push()).status()).isEqualTo(200);
        assertThat(told(SECRET, id, push()).status()).isEqualTo(200);
        assertThat(told("another-secret-for-tests", UUID.randomUUID().toString(), push())
                        .status())
                .isEqualTo(403);

        assertThat(outcomes()).containsExactly("The branch main moved");
    }

    private ObjectNode push() {
        ObjectNode push = Json.object()
                .put("object_kind", "push")
                .put("ref", "refs/heads/main")
                .put("before", "0".repeat(40))
                .put("after", parcel.git.head("main").orElseThrow())
                .put("user_username", "harbor-lead");
        push.set("project", parcel.json());
        return push;
    }

    private void pushed() {
        assertThat(told(SECRET, UUID.randomUUID().toString(), push()).status()).isEqualTo(200);
    }

    private Reply told(String secret, String id, JsonNode message) {
        return anonymous
                .with("X-Gitlab-Event", "Push Hook")
                .with("X-Gitlab-Token", secret)
                .with("X-Gitlab-Event-UUID", id)
                .post("/v1/git-hosts/%s/webhook".formatted(host), message.toString());
    }
}
