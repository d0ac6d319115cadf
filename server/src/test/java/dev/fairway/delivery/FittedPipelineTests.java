package dev.fairway.delivery;

import static fairway.tables.delivery.Tables.FITTED_PIPELINE;
import static fairway.tables.delivery.Tables.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api.Reply;
import dev.fairway.RecordingServer;
import dev.fairway.RecordingServer.Answer;
import dev.fairway.access.Actor;
import dev.fairway.delivery.contents.Commits;
import dev.fairway.delivery.contents.FileChange;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Pipelines that are proposed to the repositories of services, as their values are. */
class FittedPipelineTests extends OnRepositories {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String PATH = ".fairway/pipeline.yaml";

    @Autowired
    Repositories repositories;

    @Autowired
    Commits commits;

    private RecordingServer registry;
    private String name;
    private String repository;

    @BeforeEach
    void connect() {
        registry = new RecordingServer(request -> Answer.of(200, "{}"));
        name = unique("company");
        Reply connected = admin.put(
                "/v1/image-registries/" + name, "{'address': 'http://127.0.0.2:%d'}".formatted(registry.port()));
        assertThat(connected.status()).as(connected.text()).isEqualTo(200);
        repository = withGo();
    }

    @AfterEach
    void close() {
        admin.delete("/v1/image-registries/" + name);
        registry.close();
    }

    @Test
    void aRepositoryWithoutOneGetsOneThatFitsItsLanguageAndItsValues() {
        String service = delivered(repository);

        JsonNode request = open(repository);

        assertThat(request.path("title").stringValue()).isEqualTo("Build, test and publish by a pipeline");
        assertThat(proposed(request))
                .contains(
                        "go build ./...",
                        "go test ./...",
                        "branches: [main]",
                        "podman build --tag " + service,
                        "registry: %s, repository: %s/parcel".formatted(name, team),
                        "deploy: {service: %s, environment: development}".formatted(service))
                .doesNotContain("the-");
    }

    @Test
    void followsTheValuesAndLeavesOwnLinesAsTheyAre() {
        String service = delivered(repository);
        merge(open(repository));
        GitProgram mine = cloned(repository);
        mine.commit(PATH, mine.read(PATH).replace("go test ./...", "go test -race ./..."));
        mine.done("push", "origin", "main");

        values(service, "crate");

        JsonNode later = open(repository);
        assertThat(later.path("title").stringValue()).isEqualTo("Follow the golden path with the pipeline");
        assertThat(proposed(later)).contains("go test -race", "repository: %s/crate".formatted(team));
        merge(later);
        values(service, "barrel");
        assertThat(proposed(open(repository))).contains("go test -race", "repository: %s/barrel".formatted(team));
    }

    @Test
    void aClosedOneComesAgainOnceTheGoldenPathChangesAndAnOwnOneIsLeftAlone() {
        String other = withGo();
        GitProgram mine = cloned(other);
        mine.commit(PATH, "stages: [{name: test, run: make}]\n");
        mine.done("push", "origin", "main");
        delivered(other);
        String service = delivered(repository);
        JsonNode request = open(repository);
        developer.api().post(at(request) + "/close", "{}");
        assertThat(developer.api().get(at(request)).at("/changeRequest/state").stringValue())
                .isEqualTo("CLOSED");
        values(service, "crate");
        String marker = withGo();
        delivered(marker);
        open(marker);
        assertThat(requests(repository)).isEmpty();

        commits.write(
                repositories.get(RepositoryName.of("platform", "golden-paths")),
                Commits.Place.on("main"),
                Actor.SYSTEM,
                "Say who looks after pipelines",
                List.of(FileChange.write("pipelines/deploy.yaml", """
                        # %s
                          - name: deploy
                            deploy: {service: the-service, environment: the-environment}
                        """.formatted(unique("change")))));

        assertThat(proposed(open(repository))).contains("repository: %s/crate".formatted(team));
        assertThat(requests(other)).isEmpty();
    }

    @Test
    void saysHowItStandsAndProposesAClosedOneAgain() {
        String service = delivered(repository);
        JsonNode request = open(repository);
        JsonNode proposed = standing(repository, "PROPOSED");
        assertThat(proposed.path("service").stringValue()).isEqualTo(service);
        assertThat(proposed.path("changeRequest")).isEqualTo(request.path("number"));
        assertThat(proposed.path("version").isNull()).isTrue();
        developer.api().post(at(request) + "/close", "{}");
        assertThat(standing(repository, "CLOSED").path("changeRequest")).isEqualTo(request.path("number"));

        Reply again = developer.api().post(at(repository) + "/golden-path/pipeline/propose", "{}");

        assertThat(again.at("/pipeline/state").stringValue()).as(again.text()).isEqualTo("PROPOSED");
        merge(open(repository));
        JsonNode current = standing(repository, "CURRENT");
        assertThat(current.path("version")).isEqualTo(current.path("newest"));
        Reply nothing = developer.api().post(at(repository) + "/golden-path/pipeline/propose", "{}");
        assertThat(nothing.status()).isEqualTo(409);
        assertThat(nothing.text()).contains("nothing_to_propose", "it is as the golden path is");
    }

    @Test
    void aReopenedOneWaitsAgain() {
        delivered(repository);
        JsonNode request = open(repository);
        developer.api().post(at(request) + "/close", "{}");
        standing(repository, "CLOSED");

        developer.api().post(at(request) + "/reopen", "{}");

        assertThat(standing(repository, "PROPOSED").path("changeRequest")).isEqualTo(request.path("number"));
    }

