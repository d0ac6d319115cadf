package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api.Reply;
import dev.fairway.clusters.Cluster;
import dev.fairway.clusters.Kind;
import dev.fairway.clusters.Manifest;
import dev.fairway.clusters.Owner;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What others change of a live release in its cluster. */
class ClusterDriftTests extends OnCluster {

    private static final Kind POLICY = new Kind("networking.k8s.io/v1", "NetworkPolicy");

    /** One story, as each start of a cluster costs seconds. */
    @Test
    void saysWhatOthersChangedAndPutsItRight() {
        deployed("1.0");
        assertThat(ended().path("state").stringValue()).isEqualTo("LIVE");
        assertThat(look().at("/drift")).isEmpty();
        assertThat(look().at("/look/health").stringValue()).isEqualTo("HEALTHY");

        try (Cluster cluster = plane.open(namespace)) {
            note(cluster);
            assertThat(look().at("/drift")).as("what others add is theirs").isEmpty();

            breakIt(cluster);
            JsonNode seen = whenTheJobCameBy();
            assertThat(fields(seen.at("/drift")))
                    .containsExactlyInAnyOrder(
                            "Deployment %s spec.template.spec.containers[%s].image".formatted(service, container()),
                            "NetworkPolicy %s existence".formatted(service),
                            "Service %s spec.ports[main].targetPort".formatted(service));
            JsonNode image = seen.at("/drift/0");
            assertThat(image.path("wanted").stringValue()).isEqualTo("simulated.example/service:1.0");
            assertThat(image.path("actual").stringValue()).isEqualTo("simulated.example/service:broken");
            assertThat(image.at("/managers/0").stringValue()).endsWith(":by-hand");
            assertThat(seen.at("/drift/2/managers/0").stringValue()).endsWith(":by-hand");

            tellsOnce(image.path("since").stringValue());
            showsItEverywhere();
            putsItRight(cluster);
            forgetsWhatIsPutBackByHand(cluster);
            goesBackOverIt(cluster);
        }
    }

    private void tellsOnce(String since) {
        await().atMost(LONG).until(() -> look().at("/look/message").asString("").contains("ErrImagePull"));
        assertThat(look().at("/drift/0/since").stringValue()).isEqualTo(since);
        String told = developer.api().get("/v1/notifications?limit=100").text();
        assertThat(told.split("Drift: %s in %s".formatted(service, environment)))
                .hasSize(2);
        assertThat(told.split("Not well: %s in %s".formatted(service, environment)))
                .hasSize(2);
    }

    private void showsItEverywhere() {
        JsonNode standing = developer
                .api()
                .get("/v1/deliveries/" + service)
                .at("/environments")
                .valueStream()
                .filter(one -> one.path("environment").stringValue().equals(environment))
                .findFirst()
                .orElseThrow();
        assertThat(standing.at("/look/drifted").intValue()).isEqualTo(3);
        assertThat(standing.at("/look/unwellSince").isNull()).isFalse();
        JsonNode place =
                developer.api().get("/v1/deliveries?drifted=true&team=" + team).at("/services/0/places/0");
        assertThat(place.path("drifted").intValue()).isEqualTo(3);
        assertThat(place.path("isUnwell").booleanValue()).isTrue();
    }

    private void putsItRight(Cluster cluster) {
        asked("repair_service", "");
        JsonNode repaired = ended();

        assertThat(repaired.path("kind").stringValue()).isEqualTo("REPAIR");
        assertThat(repaired.path("state").stringValue()).as(repaired.toString()).isEqualTo("LIVE");
        assertThat(image()).isEqualTo("simulated.example/service:1.0");
        assertThat(cluster.find(POLICY, service)).isPresent();
        assertThat(look().at("/drift")).isEmpty();
        assertThat(look().at("/look/health").stringValue()).isEqualTo("HEALTHY");
        assertThat(developer
                        .api()
                        .get("/v1/deliveries?drifted=true&team=" + team)
                        .at("/services"))
                .isEmpty();
    }

    private void forgetsWhatIsPutBackByHand(Cluster cluster) {
        String right = deployment().orElseThrow().spec().path("replicas").toString();
        replicas(cluster, "5");
        assertThat(fields(look().at("/drift"))).containsExactly("Deployment %s spec.replicas".formatted(service));

        replicas(cluster, right);
        assertThat(look().at("/drift")).isEmpty();
    }

    private void goesBackOverIt(Cluster cluster) {
        String right = deployment().orElseThrow().spec().path("replicas").toString();
        replicas(cluster, "5");

        asked("roll_back_service", "");

        JsonNode back = ended();
        assertThat(back.path("kind").stringValue()).isEqualTo("ROLL_BACK");
        assertThat(back.path("state").stringValue()).as(back.toString()).isEqualTo("LIVE");
        assertThat(deployment().orElseThrow().spec().path("replicas")).hasToString(right);
    }

    private void replicas(Cluster cluster, String count) {
        cluster.takeOver(
                Manifest.read("{apiVersion: apps/v1, kind: Deployment, metadata: {name: %s}, spec: {replicas: %s}}"
                        .formatted(service, count)),
                mine().part("replicas"));
    }

    private void note(Cluster cluster) {
        cluster.apply(
                Manifest.read("{apiVersion: v1, kind: Service, metadata: {name: %s, annotations: {note: ours}}}"
                        .formatted(service)),
                mine().part("note"));
    }

    private void breakIt(Cluster cluster) {
        cluster.takeOver(Manifest.read("""
                        {apiVersion: apps/v1, kind: Deployment, metadata: {name: %1$s}, spec: {template: {spec: {containers: [{name: %2$s, image: 'simulated.example/service:broken'}]}}}}
                        ---
                        {apiVersion: v1, kind: Service, metadata: {name: %1$s}, spec: {ports: [{name: main, port: 80, protocol: TCP, targetPort: 9999}]}}
                        """.formatted(service, container())), mine().part("by-hand"));
        cluster.prune(mine(), List.of(), Set.of(POLICY));
    }

    /** With the label of the release, so that nothing differs but what is meant to. */
    private Owner mine() {
        return new Owner("%s.%s".formatted(service, environment));
    }

    private String container() {
        return deployment()
                .orElseThrow()
                .spec()
                .at("/template/spec/containers/0/name")
                .stringValue();
    }

    private String image() {
        return deployment()
                .orElseThrow()
                .spec()
                .at("/template/spec/containers/0/image")
                .stringValue();
    }

    private JsonNode whenTheJobCameBy() {
        db.execute(
                "update delivery.release_look set looked_at = looked_at - interval '1 hour' where release_id = ?",
                newest().path("id").stringValue());
        run("look-at-releases");
        return developer
                .api()
                .get("/v1/deliveries/%s/drift?environment=%s".formatted(service, environment))
                .at("");
    }

    private JsonNode look() {
        Reply reply = developer
                .api()
                .post(
                        "/v1/deliveries/%s/drift/look".formatted(service),
                        "{'environment': '%s'}".formatted(environment));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.at("");
    }

    private static List<String> fields(JsonNode drift) {
        return drift.valueStream()
                .map(one -> one.path("object").stringValue() + " "
                        + one.path("field").stringValue())
                .toList();
    }
}
