package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api.Reply;
import dev.fairway.access.Actor;
import dev.fairway.clusters.Manifest;
import dev.fairway.delivery.GitHubServer.Hosted;
import dev.fairway.delivery.contents.Commits;
import dev.fairway.delivery.contents.FileChange;
import dev.fairway.delivery.git.RepositoryName;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Pipelines of GitHub Actions that are proposed to repositories there, as values and the golden path are. */
class CiPipelineTests extends OnGitHub {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String WORKFLOW = ".github/workflows/golden-path.yaml";
    private static final String BRANCH = "golden-path/pipeline";

    private Hosted parcel;
    private String repository;

    @BeforeEach
    void haveAnAdoptedRepository() {
        parcel = hosted("acme/parcel");
        repository = known("acme/parcel");
        Reply adopted = adopted("acme/parcel", "");
        assertThat(adopted.at("/run/status").stringValue()).as(adopted.text()).isEqualTo("SUCCESS");
        parcel.merge(1);
    }

    @Test
    void aDeliveredServiceGetsOneThatTestsPublishesAndDeploysIt() {
        String service = delivered("ghcr.example.com/acme/parcel");

        JsonNode proposed = standing("PROPOSED");

        assertThat(proposed.path("service").stringValue()).isEqualTo(service);
        assertThat(proposed.path("system").stringValue()).isEqualTo("GITHUB");
        assertThat(proposed.path("file").stringValue()).isEqualTo(WORKFLOW);
        assertThat(parcel.pull(2).path("body").stringValue()).contains("FAIRWAY_TOKEN", "REGISTRY_PASSWORD", service);
        JsonNode workflow = Manifest.documents(written(WORKFLOW)).getFirst();
        assertThat(workflow.at("/env/FAIRWAY_REPOSITORY").stringValue())
                .isEqualTo(repository.substring("/v1/".length()));
        assertThat(workflow.at("/jobs/test/steps/1/run").stringValue()).isEqualTo("sh .fairway/ci-test.sh");
        assertThat(workflow.at("/jobs/publish/if").stringValue()).isEqualTo("github.ref == 'refs/heads/main'");
        assertThat(workflow.at("/jobs/publish/steps/3/env/FAIRWAY_IMAGE").stringValue())
                .isEqualTo("ghcr.example.com/acme/parcel");
        assertThat(workflow.at("/jobs/deploy/steps/1/env/FAIRWAY_SERVICE").stringValue())
                .isEqualTo(service);
        assertThat(List.of(
                        written(".fairway/ci-api.sh"),
                        written(".fairway/ci-test.sh"),
                        written(".fairway/ci-publish.sh"),
                        written(".fairway/ci-deploy.sh")))
                .allMatch(script -> !script.isEmpty());
    }

    @Test
    void followsTheValuesAndTheGoldenPathAndLeavesOwnLinesAsTheyAre() {
        String service = delivered("ghcr.example.com/acme/parcel");
        standing("PROPOSED");
        parcel.merge(2);
        push(parcel);
        standing("CURRENT");
        change(
                WORKFLOW,
                "runs-on: ubuntu-24.04\n    timeout-minutes: 30\n    steps:\n      - uses: actions/checkout@v4\n      - name: Build",
                "runs-on: harbor-large\n    timeout-minutes: 30\n    steps:\n      - uses: actions/checkout@v4\n      - name: Build");

        values(service, "ghcr.example.com/acme/crate");

        await().atMost(LONG).until(() -> written(WORKFLOW).contains("FAIRWAY_IMAGE: ghcr.example.com/acme/crate"));
        assertThat(written(WORKFLOW)).contains("runs-on: harbor-large");
        await().until(() -> parcel.pulls.size() == 3);
        assertThat(parcel.pull(3).path("title").stringValue()).isEqualTo("Follow the golden path with the pipeline");
        parcel.merge(3);
        push(parcel);
        standing("CURRENT");

        String note = unique("change");
        golden("ci/test.sh", "# %s\n".formatted(note));

        await().atMost(LONG).until(() -> written(".fairway/ci-test.sh").contains(note));
        await().until(() -> parcel.pulls.size() == 4);
        assertThat(developer
                        .api()
                        .get("/v1/golden-paths/pipelines?team=" + team)
                        .at("/pipelines/0/externalRepository"))
                .isEqualTo(developer.api().get(repository).at("/repository/id"));
    }

    @Test
    void comesWithTheDockerfileForWhoAsksAndFollowsFromThenOn() {
        Hosted crate = hosted("acme/crate");
        String other = known("acme/crate");

        adopted("acme/crate", ", 'ci': 'github'");

        assertThat(crate.pulls).hasSize(1);
        assertThat(crate.git.text("golden-path/python", WORKFLOW).orElse("")).contains("sh .fairway/ci-test.sh");
        assertThat(standing(other, "PROPOSED").path("service").isNull()).isTrue();
        run("fitted-pipelines");
        assertThat(standing(other, "PROPOSED").path("changeRequest").intValue()).isEqualTo(1);
        crate.merge(1);
        push(crate);
        standing(other, "CURRENT");
        String note = unique("change");
        golden("ci/test.sh", "# %s\n".formatted(note));
        await().atMost(LONG)
                .until(() ->
                        crate.git.text(BRANCH, ".fairway/ci-test.sh").orElse("").contains(note));
        assertThat(adopted("acme/crate", ", 'ci': 'gitlab'").text()).contains("remove it first");
    }

