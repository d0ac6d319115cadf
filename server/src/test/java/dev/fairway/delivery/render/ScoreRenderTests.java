package dev.fairway.delivery.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.clusters.ClustersSettings;
import dev.fairway.clusters.charts.Charts;
import dev.fairway.delivery.values.Layer;
import dev.fairway.delivery.values.LayerName;
import dev.fairway.delivery.values.Layers;
import dev.fairway.delivery.values.Score;
import dev.fairway.delivery.values.ServiceChart;
import dev.fairway.shared.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreRenderTests {

    @TempDir
    private Path home;

    @Test
    void rendersWhatScoreSays() {
        Score score = Score.read("""
                apiVersion: score.dev/v1b1
                metadata: {name: checkout}
                service: {ports: {web: {port: 80, targetPort: 8080}, admin: {port: 9000}}}
                containers:
                  main:
                    image: .
                    variables: {DATABASE_URL: "${resources.ledger.url}", GREETING: hello}
                    files: {/etc/checkout/greeting: {content: "hello ${metadata.name}"}}
                    volumes: {/var/receipts: {source: "${resources.receipts}"}}
                    resources: {limits: {memory: 512Mi}}
                    readinessProbe: {exec: {command: [/app/checkout, --is-ready]}}
                resources:
                  ledger: {type: postgres}
                  receipts: {type: volume}
                """);
        Layer folder = Layer.of(
                LayerName.ENVIRONMENT,
                "services/checkout/staging/values.yaml",
                Json.object()
                        .put("team", "team-harbor")
                        .put("environment", "staging")
                        .set("image", Json.object().put("repository", "registry.example.com/checkout")));
        Charts charts = new Charts(new ClustersSettings(home));

        Rendered rendered = new ServiceRender(charts)
                .render(
                        Layers.merge(List.of(
                                Layer.of(
                                        LayerName.CHART,
                                        "chart",
                                        ServiceChart.shipped().defaults()),
                                Layer.of(LayerName.SERVICE, Score.FILE, score.values()),
                                folder)),
                        ReleaseFacts.STANDARD);
        charts.destroy();

        assertThat(score.problems()).isEmpty();
        assertThat(rendered.problems()).isEmpty();
        assertThat(rendered.manifests().stream().map(object -> object.kind().name()))
                .contains("ConfigMap", "Service", "Deployment");
        assertThat(rendered.objections()).extracting(Objection::rule).containsExactly("image-unreleased");
    }
}
