package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.access.Actor;
import dev.fairway.clusters.Manifest;
import dev.fairway.delivery.contents.Commits;
import dev.fairway.delivery.contents.FileChange;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.delivery.releases.Release;
import dev.fairway.delivery.releases.Releasing;
import dev.fairway.delivery.releases.Releasing.Order;
import dev.fairway.shared.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Releases to environments whose manifests are committed, for somebody else to apply. */
class ReleaseTests extends OnRepositories {

    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @Autowired
    Releasing releasing;

    @Autowired
    Repositories repositories;

    @Autowired
    Commits commits;

    private String service;

    @BeforeEach
    void takeIntoDelivery() {
        service = unique("parcel");
        Reply made = developer.api().post("/v1/deliveries", """
                {'name': '%s', 'team': '%s', 'values': {'kind': 'service', 'image': {'repository': 'registry.example/harbor/parcel'},
                 'port': 8080, 'health': {'path': '/health'}, 'cpu': '100m', 'memory': '128Mi'}}""".formatted(service, team));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    @Test
    void commitsWhatFollowsFromTheValuesOfAVersion() {
        Reply run = deployed("development", "1.0", "");

        assertThat(run.at("/run/status").stringValue()).as(run.text()).isEqualTo("SUCCESS");
        JsonNode standing = standing("development");
        assertThat(standing.at("/newest/state").stringValue()).isEqualTo("HANDED_OVER");
        assertThat(standing.at("/live/wanted/image/tag").stringValue()).isEqualTo("1.0");
        assertThat(standing.at("/live/createdBy").stringValue()).isEqualTo(developer.email());
        assertThat(manifests("development"))
                .contains("image: registry.example/harbor/parcel:1.0", "kind: Deployment", "kind: NetworkPolicy");
        assertThat(file("values", "services/%s/development/release.yaml".formatted(service)))
                .contains("tag: \"1.0\"", "number: 1", developer.email());
        JsonNode entity = admin.get("/v1/blueprints/release/entities/%s-development-1".formatted(service))
                .at("/entity");
        assertThat(entity.at("/properties/status").stringValue()).isEqualTo("Handed over");
        assertThat(entity.at("/team/0").stringValue()).isEqualTo(team);
    }

    @Test
    void tellsTheCatalogWhereItIsReachedAndWhichBuildMadeIt() {
        String build = "https://ci.example.com/runs/7";
        deployed("development", "1.0", ", 'workflow': '%s'".formatted(build));

        asked(
                developer.api(),
                "configure_service",
                "'service': '%s', 'environment': 'development', 'changes': {'/domain': 'parcel.example.com'}"
                        .formatted(service));

        JsonNode first = entity(1);
        JsonNode second = entity(2);
        assertThat(first.path("workflow").stringValue()).isEqualTo(build);
        assertThat(first.path("domain").asString("none")).isEqualTo("none");
        assertThat(second.path("workflow").stringValue())
                .as("the image is the same")
                .isEqualTo(build);
        assertThat(second.path("domain").stringValue()).isEqualTo("parcel.example.com");
        assertThat(file("values", "services/%s/development/release.yaml".formatted(service)))
                .doesNotContain("workflow");
        assertThat(deployed("staging", "1.0", ", 'workflow': 'javascript:alert(1)'")
                        .text())
                .contains("workflow", "http://");
        deployed("staging", "1.0", "");
        String request = admin.get("/v1/blueprints/release/entities/%s-staging-1".formatted(service))
                .at("/entity/properties/workflow")
                .stringValue();
        assertThat(request).startsWith("http").contains("/self-service/runs/");
    }

    private JsonNode entity(int number) {
        return admin.get("/v1/blueprints/release/entities/%s-development-%d".formatted(service, number))
                .at("/entity/properties");
    }

    @Test
    void tellsWhatARequestWouldChangeBeforeItIsSent() {
        deployed("development", "1.0", "");

        JsonNode preview = developer
                .api()
                .post(
                        "/v1/actions/deploy_service/preview",
                        "{'properties': {'service': '%s', 'environment': 'development', 'tag': '1.1'}}"
                                .formatted(service))
                .at("/preview");

        assertThat(preview.at("/problems")).isEmpty();
        assertThat(preview.at("/plan/items/0/note").stringValue()).isEqualTo("1.0 → 1.1");
        assertThat(preview.at("/plan/items/1/title").stringValue()).isEqualTo("Deployment " + service);
        assertThat(preview.at("/plan/items/1/note").stringValue()).startsWith("All pods of");
        assertThat(preview.at("/plan/cost/before").decimalValue()).isEqualByComparingTo("4.75");
        assertThat(preview.at("/plan/cost/after").decimalValue()).isEqualByComparingTo("4.75");
    }

    @Test
    void promotesTheImageThatRunsInTheEnvironmentBefore() {
        deployed("development", "1.0", ", 'digest': '%s'".formatted(DIGEST));

        Reply run = released(developer.api(), "promote_service", "'environment': 'staging'");

        assertThat(run.at("/run/status").stringValue()).as(run.text()).isEqualTo("SUCCESS");
        assertThat(manifests("staging")).contains("parcel:1.0@" + DIGEST);
        assertThat(standing("staging").at("/live/kind").stringValue()).isEqualTo("PROMOTE");
        assertThat(released(developer.api(), "promote_service", "'environment': 'production'")
                        .at("/run/status")
                        .stringValue())
                .isEqualTo("SUCCESS");
    }

    @Test
    void refusesToPromoteWhereNothingRunsBefore() {
        Reply preview = developer
                .api()
                .post(
                        "/v1/actions/promote_service/preview",
                        "{'properties': {'service': '%s', 'environment': 'staging'}}".formatted(service));

        assertThat(preview.text()).contains("live release").contains("development");
    }

    @Test
    void goesBackToTheImageAndToTheValuesOfAnEarlierRelease() {
        deployed("development", "1.0", "");
        deployed("development", "1.1", "");
        written("services/%s/development/values.yaml".formatted(service), "replicas: 5\n");
        await().until(() -> manifests("development"), text -> text.contains("replicas: 5"));
        await().until(() -> standing("development").at("/newest/kind").asString(""), "CONFIGURE"::equals);

        Reply run = released(developer.api(), "roll_back_service", "'environment': 'development', 'number': 1");

        assertThat(run.at("/run/status").stringValue()).as(run.text()).isEqualTo("SUCCESS");
        assertThat(manifests("development"))
                .contains("parcel:1.0", "replicas: 2")
                .doesNotContain("replicas: 5");
        JsonNode newest = standing("development").path("newest");
        assertThat(newest.path("number").intValue()).isEqualTo(4);
        assertThat(newest.path("goesBackTo").intValue()).isEqualTo(1);
        JsonNode changes = admin.get(
                        "/v1/deliveries/releases/" + newest.path("id").stringValue())
                .at("/changes");
        assertThat(changes.toString()).contains("/spec/replicas");
    }

    @Test
    void leavesAnEnvironmentThatWentBackAloneUntilSomethingIsDeployed() {
        deployed("development", "1.0", "");
        deployed("development", "1.1", "");
        released(developer.api(), "roll_back_service", "'environment': 'development'");
        deployed("staging", "1.0", "");

        written("services/%s/values.yaml".formatted(service), """
                kind: service
                image: {repository: registry.example/harbor/parcel}
                port: 9090
                health: {path: /health}
                cpu: 100m
                memory: 128Mi
                """);

        await().until(() -> manifests("staging"), text -> text.contains("containerPort: 9090"));
        assertThat(manifests("development")).contains("containerPort: 8080");
        deployed("development", "1.2", "");
        assertThat(manifests("development")).contains("containerPort: 9090", "parcel:1.2");
    }

    @Test
    void changesValuesOfOneEnvironmentAndKeepsWhatPeopleWroteBesideThem() {
        deployed("development", "1.0", "");
        written("services/%s/development/values.yaml".formatted(service), "# until the sale is over\nreplicas: 3\n");

        Reply run = released(
                developer.api(),
                "configure_service",
                "'environment': 'development', 'changes': {'/memory': '1Gi', '/replicas': 4}");

        assertThat(run.at("/run/status").stringValue()).as(run.text()).isEqualTo("SUCCESS");
        assertThat(file("values", "services/%s/development/values.yaml".formatted(service)))
                .contains("# until the sale is over", "replicas: 4", "memory: \"1Gi\"");
        assertThat(manifests("development")).contains("replicas: 4", "memory: 1Gi", "parcel:1.0");
        assertThat(released(
                                developer.api(),
                                "configure_service",
                                "'environment': 'development', 'changes': {'/memory': 'lots'}")
                        .text())
                .contains("/memory");
    }

    @Test
    void restartsWithTheVersionThatIsThere() {
        deployed("development", "1.0", "");

        released(developer.api(), "restart_service", "'environment': 'development'");

        assertThat(standing("development").at("/newest/wanted/restartedAt").isString())
                .isTrue();
        assertThat(manifests("development")).contains("parcel:1.0", "restarted");
    }

    @Test
    void bringsTheSameAgainToPutItRightAndLooksAtNothingWithoutACluster() {
        deployed("development", "1.0", "");

        Reply look = developer
                .api()
                .post("/v1/deliveries/%s/drift/look".formatted(service), "{'environment': 'development'}");
        assertThat(look.status()).isEqualTo(409);
        assertThat(look.text()).contains("no_cluster");
        String before = manifests("development");

        released(developer.api(), "repair_service", "'environment': 'development'");

        assertThat(standing("development").at("/newest/kind").stringValue()).isEqualTo("REPAIR");
        assertThat(manifests("development").replace("release: \"2\"", "release: \"1\""))
                .isEqualTo(before);
    }

    @Test
    void scalesPausesAndResumesInOneEnvironment() {
        deployed("development", "1.0", "");

        released(developer.api(), "scale_service", "'environment': 'development', 'replicas': 5");
        assertThat(manifests("development")).contains("replicas: 5", "parcel:1.0");
        released(developer.api(), "pause_service", "'environment': 'development'");
        assertThat(manifests("development")).contains("replicas: 0", "fairway.dev/paused-replicas: \"5\"");
        released(developer.api(), "resume_service", "'environment': 'development'");
        assertThat(manifests("development")).contains("replicas: 5").doesNotContain("paused-replicas");

        written("services/%s/development/values.yaml".formatted(service), "autoscaling: {min: 2, max: 6, cpu: 70}\n");
        assertThat(released(developer.api(), "scale_service", "'environment': 'development', 'replicas': 3")
                        .text())
                .contains("runs as many as its load needs");
    }

    @Test
    void tellsArgoCdAndFluxWhereItsManifestsAre() {
        deployed("development", "1.0", "");

        Reply followers = developer.api().get("/v1/environments/development/followers");

        String repository = followers.at("/repository").stringValue();
        assertThat(cloned("platform/deployments").run("ls-files").text())
                .contains("development/%s/manifests.yaml".formatted(service));
        assertThat(repository).endsWith("/git/platform/deployments.git");
        JsonNode set = Manifest.documents(followers.at("/argoCd").stringValue()).getFirst();
        assertThat(set.at("/spec/generators/0/git/repoURL").stringValue()).isEqualTo(repository);
        assertThat(set.at("/spec/generators/0/git/directories/0/path").stringValue())
                .isEqualTo("development/*");
        JsonNode kustomization =
                Manifest.documents(followers.at("/flux").stringValue()).getLast();
        assertThat(kustomization.at("/spec/path").stringValue()).isEqualTo("./development");
    }

    @Test
    void refusesWhatThePlatformHasAgainstItAndLeavesNothingHalfDone() {
        deployed("development", "1.0", "");
        String before = manifests("development");

        Reply run = released(developer.api(), "deploy_service", "'environment': 'production', 'tag': '1.0'");

        assertThat(run.text()).contains("digest");
        assertThat(standing("production").path("newest").isNull()).isTrue();
        assertThat(admin.get("/v1/repositories/platform/deployments/file?path=production/%s/manifests.yaml"
                                .formatted(service))
                        .status())
                .isEqualTo(404);
        assertThat(manifests("development")).isEqualTo(before);
    }

    @Test
    void letsNobodyOfAnotherTeamReleaseIt() {
        Person stranger = person(team());

        Reply run = released(stranger.api(), "deploy_service", "'environment': 'development', 'tag': '6.6'");

        assertThat(run.text()).contains("belongs to the team " + team);
        assertThat(standing("development").path("newest").isNull()).isTrue();
        assertThat(stranger.api()
                        .post("/v1/deliveries", "{'name': '%s', 'team': '%s'}".formatted(unique("mine"), team))
                        .status())
                .isEqualTo(403);
        assertThat(stranger.api()
                        .get("/v1/deliveries/" + service)
                        .at("/mayRelease")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void makesOneReleaseOfAnOrderThatComesTwice() {
        ObjectNode wanted = (ObjectNode) Json.read("{\"image\": {\"tag\": \"1.0\"}}");
        Release.Slot slot = new Release.Slot(service, "development");
        Order order = new Order(unique("key"), slot, Release.Kind.DEPLOY, wanted, null, Map.of(), null, null, "system");

        Release first = releasing.release(order);
        Release second = releasing.release(order);

        assertThat(second).isEqualTo(first);
        assertThat(developer
                        .api()
                        .get("/v1/deliveries/%s/releases?environment=development".formatted(service))
                        .at("/releases"))
                .hasSize(1);
    }

    @Test
    void pagesReleasesFromTheNewestOn() {
        List.of("1.0", "1.1", "1.2").forEach(tag -> deployed("development", tag, ""));
        String path = "/v1/deliveries/%s/releases?environment=development&limit=2".formatted(service);

        Reply first = developer.api().get(path);
        Reply second = developer.api().get(path + "&from=" + first.at("/next").intValue());

        assertThat(numbers(first)).containsExactly(3, 2);
        assertThat(numbers(second)).containsExactly(1);
        assertThat(second.at("/next").isNull()).isTrue();
    }

    @Test
    void saysWhichLayerSetsAValue() {
        written("services/%s/development/values.yaml".formatted(service), "memory: 512Mi\n");

        JsonNode values = developer
                .api()
                .get("/v1/deliveries/%s/values?environment=development".formatted(service))
                .body();

        JsonNode memory = values.path("origins")
                .valueStream()
                .filter(one -> one.path("path").asString("").equals("/memory"))
                .findFirst()
                .orElseThrow();
        assertThat(memory.at("/origin/layer").stringValue()).isEqualTo("environment");
        assertThat(memory.at("/origin/shadowed/0/layer").stringValue()).isEqualTo("service");
        assertThat(values.at("/values/memory").stringValue()).isEqualTo("512Mi");
        assertThat(values.path("problems")).isEmpty();
    }

    @Test
    void refusesServicesWhoseNamesAreNone() {
        Map.of(
                        "../up",
                        "names no service",
                        "Upper",
                        "names no service",
                        "x".repeat(41),
                        "names no service",
                        "1st",
                        "names no service")
                .forEach((name, reason) -> assertThat(developer
                                .api()
                                .post("/v1/deliveries", "{'name': '%s', 'team': '%s'}".formatted(name, team))
                                .text())
                        .contains(reason));
        assertThat(developer
                        .api()
                        .post("/v1/deliveries", "{'name': '%s', 'team': '%s'}".formatted(service, team))
                        .status())
                .isEqualTo(409);
    }

    private static List<Integer> numbers(Reply page) {
        return page.at("/releases")
                .valueStream()
                .map(release -> release.path("number").intValue())
                .toList();
    }

    private Reply deployed(String environment, String tag, String more) {
        return released(
                developer.api(),
                "deploy_service",
                "'environment': '%s', 'tag': '%s'%s".formatted(environment, tag, more));
    }

    private Reply released(Api by, String action, String inputs) {
        return asked(by, action, "'service': '%s', %s".formatted(service, inputs));
    }

    private JsonNode standing(String environment) {
        return developer
                .api()
                .get("/v1/deliveries/" + service)
                .at("/environments")
                .valueStream()
                .filter(one -> one.path("environment").asString("").equals(environment))
                .findFirst()
                .orElseThrow();
    }

    private String manifests(String environment) {
        return file("deployments", "%s/%s/manifests.yaml".formatted(environment, service));
    }

    private String file(String repository, String path) {
        return admin.get("/v1/repositories/platform/%s/file?path=%s".formatted(repository, path))
                .at("/file/text")
                .asString("");
    }

    /** As a merge does. */
    private void written(String path, String text) {
        HostedRepository values = repositories.get(RepositoryName.of("platform", "values"));
        commits.write(
                values, Commits.Place.on("main"), Actor.SYSTEM, "Change values", List.of(FileChange.write(path, text)));
    }
}
