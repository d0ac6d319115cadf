package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api.Reply;
import dev.fairway.access.Actor;
import dev.fairway.clusters.Cluster;
import dev.fairway.clusters.ClusterAddress;
import dev.fairway.clusters.ControlPlane;
import dev.fairway.clusters.Kind;
import dev.fairway.clusters.Manifest;
import dev.fairway.clusters.Owner;
import dev.fairway.delivery.contents.Commits;
import dev.fairway.delivery.contents.FileChange;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.shared.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Releases on a real API server with real controllers; the kubelet of its node is simulated. */
class ClusterReleaseTests extends OnRepositories {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Kind DEPLOYMENT = new Kind("apps/v1", "Deployment");
    private static final Kind INGRESS = new Kind("networking.k8s.io/v1", "Ingress");
    private static final Kind SERVICE = new Kind("v1", "Service");

    @Autowired
    Repositories repositories;

    @Autowired
    Commits commits;

    private ControlPlane plane;
    private String environment;
    private String namespace;
    private String service;

    @BeforeEach
    void connect() {
        plane = ControlPlane.withSimulatedNode();
        environment = unique("sea");
        namespace = "%s-%s".formatted(team, environment);
        service = unique("parcel");
        Reply made = connected(plane.address("default"));
        assertThat(made.status()).as(made.text()).isEqualTo(200);
        assertThat(developer
                        .api()
                        .post("/v1/deliveries", """
                {'name': '%s', 'team': '%s', 'values': {'kind': 'service', 'image': {'repository': 'simulated.example/service'},
                 'port': 8080, 'health': {'path': '/health'}, 'cpu': '100m', 'memory': '128Mi', 'rollout': {'minReadySeconds': 0}}}""".formatted(service, team))
                        .status())
                .isEqualTo(201);
    }

    private Reply connected(ClusterAddress address) {
        return admin.put("/v1/environments/" + environment, """
                {'title': 'Sea', 'position': 9, 'cluster': {'url': '%s', 'certificate': %s, 'namespace': 'default', 'token': '%s'}}""".formatted(
                        address.url(), Json.text(String.valueOf(address.certificate())), address.token()));
    }

    @Test
    void bringsTheClusterToAReleaseAndSaysWhenItIsLive() {
        deployed("1.0");

        JsonNode newest = ended();

        assertThat(newest.path("state").stringValue()).as(newest.toString()).isEqualTo("LIVE");
        assertThat(newest.path("replicasReady").intValue()).isEqualTo(2);
        assertThat(deployment()
                        .orElseThrow()
                        .spec()
                        .at("/template/spec/containers/0/image")
                        .stringValue())
                .isEqualTo("simulated.example/service:1.0");
        assertThat(developer.api().get("/v1/notifications").text())
                .contains("Live: release 1 of %s in %s".formatted(service, environment));
        assertThat(admin.get("/v1/blueprints/release/entities/%s-%s-1".formatted(service, environment))
                        .at("/entity/properties/status")
                        .stringValue())
                .isEqualTo("Live");
    }

    @Test
    void goesBackByItselfWhenANewVersionDoesNotBecomeReady() {
        values("rollout: {deadlineSeconds: 10, minReadySeconds: 0}\nreplicas: 1\n");
        deployed("1.0");
        assertThat(ended().path("state").stringValue()).isEqualTo("LIVE");

        deployed("broken");
        JsonNode back = await().atMost(Duration.ofSeconds(150))
                .until(
                        this::newest,
                        one -> one.path("number").intValue() == 3
                                && one.path("state").stringValue().equals("LIVE"));

        assertThat(back.path("kind").stringValue()).isEqualTo("ROLL_BACK");
        assertThat(back.path("goesBackTo").intValue()).isEqualTo(1);
        JsonNode failed = releases().get(1);
        assertThat(failed.path("state").stringValue()).isEqualTo("FAILED");
        assertThat(failed.path("message").stringValue())
                .contains("Deployment " + service, "ErrImagePull, simulated: no such image");
        assertThat(deployment()
                        .orElseThrow()
                        .spec()
                        .at("/template/spec/containers/0/image")
                        .stringValue())
                .isEqualTo("simulated.example/service:1.0");
        assertThat(developer.api().get("/v1/notifications").text()).contains("Failed: release 2");
    }

