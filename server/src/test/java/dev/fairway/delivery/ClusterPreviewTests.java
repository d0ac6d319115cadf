package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api.Reply;
import dev.fairway.clusters.Cluster;
import dev.fairway.clusters.Kind;
import dev.fairway.clusters.Manifest;
import dev.fairway.clusters.Owner;
import dev.fairway.shared.Json;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Change requests that are tried in a cluster. */
class ClusterPreviewTests extends OnCluster {

    private static final Kind NAMESPACE = new Kind("v1", "Namespace");

    private String request = "";
    private String own = "";

    /** One story, as each start of a cluster costs seconds. */
    @Test
    void runsInANamespaceOfItsOwnAndIsTakenAwayWithNothingOfOthers() {
        String repository = open();
        String tried = service(repository);
        give(tried);
        request = opened(repository, "first");
        own = tried + "-preview-1";
        switched("{}");
        started(tried);

        JsonNode live = await().atMost(LONG)
                .until(this::preview, one -> "LIVE".equals(one.path("release").asString("")));
        assertThat(live.path("message").stringValue()).isEqualTo("It is live.");
        try (Cluster cluster = plane.open(own);
                Cluster base = plane.open("default")) {
            assertThat(cluster.find(DEPLOYMENT, tried)
                            .orElseThrow()
                            .spec()
                            .path("replicas")
                            .intValue())
                    .isEqualTo(1);
            assertThat(cluster.find(NAMESPACE, own).orElseThrow().label(Owner.LABEL))
                    .contains("preview.1." + tried);
            base.apply(
                    Manifest.read("{apiVersion: v1, kind: ConfigMap, metadata: {name: of-%s}}".formatted(tried)),
                    new Owner("somebody-else"));
            await().until(() ->
                    developer.api().get(request + "/comments").text().contains("It is live"));

            // the cluster is away: the removal waits, and says so
            away();
            developer.api().delete(request + "/preview");
            await().atMost(LONG)
                    .until(() -> preview().path("message").asString("").contains("does not answer"));
            assertThat(preview().path("state").stringValue()).isEqualTo("ENDING");
            assertThat(cluster.find(DEPLOYMENT, tried)).isPresent();
            assertThat(begun(tried, "1.1").text()).contains("still being taken away");

            back();
            await().atMost(LONG)
                    .until(() -> "ENDED".equals(preview().path("state").asString("")));
            assertThat(cluster.find(DEPLOYMENT, tried)).isEmpty();
            assertThat(isGoing(cluster)).isTrue();
            assertThat(base.find(new Kind("v1", "ConfigMap"), "of-" + tried)).isPresent();
        }
        leavesANamespaceWithThingsOfOthers(repository, tried);
        switched("null");
    }

    private void leavesANamespaceWithThingsOfOthers(String repository, String tried) {
        request = opened(repository, "second");
        own = tried + "-preview-2";
        started(tried);
        await().atMost(LONG).until(() -> "LIVE".equals(preview().path("release").asString("")));
        try (Cluster cluster = plane.open(own)) {
            cluster.apply(
                    Manifest.read("{apiVersion: v1, kind: ConfigMap, metadata: {name: notes}}"),
                    new Owner("somebody-else"));

            developer.api().post(request + "/close", "{}");

            await().atMost(LONG)
                    .until(() -> "ENDED".equals(preview().path("state").asString("")));
            assertThat(preview().path("message").stringValue()).contains("stays, as others have ConfigMap notes in it");
            assertThat(isGoing(cluster)).isFalse();
            assertThat(cluster.find(new Kind("v1", "ConfigMap"), "notes")).isPresent();
        }
    }

    /** Gone, or about to be. */
    private boolean isGoing(Cluster cluster) {
        return cluster.find(NAMESPACE, own)
                .map(there -> there.content().at("/metadata/deletionTimestamp").isString())
                .orElse(true);
    }

    private void give(String tried) {
        String before = service;
        service = tried;
        values("image: {repository: simulated.example/service}\nrollout: {minReadySeconds: 0}\nreplicas: 3\n");
        service = before;
    }

    private String opened(String repository, String branch) {
        developer
                .api()
                .post(
                        at(repository) + "/commits",
                        "{'message': 'Begin', 'files': [{'path': '%s.txt', 'content': 'a'}]}".formatted(branch));
        developer.api().post(at(repository) + "/commits", """
                {'branch': '%1$s', 'from': 'main', 'message': 'Change', 'files': [{'path': '%1$s.txt', 'content': 'b'}]}""".formatted(branch));
        Reply made = developer
                .api()
                .post(at(repository) + "/change-requests", "{'title': 'Try', 'source': '%s'}".formatted(branch));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return at(repository) + "/change-requests/"
                + made.at("/changeRequest/number").intValue();
    }

    private void switched(String previews) {
        connected(plane.address("default").url(), previews);
    }

    private void connected(String url, String previews) {
        Reply reply = admin.put("/v1/environments/" + environment, """
                {'title': 'Sea', 'position': 9, 'previews': %s, 'cluster': {'url': '%s', 'certificate': %s, 'namespace': 'default', 'token': '%s'}}""".formatted(
                        previews,
                        url,
                        Json.text(String.valueOf(plane.address("default").certificate())),
                        plane.address("default").token()));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    private void away() {
        db.execute("update delivery.environment set cluster_url = 'https://127.0.0.1:1' where name = ?", environment);
    }

    private void back() {
        db.execute(
                "update delivery.environment set cluster_url = ? where name = ?",
                plane.address("default").url(),
                environment);
    }

    private void started(String tried) {
        Reply reply = begun(tried, "1.0");
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !developer
                        .api()
                        .get(request + "/preview")
                        .at("/previews")
                        .isEmpty());
    }

    private Reply begun(String tried, String tag) {
        return developer
                .api()
                .post(
                        request + "/preview",
                        "{'service': '%s', 'environment': '%s', 'tag': '%s'}".formatted(tried, environment, tag));
    }

    private JsonNode preview() {
        return developer.api().get(request + "/preview").at("/previews/0");
    }
}