    @Test
    void saysWhichLinesBothSidesChangedAndProposesThoseOfTheGoldenPathToWhoAsks() {
        String service = delivered(repository);
        merge(open(repository));
        GitProgram mine = cloned(repository);
        mine.commit(PATH, mine.read(PATH).replace(team + "/parcel}", team + "/mine}"));
        mine.done("push", "origin", "main");
        standing(repository, "CURRENT");

        values(service, "crate");

        JsonNode clash = standing(repository, "CONFLICT").path("clashes").path(0);
        assertThat(clash.path("own").stringValue()).contains(team + "/mine");
        assertThat(clash.path("golden").stringValue()).contains(team + "/crate");
        developer.api().post(at(repository) + "/golden-path/pipeline/propose", "{}");
        JsonNode request = open(repository);
        assertThat(proposed(request)).contains(team + "/crate").doesNotContain(team + "/mine");
        assertThat(developer
                        .api()
                        .get(at(request))
                        .at("/changeRequest/description")
                        .stringValue())
                .contains("changed the same lines");
    }

    @Test
    void listsWhoIsOnWhatAndLeavesAnOwnPipelineAlone() {
        GitProgram mine = cloned(repository);
        mine.commit(PATH, "stages: [{name: test, run: make}]\n");
        mine.done("push", "origin", "main");
        delivered(repository);
        standing(repository, "OWN");

        JsonNode listed = developer
                .api()
                .get("/v1/golden-paths/pipelines?state=OWN&team=" + team)
                .at("/pipelines");

        assertThat(listed.size()).isEqualTo(1);
        assertThat(listed.at("/0/owner").stringValue() + "/"
                        + listed.at("/0/name").stringValue())
                .isEqualTo(repository);
        assertThat(developer
                        .api()
                        .get("/v1/golden-paths/pipelines?state=CLOSED&team=" + team)
                        .at("/pipelines")
                        .size())
                .isZero();
        assertThat(developer
                        .api()
                        .post(at(repository) + "/golden-path/pipeline/propose", "{}")
                        .text())
                .contains("has a pipeline of its own");
        assertThat(developer
                        .api()
                        .post(at(open()) + "/golden-path/pipeline/propose", "{}")
                        .text())
                .contains("nothing_to_propose");
    }

    @Test
    void looksNowAndThenForWhatAnEventMissed() {
        String service = delivered(repository);
        merge(open(repository));
        standing(repository, "CURRENT");
        db.deleteFrom(FITTED_PIPELINE)
                .where(FITTED_PIPELINE.SERVICE.eq(service))
                .execute();

        run("fitted-pipelines");

        standing(repository, "CURRENT");
        db.deleteFrom(SERVICE).where(SERVICE.NAME.eq(service)).execute();
        run("fitted-pipelines");
        assertThat(standing(repository, "BROKEN").path("reason").stringValue()).contains("does not come from here");
    }

    private JsonNode standing(String of, String state) {
        return await().atMost(LONG)
                .until(
                        () -> developer
                                .api()
                                .get(at(of) + "/golden-path/pipeline")
                                .at("/pipeline"),
                        found -> state.equals(found.path("state").asString("")));
    }

    /** What does not compile, so that its pipelines end with their first stage, and make no image. */
    private String withGo() {
        String made = open();
        GitProgram mine = cloned(made);
        mine.commit("go.mod", "module example.com/parcel\n\ngo 1.20\n");
        mine.commit("main.go", "package main\n\nfunc main() { undefined() }\n");
        mine.done("push", "origin", "main");
        return made;
    }

    /** @return the name of a service that comes from there */
    private String delivered(String from) {
        String service = unique("parcel");
        Reply made = developer.api().post("/v1/deliveries", """
                {'name': '%s', 'team': '%s', 'repository': '%s', 'values': {'kind': 'service',
                 'image': {'repository': '127.0.0.2:%d/%s/parcel'}, 'port': 8080, 'health': {'path': '/health'}}}""".formatted(service, team, from, registry.port(), team));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return service;
    }

    private void values(String service, String image) {
        commits.write(
                repositories.get(RepositoryName.of("platform", "values")),
                Commits.Place.on("main"),
                Actor.SYSTEM,
                "Rename the image of " + service,
                List.of(FileChange.write(
                        "services/%s/values.yaml".formatted(service), """
                        kind: service
                        image: {repository: 127.0.0.2:%d/%s/%s}
                        port: 8080
                        health: {path: /health}
                        """.formatted(registry.port(), team, image))));
    }

    private List<JsonNode> requests(String of) {
        return developer
                .api()
                .get("/v1/repositories/%s/change-requests?state=OPEN".formatted(of))
                .at("/changeRequests")
                .valueStream()
                .toList();
    }

    /** Waits for the only one that is open. */
    private JsonNode open(String of) {
        return await().atMost(LONG)
                .until(() -> requests(of), found -> !found.isEmpty())
                .getFirst();
    }

    private String at(JsonNode request) {
        return "%s/change-requests/%d"
                .formatted(at(repository), request.path("number").intValue());
    }

    private void merge(JsonNode request) {
        Reply merged = developer.api().post(at(request) + "/merge", "{}");
        assertThat(merged.status()).as(merged.text()).isEqualTo(200);
    }

    private String proposed(JsonNode request) {
        return developer
                .api()
                .get("%s/file?ref=%s&path=%s"
                        .formatted(at(repository), request.path("source").stringValue(), PATH))
                .at("/file/text")
                .asString("");
    }
}