    @Test
    void leavesARepositoryWithWorkflowsOfItsOwnAlone() {
        parcel.git.push("main", Map.of(".github/workflows/build.yml", "name: Build\n"));

        String service = delivered("ghcr.example.com/acme/parcel");

        assertThat(standing("OWN").path("reason").stringValue()).contains("has other workflows");
        values(service, "ghcr.example.com/acme/crate");
        run("fitted-pipelines");
        standing("OWN");
        assertThat(parcel.pulls).hasSize(1);
        String propose = repository + "/golden-path/pipeline/propose";
        assertThat(person(team()).api().post(propose, "{}").status()).isEqualTo(403);
        assertThat(developer.api().post(propose, "{}").at("/pipeline/state").stringValue())
                .isEqualTo("PROPOSED");
        assertThat(written(WORKFLOW)).contains("FAIRWAY_IMAGE: ghcr.example.com/acme/crate");
    }

    @Test
    void aPipelineFromBeforeItWasFollowedCountsAsTaken() {
        parcel.git.push("main", Map.of(WORKFLOW, "jobs: {test: {steps: [{run: sh .fairway/ci-test.sh}]}}\n"));

        delivered("ghcr.example.com/acme/parcel");

        standing("PROPOSED");
        assertThat(parcel.pull(2).path("title").stringValue()).isEqualTo("Follow the golden path with the pipeline");
        assertThat(written(WORKFLOW)).contains("FAIRWAY_IMAGE: ghcr.example.com/acme/parcel");
    }

    @Test
    void doesNotProposeAgainWhatSomebodyClosedUntilSomebodyAsks() {
        String service = delivered("ghcr.example.com/acme/parcel");
        standing("PROPOSED");
        parcel.close(2);
        toldOf(parcel, 2);
        standing("CLOSED");
        values(service, "ghcr.example.com/acme/crate");

        JsonNode again = developer
                .api()
                .post(repository + "/golden-path/pipeline/propose", "{}")
                .at("/pipeline");

        assertThat(again.path("state").stringValue()).isEqualTo("PROPOSED");
        assertThat(again.path("changeRequest").intValue()).isEqualTo(3);
    }

    @Test
    void isForgottenWithItsRepository() {
        delivered("ghcr.example.com/acme/parcel");
        standing("PROPOSED");

        admin.delete(repository);

        assertThat(developer
                        .api()
                        .get("/v1/golden-paths/pipelines?team=" + team)
                        .at("/pipelines"))
                .isEmpty();
        assertThat(developer.api().get(repository + "/golden-path/pipeline").status())
                .isEqualTo(404);
    }

    private JsonNode standing(String state) {
        return standing(repository, state);
    }

    private JsonNode standing(String of, String state) {
        return await().atMost(LONG)
                .until(
                        () -> developer.api().get(of + "/golden-path/pipeline").at("/pipeline"),
                        found -> state.equals(found.path("state").asString("")));
    }

    private String delivered(String image) {
        String service = unique("parcel");
        Reply made = developer.api().post("/v1/deliveries", """
                {'name': '%s', 'team': '%s', 'repository': '%s:acme/parcel', 'values': {'kind': 'service',
                 'image': {'repository': '%s'}, 'port': 8080, 'health': {'path': '/health'}}}""".formatted(service, team, host, image));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return service;
    }

    private void values(String service, String image) {
        written("values", "services/%s/values.yaml".formatted(service), """
                kind: service
                image: {repository: %s}
                port: 8080
                health: {path: /health}
                """.formatted(image));
    }

    /** Adds lines to the end of a file of the golden path. */
    private void golden(String path, String lines) {
        String text = admin.get("/v1/repositories/platform/golden-paths/file?path=" + path)
                .at("/file/text")
                .asString("");
        written("golden-paths", path, text + lines);
    }

    private void written(String of, String path, String text) {
        commits.write(
                repositories.get(RepositoryName.of("platform", of)),
                Commits.Place.on("main"),
                Actor.SYSTEM,
                "Change " + path,
                List.of(FileChange.write(path, text)));
    }

    private void change(String path, String from, String to) {
        String text = parcel.git.text("main", path).orElseThrow();
        assertThat(text).contains(from);
        Map<String, @Nullable String> changed = new HashMap<>();
        changed.put(path, text.replace(from, to));
        parcel.git.push("main", changed);
    }

    private String written(String path) {
        return parcel.git.text(BRANCH, path).orElse("");
    }
}
