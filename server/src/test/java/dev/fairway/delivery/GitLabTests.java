package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api.Reply;
import dev.fairway.GitLabSchema;
import dev.fairway.RecordingServer.Answer;
import dev.fairway.access.Actor;
import dev.fairway.clusters.Manifest;
import dev.fairway.delivery.GitLabServer.Project;
import dev.fairway.delivery.contents.FileChange;
import dev.fairway.delivery.hosts.BranchCommit;
import dev.fairway.delivery.hosts.GitHost;
import dev.fairway.delivery.hosts.GitHosts;
import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.shared.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Repositories at GitLab, the facts of whose published description judge each call. */
class GitLabTests extends OnGitHost {

    private static final String PATH = "harbor/services/parcel";

    private final GitLabSchema schema = GitLabSchema.read();

    @Autowired
    GitHosts hosts;

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
    void keepsToThePublishedDescription() {
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
    void isFoundBelowAPathOfItsServer() {
        assertThat(connected("GITLAB", gitlab.url() + GitLabServer.BELOW + "/", GitLabServer.TOKEN)
                        .status())
                .isEqualTo(200);

        known(PATH);

        assertThat(gitlab.calls()).contains("GET /tools/gitlab/api/v4/projects/harbor%2Fservices%2Fparcel");
    }

    @Test
    void saysHowLongItIsNotToBeAsked() {
        gitlab.answerInstead(new Answer(429, Map.of("Retry-After", "47"), "{\"message\": \"slow down\"}"));

        Reply busy = added(PATH, team);

        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.text()).contains("47 seconds");
        int asked = gitlab.calls().size();
        gitlab.answerInstead(null);
        assertThat(added(PATH, team).text()).contains("takes no more calls");
        assertThat(gitlab.calls()).hasSize(asked);
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
    void aDeliveredServiceGetsAPipelineOfGitLabThatTestsPublishesAndDeploysIt() {
        known(PATH);
        adopted(PATH, "");
        parcel.merge(1);

        String service = service(host + ":" + PATH);

        await().until(() -> parcel.requests.size() == 2);
        String branch = "golden-path/pipeline";
        JsonNode pipeline = Manifest.documents(
                        parcel.git.text(branch, ".gitlab-ci.yml").orElseThrow())
                .getFirst();
        assertThat(pipeline.at("/test/script/0").stringValue()).isEqualTo("sh .fairway/ci-test.sh");
        assertThat(pipeline.at("/publish/script/0").stringValue()).isEqualTo("sh .fairway/ci-publish.sh");
        assertThat(pipeline.at("/publish/rules/0/if").stringValue()).isEqualTo("$CI_COMMIT_BRANCH == \"main\"");
        assertThat(pipeline.at("/deploy/variables/FAIRWAY_SERVICE").stringValue())
                .isEqualTo(service);
        assertThat(pipeline.at("/stages").values().stream().map(JsonNode::stringValue))
                .contains(
                        pipeline.at("/publish/stage").stringValue(),
                        pipeline.at("/deploy/stage").stringValue());
        assertThat(parcel.git.text(branch, ".fairway/ci-deploy.sh")).isPresent();
    }

    @Test
    void leavesMergeRequestsOfForksAlone() {
        known(PATH);
        ObjectNode theirs = Json.object()
                .put("title", "Ours")
                .put("source_branch", "golden-path/python")
                .put("target_branch", "main");
        int fork = parcel.open(parcel.id + 1, theirs);

        adopted(PATH, "");

        assertThat(parcel.requests).hasSize(2);
        assertThat(parcel.request(fork).path("title").stringValue()).isEqualTo("Ours");
    }

    @Test
    void makesFilesExecutableAndWritesOnlyWhatChanges() {
        RepositoryAt repository = repository();
        String base = parcel.git.head("main").orElseThrow();
        GitHost to = hosts.of(repository);
        FileChange script = new FileChange("run.sh", "make\n".getBytes(StandardCharsets.UTF_8), true);

        String first = to.write(repository, commit(base, script), Actor.SYSTEM);
        String second = to.write(repository, commit(base, script), Actor.SYSTEM);

        assertThat(parcel.git.text("tidy", "run.sh")).hasValue("make\n");
        assertThat(parcel.executables).containsExactly("run.sh");
        assertThat(second).isEqualTo(first);
        to.write(repository, commit(base, FileChange.write("run.sh", "make\n")), Actor.SYSTEM);
        assertThat(parcel.executables).isEmpty();
        to.write(repository, commit(base, FileChange.delete("run.sh"), FileChange.delete("gone")), Actor.SYSTEM);
        assertThat(parcel.git.text("tidy", "run.sh")).isEmpty();
    }

    @Test
    void beginsABranchWithoutAnyChange() {
        RepositoryAt repository = repository();
        String base = parcel.git.head("main").orElseThrow();

        String head = hosts.of(repository).write(repository, commit(base), Actor.SYSTEM);

        assertThat(head).isEqualTo(base);
        assertThat(parcel.git.head("tidy")).hasValue(base);
    }

    @Test
    void takesNoNameOfABranchForACommit() {
        RepositoryAt repository = repository();
        String base = parcel.git.head("main").orElseThrow();

        assertThat(hosts.of(repository).hasCommit(repository, base)).isTrue();
        assertThat(hosts.of(repository).hasCommit(repository, "main")).isFalse();
    }

    private RepositoryAt repository() {
        String known = known(PATH);
        return hosts.find(known.substring(known.lastIndexOf('/') + 1)).orElseThrow();
    }

    private static BranchCommit commit(String base, FileChange... changes) {
        return new BranchCommit("tidy", base, BranchCommit.Files.OF_BRANCH, "Tidy", List.of(changes));
    }

    @Test
    void findsItsCommentAmongOthersThatItMayNotRead() {
        String repository = known(PATH);
        adopted(PATH, "");
        String head = parcel.git.head("golden-path/python").orElseThrow();
        parcel.note("harbor-lead", "For us alone", false);
        others();
        reported(developer.api(), repository, head, "unit", true);
        await().until(() -> parcel.notes.size() == 112);
        others();
        parcel.note("harbor-lead", "For us alone", false);

        reported(developer.api(), repository, head, "story", false);

        await().untilAsserted(
                        () -> assertThat(parcel.notes.get(111).path("body").stringValue())
                                .contains("`unit` 1 passed", "`story` 1 of 1 failed"));
        assertThat(parcel.notes).hasSize(223);
    }

    private void others() {
        for (int other = 0; other < 110; other++) {
            parcel.note("harbor-lead", "Looks well", true);
        }
    }

    @Test
    void showsAStatusOnceAnotherOneHasArrived() {
        String repository = known(PATH);
        adopted(PATH, "");
        String head = parcel.git.head("golden-path/python").orElseThrow();
        parcel.update();

        reported(developer.api(), repository, head, "unit", true);

        await().until(() -> parcel.statuses.containsKey(head + " fairway/tests/unit"));
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

    @Test
    void hearsThatAMergeRequestIsBeingMerged() {
        known(PATH);
        told(SECRET, UUID.randomUUID().toString(), moved(3, "locked"));

        assertThat(outcomes()).containsExactly("The change request 3 is OPEN");
    }

    @Test
    void hasAMergeRequestRunByItselfUntilItIsMerged() {
        String bay = unique("bay");
        admin.put("/v1/environments/" + bay, "{'title': 'Bay', 'position': 90, 'previews': {}}");
        String repository = known(PATH);
        String service = service(host + ":" + PATH);
        parcel.git.move("wider", parcel.git.head("main").orElseThrow());
        String head = parcel.git.push("wider", Map.of("wider.txt", "wider"));
        parcel.open(
                parcel.id,
                Json.object()
                        .put("title", "Wider")
                        .put("source_branch", "wider")
                        .put("target_branch", "main"));
        String preview = repository + "/change-requests/1/preview";

        Reply started = developer.api().post(preview, "{'environment': '%s'}".formatted(bay));
        assertThat(started.status()).as(started.text()).isEqualTo(202);
        await().until(() -> noted().contains("**Preview**"));
        reported(developer.api(), repository, head, "unit", true);
        await().until(() -> noted().contains("all passed"));
        assertThat(noted()).contains("in the namespace `%s-preview-1`".formatted(service), head);
        JsonNode running = developer.api().get(preview).at("/previews/0");
        assertThat(running.path("commit").stringValue()).isEqualTo(head);
        parcel.merge(1);
        told(SECRET, UUID.randomUUID().toString(), moved(1, "merged"));

        await().until(() -> noted().contains("is gone. Its change request was merged."));
        assertThat(parcel.notes).hasSize(1);
        JsonNode shown = developer.api().get(preview).at("/previews/0");
        assertThat(shown.path("state").stringValue()).isEqualTo("ENDED");
        admin.put("/v1/environments/" + bay, "{'title': 'Bay', 'position': 90, 'previews': null}");
    }

    private String noted() {
        return parcel.notes.isEmpty()
                ? ""
                : parcel.notes.getFirst().path("body").stringValue();
    }

    /** What a webhook of GitLab sends of a merge request. */
    private ObjectNode moved(int number, String state) {
        ObjectNode message = Json.object().put("object_kind", "merge_request");
        message.putObject("user").put("username", "harbor-lead");
        message.set("project", parcel.json());
        message.putObject("object_attributes")
                .put("iid", number)
                .put("state", state)
                .putObject("last_commit")
                .put("id", parcel.git.head("main").orElseThrow());
        assertThat(schema.complaints("MergeRequestHook", message)).isEmpty();
        return message;
    }

    private ObjectNode push() {
        ObjectNode push = Json.object()
                .put("object_kind", "push")
                .put("ref", "refs/heads/main")
                .put("before", "0".repeat(40))
                .put("after", parcel.git.head("main").orElseThrow())
                .put("user_username", "harbor-lead");
        push.set("project", parcel.json());
        assertThat(schema.complaints("PushHook", push)).isEmpty();
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
