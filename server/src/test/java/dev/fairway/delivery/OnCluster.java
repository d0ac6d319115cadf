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
import dev.fairway.delivery.contents.Commits;
import dev.fairway.delivery.contents.FileChange;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.shared.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A service of a team, in an environment on a real API server with real controllers; the kubelet of its node is simulated. */
abstract class OnCluster extends OnRepositories {

    protected static final Duration LONG = Duration.ofSeconds(60);
    protected static final Kind DEPLOYMENT = new Kind("apps/v1", "Deployment");
    protected static final Kind INGRESS = new Kind("networking.k8s.io/v1", "Ingress");
    protected static final Kind SERVICE = new Kind("v1", "Service");

    @Autowired
    Repositories repositories;

    @Autowired
    Commits commits;

    protected ControlPlane plane;
    protected String environment;
    protected String namespace;
    protected String service;

    @BeforeEach
    void connect() {
        plane = ControlPlane.withSimulatedNode();
        environment = environmentName();
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

    /** Of an environment that is connected to the cluster. */
    protected String environmentName() {
        return unique("sea");
    }

    protected Reply connected(ClusterAddress address) {
        return admin.put("/v1/environments/" + environment, """
                {'title': 'Sea', 'position': 9, 'cluster': {'url': '%s', 'certificate': %s, 'namespace': 'default', 'token': '%s'}}""".formatted(
                        address.url(), Json.text(String.valueOf(address.certificate())), address.token()));
    }

    protected void values(String text) {
        commits.write(
                repositories.get(RepositoryName.of("platform", "values")),
                Commits.Place.on("main"),
                Actor.SYSTEM,
                "Change values",
                List.of(FileChange.write("services/%s/%s/values.yaml".formatted(service, environment), text)));
    }

    protected void deployed(String tag) {
        asked("deploy_service", "'tag': '%s'".formatted(tag));
    }

    protected void asked(String action, String inputs) {
        Reply run = asked(
                developer.api(),
                action,
                "'service': '%s', 'environment': '%s'%s"
                        .formatted(service, environment, inputs.isEmpty() ? "" : ", " + inputs));
        assertThat(run.at("/run/status").asString("")).as(run.text()).isEqualTo("SUCCESS");
    }

    protected JsonNode ended() {
        return await().atMost(LONG)
                .until(this::newest, one -> !one.path("endedAt").isNull());
    }

    protected JsonNode newest() {
        return releases().get(0);
    }

    protected JsonNode releases() {
        return developer
                .api()
                .get("/v1/deliveries/%s/releases?environment=%s".formatted(service, environment))
                .at("/releases");
    }

    protected Optional<Manifest> deployment() {
        try (Cluster cluster = plane.open(namespace)) {
            return cluster.find(DEPLOYMENT, service);
        }
    }
}
