package dev.fairway.baddays;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.clusters.Cluster;
import dev.fairway.clusters.ClusterAddress;
import dev.fairway.clusters.ControlPlane;
import dev.fairway.clusters.Kind;
import dev.fairway.clusters.Manifest;
import dev.fairway.postgres.Await;
import dev.fairway.postgres.TestPostgres;
import dev.fairway.shared.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** kill -9 between the commit of a release and the end of its rollout, at requests to the API server that a seed picks. */
class ReleaseCrashTests {

    private static final long SEED = 20_261_129L;
    private static final int KILLS = 4;
    private static final int MOST_REQUESTS = 24;
    private static final Kind DEPLOYMENT = new Kind("apps/v1", "Deployment");
    private static final String RELEASES = "/v1/deliveries/parcel/releases?environment=development";

    @Test
    void theClusterComesToEachReleaseOnceHoweverOftenTheServerIsKilled(@TempDir Path home) throws Exception {
        ControlPlane plane = ControlPlane.withSimulatedNode();
        ClusterAddress address = plane.address("default");
        Map<String, String> settings = Map.of(
                "FAIRWAY_DATABASE_URL", TestPostgres.freshDatabase(),
                "FAIRWAY_DATABASE_USER", TestPostgres.user(),
                "FAIRWAY_DATABASE_PASSWORD", TestPostgres.password(),
                "FAIRWAY_SECRET_KEY", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
        Random random = new Random(SEED);
        Product product = Product.in(home, settings);
        try (Boundary boundary = new Boundary(URI.create(address.url()).getPort())) {
            prepare(product.admin(), address, boundary.port(), plane.namespace());
            for (int kill = 1; kill <= KILLS; kill++) {
                Api admin = product.admin();
                boundary.stopAt(1 + random.nextInt(MOST_REQUESTS), random.nextBoolean());
                deploy(admin, "1." + kill);
                int number = kill;
                boundary.awaitUnless(() -> isLive(admin, number));
                product.kill();
                boundary.open();
                product = Product.in(home, settings);
                Api revived = product.admin();
                Await.until("release " + number + " to be live", () -> isLive(revived, number));
            }
            assertCommittedAndRunning(product.admin(), plane);
        } finally {
            product.close();
        }
    }

    private static void prepare(Api admin, ClusterAddress address, int port, String namespace) {
        admin.post("/v1/teams", "{'name': 'team-quay'}");
        Reply connected = admin.put("/v1/environments/development", """
                {'position': 1, 'cluster': {'url': 'https://127.0.0.1:%d', 'certificate': %s, 'token': '%s'}}""".formatted(
                        port, Json.text(String.valueOf(address.certificate())), address.token()));
        assertThat(connected.status()).as(connected.text()).isEqualTo(200);
        Reply service = admin.post("/v1/deliveries", """
                {'name': 'parcel', 'team': 'team-quay', 'values': {'kind': 'service', 'namespace': '%s', 'image': {'repository': 'simulated.example/service'},
                 'port': 8080, 'health': {'path': '/health'}, 'cpu': '100m', 'memory': '128Mi', 'rollout': {'minReadySeconds': 0}}}""".formatted(namespace));
        assertThat(service.status()).as(service.text()).isEqualTo(201);
    }

    private static void deploy(Api admin, String tag) {
        Reply asked = admin.post("/v1/actions/deploy_service/runs", """
                {'properties': {'service': 'parcel', 'environment': 'development', 'tag': '%s'}}""".formatted(tag));
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
    }

    private static boolean isLive(Api admin, int number) {
        JsonNode newest = admin.get(RELEASES).at("/releases/0");
        return newest.path("number").asInt(0) == number
                && newest.path("state").asString("").equals("LIVE");
    }

    private static void assertCommittedAndRunning(Api admin, ControlPlane plane) throws IOException {
        List<JsonNode> releases =
                admin.get(RELEASES).at("/releases").valueStream().toList();
        assertThat(releases)
                .hasSize(KILLS)
                .allMatch(one -> one.path("state").asString("").equals("LIVE"));
        String committed = admin.get(
                        "/v1/repositories/platform/deployments/file?path=development/parcel/manifests.yaml")
                .at("/file/text")
                .asString("");
        String image = "simulated.example/service:1." + KILLS;
        assertThat(committed).contains(image);
        String namespace = Manifest.read(committed).getFirst().namespace();
        try (Cluster cluster = plane.open(String.valueOf(namespace))) {
            assertThat(cluster.find(DEPLOYMENT, "parcel")
                            .orElseThrow()
                            .spec()
                            .at("/template/spec/containers/0/image")
                            .stringValue())
                    .isEqualTo(image);
        }
        List<String> commits = admin.get(
                        "/v1/repositories/platform/deployments/commits?path=development/parcel/manifests.yaml")
                .at("/commits")
                .findValuesAsString("subject");
        assertThat(commits).as("each release is committed once").hasSize(KILLS);
    }
}
