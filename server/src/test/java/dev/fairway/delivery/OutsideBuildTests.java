package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.cli.Fairway;
import dev.fairway.delivery.GitHubServer.Hosted;
import dev.fairway.shared.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** What a CI at GitHub builds of repositories there, reported by one call. */
class OutsideBuildTests extends OnGitHub {

    private static final String IMAGE = "ghcr.example.com/acme/parcel";
    private static final String DIGEST = "sha256:" + "ab".repeat(32);
    private static final String SARIF = """
            {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Grype"}}, "results": [
              {"ruleId": "CVE-2026-0001", "level": "error", "message": {"text": "openssl 3.0.1 can be crashed"}}]}]}""";

    private Hosted parcel;
    private String repository;
    private String head;

    @BeforeEach
    void haveAPullRequest() {
        parcel = hosted("acme/parcel");
        repository = known("acme/parcel");
        adopted("acme/parcel", "");
        head = parcel.git.head("golden-path/python").orElseThrow();
    }

    @Test
    void areStatusesAndPartOfTheOneCommentBesideTheTests() {
        Reply put = put(developer.api(), head);
        assertThat(put.status()).as(put.text()).isEqualTo(200);
        reported(developer.api(), repository, head, "unit", true);

        await().untilAsserted(() -> assertThat(parcel.statuses.stream()
                        .map(status -> status.path("context").asString("") + " "
                                + status.path("state").asString("")))
                .contains("fairway/build/image success", "fairway/scan/image failure", "fairway/tests/unit success"));
        await().untilAsserted(
                        () -> assertThat(parcel.comments.getFirst().path("body").stringValue())
                                .contains("`image` " + IMAGE, "CVE-2026-0001", "`unit` 1 passed"));
        assertThat(parcel.comments).hasSize(1);
    }

    @Test
    void giveAReleaseOfTheirTagTheDigest() {
        put(developer.api(), head);
        String service = delivered();

        deployed(service);

        Reply releases = developer.api().get("/v1/deliveries/%s/releases?environment=development".formatted(service));
        assertThat(releases.at("/releases/0/wanted/image/digest").stringValue())
                .as(releases.text())
                .isEqualTo(DIGEST);
        assertThat(developer.api().get("/v1/deliveries/" + service).at("/externalRepository"))
                .isEqualTo(developer.api().get(repository).at("/repository/id"));
    }

    @Test
    void letTheTimeFromTheCommitToItsDeploymentBeMeasured() {
        put(developer.api(), head);
        String service = delivered();

        deployed(service);

        await().until(() -> !developer
                .api()
                .get("/v1/delivery-measures?environment=development&service=" + service)
                .at("/measures/leadSeconds")
                .isNull());
    }

    private String delivered() {
        String service = unique("parcel");
        Reply made = developer.api().post("/v1/deliveries", """
                {'name': '%s', 'team': '%s', 'repository': '%s:acme/parcel', 'values': {'kind': 'service',
                 'image': {'repository': '%s'}, 'port': 8080, 'health': {'path': '/health'}}}""".formatted(service, team, host, IMAGE));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return service;
    }

    private void deployed(String service) {
        asked(
                developer.api(),
                "deploy_service",
                "'service': '%s', 'environment': 'development', 'tag': '%s'".formatted(service, head));
    }

    @Test
    void areListedAndForgottenWithTheirRepository() {
        put(developer.api(), head);
        assertThat(developer
                        .api()
                        .get(repository + "/builds")
                        .at("/builds/0/image/digest")
                        .stringValue())
                .isEqualTo(DIGEST);
        assertThat(developer
                        .api()
                        .get("%s/commits/%s/builds".formatted(repository, head))
                        .at("/builds"))
                .hasSize(1);
        assertThat(developer
                        .api()
                        .get(repository)
                        .at("/repository/changeRequestUrl")
                        .stringValue())
                .endsWith("acme/parcel/pull/{number}");

        admin.delete(repository);
        String again = known("acme/parcel");

        assertThat(developer.api().get(again + "/builds").at("/builds")).isEmpty();
    }

    @Test
    void areTakenFromItsTeamAloneAndOfCommitsThatAreThere() {
        assertThat(put(person(team()).api(), head).status()).isEqualTo(403);
        assertThat(put(developer.api(), "0".repeat(40)).status()).isEqualTo(404);
    }

    @Test
    void areReportedByTheCommandUnderTheNameOfTheRepository(@TempDir Path elsewhere) throws IOException {
        Path junit =
                Files.writeString(elsewhere.resolve("unit.xml"), "<testsuite><testcase name='lifts'/></testsuite>");
        String name = host + ":acme/parcel";

        assertThat(fairway("report", "build", "image", "--repository", name, "--commit", head, "--image", IMAGE))
                .isEqualTo("image is reported\n");
        assertThat(fairway(
                        "report", "tests", "unit", "--repository", name, "--commit", head, "--junit", junit.toString()))
                .contains("1 tests, 0 failed");

        assertThat(developer
                        .api()
                        .get("%s/commits/%s/builds".formatted(repository, head))
                        .at("/builds"))
                .hasSize(1);
        assertThat(fairway("report", "build", "image", "--repository", host + ":acme/gone", "--commit", head))
                .contains("works with no repository", "acme/gone");
        assertThat(fairway("report", "build", "image", "--repository", "parcel", "--commit", head))
                .contains("neither OWNER/NAME nor HOST:PATH");
    }

    @Test
    void theCommandKnowsACloneOfAGitHostByItsRemote() {
        GitProgram mine = cloned(open());
        mine.write(".fairway/golden-path.yaml", "dockerfile: {template: python, version: 1.0.0}\n");
        mine.done("remote", "set-url", "origin", "ssh://git@127.0.0.2/acme/parcel.git");

        String said = fairway("test", "--write", "--folder", mine.folder().toString());

        assertThat(said).contains(".fairway/compose.yaml is written");
        assertThat(mine.read(".fairway/compose.yaml")).contains("python");
    }

    /** @return what the command printed */
    private String fairway(String... words) {
        StringWriter out = new StringWriter();
        Map<String, String> environment =
                Map.of("FAIRWAY_URL", anonymous.address().toString(), "FAIRWAY_TOKEN", token);
        Fairway.commandLine(new Fairway(environment, folder.resolve("sign-in.json")))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(words);
        return out.toString();
    }

    private Reply put(Api by, String commit) {
        ObjectNode body = Json.object();
        body.putObject("image").put("repository", IMAGE).put("digest", DIGEST);
        body.putArray("sarif").add(SARIF);
        return by.put("%s/commits/%s/builds/image".formatted(repository, commit), body.toString());
    }
}
