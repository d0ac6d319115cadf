package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api.Reply;
import dev.fairway.RecordingServer.Answer;
import dev.fairway.delivery.GitHubServer.Hosted;
import dev.fairway.shared.Json;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Repositories at GitHub, whose published schema judges each call. */
class GitHubTests extends OnGitHub {

    @Test
    void isConnectedOnceItTookTheTokenWhichNobodySeesAgain() {
        Reply hosts = developer.api().get("/v1/git-hosts");
        assertThat(hosts.text()).contains(host, "fairway-bot").doesNotContain(GitHubServer.TOKEN, SECRET);
        assertThat(admin.post("/v1/git-hosts/%s/test".formatted(host), "{}")
                        .at("/account")
                        .stringValue())
                .isEqualTo(GitHubServer.ACCOUNT);

        Reply wrong = connected("GITHUB", github.url(), "ghp_wrong");

        assertThat(wrong.status()).isEqualTo(502);
        assertThat(wrong.text()).contains("does not take", "Bad credentials").doesNotContain("ghp_wrong");
        assertThat(admin.put("/v1/git-hosts/" + host, "{'kind': 'GITHUB', 'url': 'http://127.0.0.2:1'}")
                        .text())
                .contains("token", "needed");
        assertThat(admin.get("/v1/audit-log?resources=git_host&identifier=" + host)
                        .text())
                .contains(host, "GITHUB")
                .doesNotContain(GitHubServer.TOKEN, SECRET);
    }

