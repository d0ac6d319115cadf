package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api.Reply;
import dev.fairway.clusters.Cluster;
import dev.fairway.clusters.Kind;
import dev.fairway.clusters.SlowApiServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Releases to a cluster whose API server takes its time. */
class SlowClusterTests extends OnCluster {

    private static final Kind REPLICA_SET = new Kind("apps/v1", "ReplicaSet");

    /** One story, as an answer that does not come takes seconds. */
    @Test
    void waitsForASlowApiServerWithoutHoldingUpOthersOrDoingAnythingTwice() {
        String quick = environment;
        String other = service;
        try (SlowApiServer slow = new SlowApiServer(plane)) {
            environment = environmentName();
            Reply made = connected(slow.address("default"));
            assertThat(made.status()).as(made.text()).isEqualTo(200);
            List<String> held = new ArrayList<>();
            for (int number = 0; number < 6; number++) {
                service = service(null);
                values("image: {repository: simulated.example/service}\nrollout: {minReadySeconds: 0}\n");
                held.add(service);
            }

            slow.slowDown();
            for (String one : held) {
                service = one;
                deployed("1.0");
            }
            await().atMost(LONG).until(() -> saying(held).contains("gives no answer in time"));

            String away = environment;
            environment = quick;
            service = other;
            deployed("1.0");
            assertThat(ended().path("state").stringValue()).isEqualTo("LIVE");
            environment = away;
            assertThat(held).allSatisfy(one -> {
                service = one;
                assertThat(newest().path("endedAt").isNull()).isTrue();
            });

            slow.hasten();
            for (String one : held) {
                service = one;
                JsonNode live = ended();
                assertThat(live.path("state").stringValue()).as(live.toString()).isEqualTo("LIVE");
                assertThat(live.path("number").intValue()).isEqualTo(1);
                wasMadeOnce();
            }
        }
    }

    private String saying(List<String> services) {
        StringBuilder said = new StringBuilder();
        for (String one : services) {
            service = one;
            said.append(newest().path("message").stringValue()).append('\n');
        }
        return said.toString();
    }

    private void wasMadeOnce() {
        try (Cluster cluster = plane.open("%s-%s".formatted(team, environment))) {
            assertThat(cluster.find(DEPLOYMENT, service)
                            .orElseThrow()
                            .content()
                            .at("/metadata/generation")
                            .intValue())
                    .isEqualTo(1);
            assertThat(cluster.list(REPLICA_SET).stream()
                            .filter(one -> one.label("fairway.dev/service")
                                    .filter(service::equals)
                                    .isPresent()))
                    .hasSize(1);
        }
    }
}