    @Test
    void takesAwayWhatIsNotWantedAnyMoreAndNothingOfOthers() {
        deployed("1.0");
        ended();
        try (Cluster cluster = plane.open(namespace)) {
            cluster.apply(
                    Manifest.read(
                            "{apiVersion: v1, kind: Service, metadata: {name: other}, spec: {ports: [{port: 80}]}}"),
                    new Owner("somebody-else"));
            asked("configure_service", "'changes': {'/domain': '%s.example.com'}".formatted(service));
            await().atMost(LONG).until(() -> cluster.find(INGRESS, service).isPresent());

            asked("configure_service", "'changes': {'/domain': null}");
            await().atMost(LONG).until(() -> cluster.find(INGRESS, service).isEmpty());

            assertThat(cluster.find(SERVICE, service)).isPresent();
            assertThat(cluster.find(SERVICE, "other")).isPresent();
            assertThat(cluster.find(DEPLOYMENT, service)).isPresent();
        }
    }

    @Test
    void leavesTheNewerReleaseWhenTwoComeAtOnce() {
        deployed("1.0");
        deployed("1.1");

        assertThat(ended().path("number").intValue()).isEqualTo(2);
        assertThat(newest().path("state").stringValue()).isEqualTo("LIVE");
        JsonNode first = await().until(
                        () -> releases().get(1),
                        one -> !one.path("state").stringValue().equals("COMMITTED"));
        assertThat(first.path("state").stringValue()).isIn("SUPERSEDED", "LIVE");
        assertThat(deployment()
                        .orElseThrow()
                        .spec()
                        .at("/template/spec/containers/0/image")
                        .stringValue())
                .isEqualTo("simulated.example/service:1.1");
    }

    @Test
    void saysWhatTheClusterHasAgainstIt() {
        ClusterAddress stranger = plane.addressOfStranger("default");
        Reply refused = connected(stranger);
        assertThat(refused.status()).as(refused.text()).isEqualTo(200);

        deployed("1.0");
        JsonNode newest = ended();

        assertThat(newest.path("state").stringValue()).isEqualTo("FAILED");
        assertThat(newest.path("message").stringValue()).contains("The cluster refused it", "stranger");
        assertThat(newest.toString()).doesNotContain(stranger.token());
    }

    @Test
    void refusesAClusterThatDoesNotAnswerWithoutKeepingItsToken() {
        Reply refused = admin.put(
                "/v1/environments/" + unique("dry"),
                "{'cluster': {'url': 'https://127.0.0.1:1', 'token': 'token-of-nobody'}}");

        assertThat(refused.status()).isGreaterThanOrEqualTo(400);
        assertThat(refused.text()).doesNotContain("token-of-nobody");
        assertThat(admin.get("/v1/environments").text()).doesNotContain("127.0.0.1:1");
    }

    @Test
    void sendsATokenToNoOtherAddressThanItWasGivenFor() {
        Reply moved = admin.put(
                "/v1/environments/" + environment,
                "{'cluster': {'url': 'https://127.0.0.1:1', 'namespace': 'default'}}");

        assertThat(moved.status()).isEqualTo(422);
        assertThat(moved.text()).contains("cluster.token", "is needed for the new address");
    }

    private void values(String text) {
        commits.write(
                repositories.get(RepositoryName.of("platform", "values")),
                Commits.Place.on("main"),
                Actor.SYSTEM,
                "Change values",
                List.of(FileChange.write("services/%s/%s/values.yaml".formatted(service, environment), text)));
    }

    private void deployed(String tag) {
        asked("deploy_service", "'tag': '%s'".formatted(tag));
    }

    private void asked(String action, String inputs) {
        Reply run = asked(
                developer.api(),
                action,
                "'service': '%s', 'environment': '%s', %s".formatted(service, environment, inputs));
        assertThat(run.at("/run/status").asString("")).as(run.text()).isEqualTo("SUCCESS");
    }

    private JsonNode ended() {
        return await().atMost(LONG)
                .until(this::newest, one -> !one.path("endedAt").isNull());
    }

    private JsonNode newest() {
        return releases().get(0);
    }

    private JsonNode releases() {
        return developer
                .api()
                .get("/v1/deliveries/%s/releases?environment=%s".formatted(service, environment))
                .at("/releases");
    }

    private Optional<Manifest> deployment() {
        try (Cluster cluster = plane.open(namespace)) {
            return cluster.find(DEPLOYMENT, service);
        }
    }
}