    @Test
    void saysHowLongItIsNotToBeAsked() {
        github.answerInstead(new Answer(403, Map.of("Retry-After", "47"), "{\"message\": \"slow down\"}"));

        Reply busy = added("acme/parcel", team);

        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.text()).contains("47 seconds");
        int asked = github.calls().size();
        github.answerInstead(null);
        assertThat(added("acme/parcel", team).text()).contains("takes no more calls");
        assertThat(github.calls()).hasSize(asked);
        assertThat(connected("GITHUB", github.url(), GitHubServer.TOKEN).status())
                .isEqualTo(200);
        hosted("acme/parcel");
        assertThat(added("acme/parcel", team).status()).isEqualTo(200);
    }

    @Test
    void saysWhenAnAddressIsThatOfSomethingElse() {
        github.answerInstead(Answer.of(200, "<html>Welcome</html>"));

        Reply page = connected("GITHUB", github.url(), GitHubServer.TOKEN);
        github.answerInstead(Answer.of(200, "{}"));
        Reply other = connected("GITHUB", github.url(), GitHubServer.TOKEN);

        assertThat(page.status()).isEqualTo(502);
        assertThat(page.text()).contains("answered no JSON");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.text()).contains("does not answer as GITHUB does");
        assertThat(connected("GITHUB", "http://169.254.169.254", GitHubServer.TOKEN)
                        .text())
                .contains("is not a public address");
    }

    @Test
    void looksAtRepositoriesThatAnAdministratorMadeKnown() {
        Hosted parcel = hosted("acme/parcel");

        String repository = known("acme/parcel");

        JsonNode shown = developer.api().get(repository).at("/repository");
        assertThat(shown.path("name").stringValue()).isEqualTo(host + ":acme/parcel");
        assertThat(shown.path("mayWrite").booleanValue()).isTrue();
        assertThat(developer.api().get("/v1/external-repositories?host=" + host).at("/repositories"))
                .hasSize(1);
        JsonNode look = developer.api().get(repository + "/golden-path").at("/look");
        assertThat(look.path("commit").stringValue())
                .isEqualTo(parcel.git.head("main").orElseThrow());
        assertThat(look.at("/detected/0/template").stringValue()).isEqualTo("python");
        assertThat(added("acme/gone", team).text()).contains("acme/gone");
        assertThat(added("acme/../x", team).status()).isEqualTo(422);
        assertThat(added("acme/parcel", "nobody").text()).contains("there is no team");
    }

    @Test
    void getsTheGoldenPathAsOnePullRequestThatIsBroughtUpToDate() {
        Hosted parcel = hosted("acme/parcel");
        known("acme/parcel");

        Reply run = adopted("acme/parcel", "");
        adopted("acme/parcel", ", 'arguments': {'PORT': 5000}");

        assertThat(run.at("/run/status").stringValue()).as(run.text()).isEqualTo("SUCCESS");
        assertThat(parcel.pulls).hasSize(1);
        assertThat(parcel.pulls.getFirst().path("title").stringValue()).startsWith("Build by the golden path python");
        assertThat(parcel.pulls.getFirst().path("body").stringValue()).contains("`PORT`: `5000`");
        assertThat(parcel.git.text("golden-path/python", "Dockerfile").orElse(""))
                .contains("ARG PORT=5000", "main:api");
        assertThat(parcel.git
                        .text("golden-path/python", ".fairway/golden-path.yaml")
                        .orElse(""))
                .contains("python", "5000");
        assertThat(parcel.git.text("golden-path/python", "main.py")).isPresent();
        assertThat(asked(person(team()).api(), "adopt_golden_path", "'repository': '%s:acme/parcel'".formatted(host))
                        .text())
                .contains("belongs to the team " + team);
    }

    @Test
    void showsTestsAsStatusAndAsOneCommentThatIsReplacedInPlace() {
        Hosted parcel = hosted("acme/parcel");
        String repository = known("acme/parcel");
        adopted("acme/parcel", "");
        String head = parcel.git.head("golden-path/python").orElseThrow();

        Reply put = reported(developer.api(), repository, head, "unit", true);
        assertThat(put.status()).as(put.text()).isEqualTo(200);
        await().until(() -> parcel.comments.size() == 1);
        reported(developer.api(), repository, head, "story", false);

        await().untilAsserted(
                        () -> assertThat(parcel.comments.getFirst().path("body").stringValue())
                                .contains("not all passed", "`unit` 1 passed", "`story` 1 of 1 failed"));
        assertThat(parcel.comments).hasSize(1);
        assertThat(parcel.statuses.stream()
                        .map(status -> status.path("context").asString("") + " "
                                + status.path("state").asString("")))
                .containsExactlyInAnyOrder("fairway/tests/unit success", "fairway/tests/story failure");
        assertThat(reported(person(team()).api(), repository, head, "unit", true)
                        .status())
                .isEqualTo(403);
        assertThat(reported(developer.api(), repository, "0".repeat(40), "unit", true)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void showsTestsOfACommitThatGetsItsPullRequestLater() {
        Hosted parcel = hosted("acme/parcel");
        String repository = known("acme/parcel");
        parcel.git.move("feature", parcel.git.head("main").orElseThrow());
        String head = parcel.git.push("feature", Map.of("b.txt", "1\n"));
        reported(developer.api(), repository, head, "unit", true);
        await().until(() -> parcel.statuses.size() == 1);
        assertThat(parcel.comments).isEmpty();

        ObjectNode pull = Json.object().put("number", 1).put("state", "open");
        pull.putNull("merged_at");
        pull.putObject("head").put("ref", "feature");
        pull.putObject("base").put("ref", "main");
        parcel.pulls.add(pull);
        toldOf(parcel, 1);

        await().until(() -> parcel.comments.size() == 1);
    }

    @Test
    void bringsRepositoriesUpToDateOnceTheirPushesAreTold() {
        String template = unique("make");
        golden(template, "1.0.0", DOCKERFILE);
        Hosted parcel = hosted("acme/parcel");
        String repository = known("acme/parcel");
        adopted("acme/parcel", ", 'template': '%s', 'arguments': {'PORT': 5000}".formatted(template));
        parcel.merge(1);
        push(parcel);
        assertThat(use(repository, "CURRENT").path("version").stringValue()).isEqualTo("1.0.0");
        parcel.git.push(
                "main",
                Map.of(
                        "Dockerfile",
                        parcel.git
                                .text("main", "Dockerfile")
                                .orElseThrow()
                                .replace("service\"]", "service\", \"-v\"]")));

        golden(template, "1.1.0", DOCKERFILE.replace("RUN make\n", "RUN make --jobs\n"));

        JsonNode use = use(repository, "UPDATE_OPEN");
        assertThat(use.path("changeRequest").intValue()).isEqualTo(2);
        assertThat(use.path("owner").stringValue() + "/" + use.path("name").stringValue())
                .isEqualTo(host + ":acme/parcel");
        assertThat(developer.api().get("/v1/golden-paths/uses?team=" + team).at("/uses/0/externalRepository"))
                .isEqualTo(developer.api().get(repository).at("/repository/id"));
        String branch = parcel.pull(2).at("/head/ref").stringValue();
        assertThat(parcel.git.text(branch, "Dockerfile").orElse(""))
                .contains("RUN make --jobs", "ARG PORT=5000", "\"-v\"");

        golden(template, "1.2.0", DOCKERFILE.replace("RUN make\n", "RUN make --jobs --silent\n"));

        await().until(() -> parcel.git.text(branch, "Dockerfile").orElse("").contains("--silent"));
        assertThat(parcel.pulls).hasSize(2);
        parcel.merge(2);
        push(parcel);
        assertThat(use(repository, "CURRENT").path("version").stringValue()).isEqualTo("1.2.0");
        assertThat(parcel.git.text("main", "Dockerfile").orElse("")).contains("--silent", "\"-v\"");
    }

    @Test
    void doesNotProposeAgainWhatSomebodyClosed() {
        String template = unique("make");
        golden(template, "1.0.0", DOCKERFILE);
        Hosted parcel = hosted("acme/parcel");
        String repository = known("acme/parcel");
        adopted("acme/parcel", ", 'template': '%s'".formatted(template));
        parcel.merge(1);
        push(parcel);
        use(repository, "CURRENT");
        golden(template, "1.1.0", DOCKERFILE.replace("RUN make\n", "RUN make --jobs\n"));
        use(repository, "UPDATE_OPEN");

        parcel.close(2);
        toldOf(parcel, 2);

        use(repository, "BEHIND");
        assertThat(developer
                        .api()
                        .post(repository + "/golden-path/update", "{}")
                        .at("/use/state")
                        .stringValue())
                .isEqualTo("UPDATE_OPEN");
        assertThat(person(team())
                        .api()
                        .post(repository + "/golden-path/update", "{}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void isHeardOnceForEachMessageAndOnlyWithItsSignature() {
        Hosted parcel = hosted("acme/parcel");
        known("acme/parcel");
        ObjectNode push = Json.object()
                .put("ref", "refs/heads/main")
                .put("before", "0".repeat(40))
                .put("after", parcel.git.head("main").orElseThrow());
        String id = UUID.randomUUID().toString();

        assertThat(told(parcel, "push", id, push).status()).isEqualTo(200);
        assertThat(told(parcel, "push", id, push).status()).isEqualTo(200);
        told(hosted("acme/other"), "push", UUID.randomUUID().toString(), push);

        assertThat(outcomes()).containsExactly("Fairway does not work with this repository", "The branch main moved");
        assertThat(audited("git_ref", host + ":acme/parcel:refs/heads/main")).hasSize(1);
        Reply forged = anonymous
                .with("X-GitHub-Event", "push")
                .with("X-GitHub-Delivery", UUID.randomUUID().toString())
                .with("X-Hub-Signature-256", "sha256=" + "0".repeat(64))
                .post("/v1/git-hosts/%s/webhook".formatted(host), push.toString());
        assertThat(forged.status()).isEqualTo(403);
        assertThat(forged.text()).doesNotContain(SECRET);
        assertThat(anonymous
                        .post("/v1/git-hosts/nothing/webhook", push.toString())
                        .status())
                .isEqualTo(403);
        assertThat(outcomes()).hasSize(2);
    }

    @Test
    void hearsFromAnAppAsFromAWebhookAndLeavesItsOwnAffairsAlone() {
        Hosted parcel = hosted("acme/parcel");
        known("acme/parcel");
        ObjectNode push = Json.object()
                .put("ref", "refs/heads/main")
                .put("before", "0".repeat(40))
                .put("after", parcel.git.head("main").orElseThrow());
        push.putObject("installation").put("id", 7);
        ObjectNode affair = Json.object().put("action", "created");
        affair.putObject("installation").put("id", 7);
        affair.putArray("repositories").addObject().put("id", 1000).put("full_name", "acme/parcel");
        affair.putObject("sender").put("login", "harbor-lead");
        ObjectNode ping = Json.object().put("zen", "Keep it simple").put("hook_id", 7);

        List<Integer> answers = List.of(
                sent("ping", UUID.randomUUID().toString(), ping).status(),
                sent("installation", UUID.randomUUID().toString(), affair).status(),
                sent("installation_repositories", UUID.randomUUID().toString(), affair)
                        .status(),
                told(parcel, "push", UUID.randomUUID().toString(), push).status());

        assertThat(answers).containsOnly(200);
        assertThat(outcomes())
                .containsExactly(
                        "The branch main moved",
                        "It is about no repository",
                        "It is about no repository",
                        "It is about no repository");
    }
}
