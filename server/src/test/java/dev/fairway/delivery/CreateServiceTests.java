package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api.Reply;
import dev.fairway.access.Actor;
import dev.fairway.delivery.contents.Commits;
import dev.fairway.delivery.contents.FileChange;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.selfservice.spi.ActionHandler;
import dev.fairway.selfservice.spi.Work;
import dev.fairway.shared.Json;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@TestInstance(Lifecycle.PER_CLASS)
class CreateServiceTests extends OnRepositories {

    private static final String DASHBOARD = "dashboards/service.json";

    @Autowired
    List<ActionHandler> handlers;

    @Autowired
    Repositories repositories;

    @Autowired
    Commits commits;

    private String service;
    private @Nullable Boolean hadServices;

    @BeforeEach
    void choose() {
        service = unique("parcel");
        if (hadServices == null) {
            hadServices = admin.get("/v1/blueprints/service").status() == 200;
        }
    }

    /** The demo organisation brings a blueprint of that name, unless it is there by now. */
    @AfterAll
    void forgetTheBlueprint() {
        if (Boolean.TRUE.equals(hadServices)) {
            return;
        }
        admin.delete("/v1/blueprints/service/all-entities");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> admin.get("/v1/blueprints/service/entities?limit=1")
                        .at("/entities")
                        .isEmpty());
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            // a release that ends meanwhile points to it again
            List.of("release", "resource")
                    .forEach(pointing -> admin.patch("/v1/blueprints/" + pointing, "{'relations': {}}"));
            Reply removed = admin.delete("/v1/blueprints/service");
            assertThat(removed.status()).as(removed.text()).isIn(200, 404);
        });
    }

    @Test
    void makesRepositoryValuesAndEntity() {
        succeeded("'template': 'python', 'port': 9000");

        GitProgram mine = cloned(team + "/" + service);
        assertThat(mine.read("README.md")).startsWith("# " + service);
        assertThat(mine.read("Dockerfile")).contains("ARG PORT=9000", "ARG HEALTH_PATH=/health");
        assertThat(mine.read(".fairway/golden-path.yaml")).contains("python", "9000");
        assertThat(mine.run("grep", "-rn", "skeleton-service").text()).isEmpty();
        assertThat(values()).contains("registry.example.com/harbor/parcel", "9000", "/health");
        JsonNode delivery = developer.api().get("/v1/deliveries/" + service).at("/service");
        assertThat(delivery.path("repository").stringValue()).isEqualTo(team + "/" + service);
        JsonNode entity =
                admin.get("/v1/blueprints/service/entities/" + service).at("/entity");
        assertThat(Json.texts(entity.path("team"))).containsExactly(team);
        assertThat(entity.at("/properties/language").stringValue()).isEqualTo("Python");
        await().until(() -> developer
                .api()
                .get(at(team + "/" + service) + "/golden-path/use")
                .at("/use/state")
                .asString("")
                .equals("CURRENT"));
    }

    @Test
    void followsTheDashboardOfTheGoldenPathAndKeepsItsOwnLines() {
        succeeded("'template': 'static'");
        String repository = team + "/" + service;
        GitProgram mine = cloned(repository);
        String begun = mine.read(DASHBOARD);
        assertThat(Json.read(begun).path("title").stringValue()).isEqualTo(service);
        admin.patch(at(repository), "{'protection': {'enabled': false}}");
        mine.commit(DASHBOARD, begun.replace("\"refresh\": \"30s\"", "\"refresh\": \"5m\""));
        mine.done("push", "origin", "main");

        golden("Share of errors");

        JsonNode request = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> developer
                                .api()
                                .get(at(repository) + "/change-requests?state=OPEN")
                                .at("/changeRequests/0"),
                        found -> found.path("title").asString("").startsWith("Follow the golden path"));
        String proposed = developer
                .api()
                .get("%s/file?ref=%s&path=%s"
                        .formatted(at(repository), request.path("source").stringValue(), DASHBOARD))
                .at("/file/text")
                .asString("");
        assertThat(proposed).contains("Share of errors", "\"5m\"", "job=\\\"%s\\\"".formatted(service));
        golden("Errors");
    }

    @Test
    void goesOnFollowingTheDashboardWhenItAdoptsAnotherTemplate() {
        succeeded("'template': 'static'");
        String repository = team + "/" + service;
        String begun = cloned(repository).read(DASHBOARD);

        Reply run = asked(
                developer.api(), "adopt_golden_path", "'repository': '%s', 'template': 'node'".formatted(repository));

        assertThat(run.at("/run/status").asString("")).as(run.text()).isEqualTo("SUCCESS");
        GitProgram adopting = cloned(repository);
        adopting.done("checkout", "golden-path/node");
        assertThat(adopting.read(".fairway/golden-path.yaml")).contains("node", "service: " + service);
        assertThat(adopting.read(DASHBOARD)).isEqualTo(begun);
    }

    /** Changes the title of a panel. */
    private void golden(String title) {
        HostedRepository paths = repositories.get(RepositoryName.of("platform", "golden-paths"));
        String text = admin.get("/v1/repositories/platform/golden-paths/file?path=" + DASHBOARD)
                .at("/file/text")
                .stringValue()
                .replaceAll("\"title\": \"(Errors|Share of errors)\"", "\"title\": \"%s\"".formatted(title));
        commits.write(
                paths,
                Commits.Place.on("main"),
                Actor.SYSTEM,
                "Name a panel",
                List.of(FileChange.write(DASHBOARD, text)));
    }

    @Test
    void makesWhatCanBeDeployedAtOnce() {
        succeeded("'template': 'go'");

        Reply run = asked(
                developer.api(),
                "deploy_service",
                "'service': '%s', 'environment': 'development', 'tag': '0.1.0'".formatted(service));

        assertThat(run.at("/run/status").asString("")).as(run.text()).isEqualTo("SUCCESS");
        assertThat(admin.get("/v1/repositories/platform/deployments/file?path=development/%s/manifests.yaml"
                                .formatted(service))
                        .at("/file/text")
                        .asString(""))
                .contains("registry.example.com/harbor/parcel:0.1.0", "path: /health");
    }

    @Test
    void refusesNamesThatAreTakenBeforeAnythingIsMade() {
        succeeded("'template': 'node'");

        Reply again = created("'template': 'node'");

        assertThat(again.text()).contains("properties.name", "in delivery");
        String repository = open();
        service = repository.split("/")[1];
        assertThat(created("'template': 'node'").text()).contains("there is a repository " + repository);
        assertNothingIsLeftBut(200);
    }

    @Test
    void refusesTeamsOfOthersAndWrongValuesByField() {
        String others = team();

        assertThat(asked(developer.api(), "create_service", inputs(others, "'template': 'node'"))
                        .text())
                .contains("properties.team", "you are not in");
        assertThat(created("'template': 'cobol'").text()).contains("template");
        assertThat(created("'template': 'node', 'port': 80").text()).contains("port");
        service = "Parcel";
        assertThat(created("'template': 'node'").text()).contains("name");
    }

    @Test
    void leavesNothingWhenTheCatalogDoesNotTakeIt() {
        Reply run = created("'template': 'static', 'properties': {'no-such-property': 1}");

        assertThat(run.at("/run/status").asString("")).as(run.text()).isEqualTo("FAILURE");
        assertThat(run.text()).contains("no-such-property");
        assertNothingIsLeftBut(404);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void leavesNothingOfAnyStepThatFailsAndMakesAllOnTheNextAttempt(int step) {
        Work failing = work(stopping(step, () -> new IllegalStateException("the disk is full")));

        assertThatThrownBy(() -> handler().carryOut(failing)).hasMessage("the disk is full");

        assertNothingIsLeftBut(404);
        handler().carryOut(work(said -> {}));
        assertThat(cloned(team + "/" + service).read("package.json")).contains(service);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void makesAllOfWhatAnEndOfTheProcessLeftHalfDone(int step) {
        class Killed extends Error {}
        Work killed = work(stopping(step, Killed::new));

        assertThatThrownBy(() -> handler().carryOut(killed)).isInstanceOf(Killed.class);
        handler().carryOut(work(said -> {}));
        ObjectNode again = handler().carryOut(work(said -> {})).output();

        assertThat(Json.textAt(again, "repository")).isEqualTo(team + "/" + service);
        assertThat(developer.api().get("/v1/repositories?team=" + team).at("/repositories"))
                .hasSize(1);
        assertThat(developer.api().get(at(team + "/" + service) + "/commits").at("/commits"))
                .hasSize(1);
        assertThat(values()).contains("registry.example.com/harbor/parcel");
    }

    private void assertNothingIsLeftBut(int repository) {
        assertThat(developer.api().get(at(team + "/" + service)).status()).isEqualTo(repository);
        assertThat(developer.api().get("/v1/deliveries/" + service).status()).isEqualTo(404);
        assertThat(values()).isEmpty();
        assertThat(admin.get("/v1/blueprints/service/entities/" + service).status())
                .isEqualTo(404);
    }

    /** Ends at that sentence of the log: 1 for the first. */
    private static Consumer<String> stopping(int step, Supplier<? extends Throwable> how) {
        AtomicInteger said = new AtomicInteger();
        return sentence -> {
            if (said.incrementAndGet() == step) {
                CreateServiceTests.<RuntimeException>raise(how.get());
            }
        };
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void raise(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private ActionHandler handler() {
        return handlers.stream()
                .filter(one -> one.type().equals("NEW_SERVICE"))
                .findFirst()
                .orElseThrow();
    }

    private Work work(Consumer<String> log) {
        ObjectNode inputs = Json.object().put("name", service).put("team", team).put("template", "node");
        inputs.put("image", "registry.example.com/harbor/parcel");
        return new Work(
                "key-" + service,
                "run-" + service,
                Json.object(),
                inputs,
                null,
                developer.email(),
                null,
                Set.of(),
                log);
    }

    private void succeeded(String more) {
        Reply run = created(more);
        assertThat(run.at("/run/status").asString("")).as(run.text()).isEqualTo("SUCCESS");
    }

    private Reply created(String more) {
        return asked(developer.api(), "create_service", inputs(team, more));
    }

    private String inputs(String owner, String more) {
        return "'name': '%s', 'team': '%s', 'image': 'registry.example.com/harbor/parcel', %s"
                .formatted(service, owner, more);
    }

    private String values() {
        return admin.get("/v1/repositories/platform/values/file?path=services/%s/values.yaml".formatted(service))
                .at("/file/text")
                .asString("");
    }
}
