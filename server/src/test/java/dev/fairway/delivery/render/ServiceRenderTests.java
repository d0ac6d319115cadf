package dev.fairway.delivery.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.delivery.values.ServiceChart;
import dev.fairway.delivery.values.ValueProblem;
import dev.fairway.delivery.values.ValuesTree;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** From files of values to objects. */
class ServiceRenderTests extends Rendering {

    private static final Path GUIDE = Path.of("..", "docs", "guide", "service-values.md");
    private static final Pattern FILE = Pattern.compile("```yaml\n# (\\S+)\n(.*?)```", Pattern.DOTALL);
    private static final String SERVICE = "services/parcel/values.yaml";
    private static final String RELEASE = "services/parcel/production/release.yaml";

    private final Map<String, String> files = new HashMap<>(Map.of(
            SERVICE,
            "image: {repository: registry.example.com/harbor/parcel}\nport: 8080\nhealth: {path: /health}\n",
            RELEASE,
            "image: {tag: '1', digest: 'sha256:%s'}\nrelease: {number: 7}\n".formatted("a".repeat(64))));

    @Test
    void rendersWhatTheFilesSay() {
        Rendered rendered = rendered().orThrow();

        assertThat(rendered.namespace()).isEqualTo("team-harbor-production");
        assertThat(rendered.objections()).isEmpty();
        assertThat(rendered.manifests())
                .extracting(object -> object.kind().name())
                .containsExactly("NetworkPolicy", "PodDisruptionBudget", "ServiceAccount", "Service", "Deployment");
        assertThat(rendered.manifests())
                .allMatch(object -> object.annotation(Rendered.WAVE).isPresent());
        assertThat(rendered.manifests())
                .allMatch(object -> object.label("fairway.dev/team").isPresent());
    }

    @Test
    void namesTheFileAndTheLineThatSetAWrongValue() {
        files.merge(SERVICE, "env:\n  A: x\n  B: 3\n", String::concat);
        files.put("teams/team-harbor/values.yaml", "# all of us\nreplicas: many\n");

        assertThat(rendered().problems())
                .extracting(ValueProblem::place)
                .containsExactlyInAnyOrder("services/parcel/values.yaml:6", "teams/team-harbor/values.yaml:2");
        assertThat(rendered().manifests()).isEmpty();
    }

    @Test
    void namesWhatIsMissingWhereNobodySetIt() {
        files.put(SERVICE, "port: 8080");

        assertThat(rendered().problems())
                .extracting(problem -> problem.path() + problem.place())
                .containsExactlyInAnyOrder("/image/repository", "/health");
    }

    @Test
    void rendersNothingWhereALockIsBroken() {
        files.put("organisation/locks.yaml", "locks: [{path: /replicas, reason: budget}]");
        files.merge(SERVICE, "replicas: 9\n", String::concat);

        assertThat(rendered().problems()).extracting(ValueProblem::path).containsExactly("/replicas");
        assertThat(rendered().manifests()).isEmpty();
    }

    @Test
    void rendersTheGuide() {
        List<MatchResult> examples =
                FILE.matcher(Examples.text(GUIDE)).results().toList();
        examples.forEach(example -> files.put(example.group(1), example.group(2)));

        assertThat(examples).hasSize(3);
        assertThat(rendered().problems())
                .extracting(problem -> problem.path() + " " + problem.file())
                .containsExactly("/securityContext services/parcel/production/values.yaml");
        files.remove("organisation/locks.yaml");

        assertThat(rendered().problems()).isEmpty();
    }

    private Rendered rendered() {
        ValuesTree tree =
                new ValuesTree(commit -> ServiceChart.shipped(), path -> Optional.ofNullable(files.get(path)));
        return new ServiceRender(charts)
                .render(tree.effective("team-harbor", "parcel", "production"), ReleaseFacts.STANDARD);
    }
}
