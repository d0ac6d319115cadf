package dev.fairway.delivery.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.clusters.Manifest;
import dev.fairway.delivery.render.DiffComment.Monthly;
import dev.fairway.delivery.render.Footprint.Total;
import dev.fairway.delivery.render.RenderedDiff.FieldChange;
import dev.fairway.delivery.render.RenderedDiff.ObjectChange;
import dev.fairway.delivery.render.RenderedDiff.State;
import dev.fairway.shared.Json;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenderedDiffTests extends Rendering {

    @Test
    void findsNothingInTheSame() {
        RenderedDiff diff = diff("env: {A: x}", "env: {A: x}");

        assertThat(diff.objects()).isEmpty();
        assertThat(diff.unchanged()).isEqualTo(5);
    }

    @Test
    void namesFieldsByTheNamesOfItems() {
        RenderedDiff diff = diff("env: {A: x, C: z}", "env: {B: new, C: changed}");

        assertThat(diff.objects()).hasSize(1);
        ObjectChange deployment = diff.objects().getFirst();
        String env = "/spec/template/spec/containers/parcel/env/";
        assertThat(deployment.object()).isEqualTo("Deployment parcel");
        assertThat(deployment.fields())
                .extracting(FieldChange::path)
                .containsExactly(env + "A", env + "B", env + "C/value");
        assertThat(deployment.fields().getLast().before()).isEqualTo(Json.text("z"));
        assertThat(deployment.effect())
                .isEqualTo("All pods of Deployment parcel are replaced, with at most 25% more and 0 fewer at once.");
    }

    @Test
    void leavesOutWhatOnlyNamesTheVersion() {
        RenderedDiff diff = diff(
                "{release: {number: 1, version: '1', commit: aaaaaaa}, image: {repository: a.example/b, tag: '1'}}",
                "{release: {number: 2, version: '2', commit: bbbbbbb}, image: {repository: a.example/b, tag: '2'}}");

        assertThat(diff.objects()).hasSize(1);
        assertThat(diff.objects().getFirst().fields())
                .extracting(FieldChange::path)
                .containsExactly("/spec/template/spec/containers/parcel/image");
        assertThat(diff.unchanged()).isEqualTo(4);
    }

    @Test
    void saysWhatIsAddedAndRemoved() {
        RenderedDiff diff = diff("files: {/etc/a: {content: a}}", "domain: parcel.example.com");

        assertThat(diff.objects())
                .extracting(one -> one.state() + " " + one.object())
                .containsExactly(
                        "CHANGED NetworkPolicy parcel",
                        "CHANGED Deployment parcel",
                        "ADDED Ingress parcel",
                        "REMOVED ConfigMap parcel-files");
        assertThat(diff.count(State.CHANGED)).isEqualTo(2);
    }

    @Test
    void runsMigrationsAgain() {
        String migration = "migration: {command: [migrate]}\nimage: {repository: a.example/b, tag: '%s'}";

        RenderedDiff diff = diff(migration.formatted("1"), migration.formatted("2"));

        assertThat(diff.objects()).extracting(ObjectChange::state).containsOnly(State.CHANGED);
        assertThat(diff.effects()).anyMatch(effect -> effect.matches("Job parcel-migration-[0-9a-f]{8} runs once\\."));
    }

    @Test
    void saysHowManyPodsThereWillBe() {
        assertThat(diff("replicas: 2", "replicas: 5").effects())
                .containsExactly("Deployment parcel goes from 2 to 5 pods.");
        assertThat(diff("replicas: 2", "{replicas: 2, paused: true}").effects())
                .containsExactly("All pods of Deployment parcel end.");
        assertThat(diff("", "rollout: {strategy: Recreate}\nargs: [a]").effects())
                .containsExactly("All pods of Deployment parcel end before new ones start: it is away meanwhile.");
    }

    @Test
    void hidesWhatIsSecret() {
        List<Manifest> before =
                Manifest.read("{apiVersion: v1, kind: Secret, metadata: {name: a}, data: {a: b25l, b: b}}");
        List<Manifest> after = Manifest.read("{apiVersion: v1, kind: Secret, metadata: {name: a}, data: {a: dHdv}}");

        RenderedDiff diff = RenderedDiff.of(before, after);

        assertThat(diff.objects().getFirst().fields())
                .containsExactly(
                        new FieldChange("/data/a", Json.text("(secret)"), Json.text("(secret, another)")),
                        new FieldChange("/data/b", Json.text("(secret)"), null));
        assertThat(DiffComment.markdown(diff, List.of(), Footprint.of(before), Footprint.of(after), null))
                .doesNotContain("b25l", "dHdv");
    }

    @Test
    void hidesVariablesThatLookSecret() {
        List<FieldChange> fields = diff("env: {API_TOKEN: one, USER: one}", "env: {API_TOKEN: two, USER: two}")
                .objects()
                .getFirst()
                .fields();

        assertThat(fields.toString()).contains("(secret)").doesNotContain("API_TOKEN/value, before=\"one\"");
        assertThat(fields)
                .extracting(field -> String.valueOf(field.after()))
                .containsExactly("\"(secret, another)\"", "\"two\"");
    }

    @Test
    void comparesListsWithoutNamesAsAWhole() {
        List<FieldChange> fields =
                diff("args: [a, b]", "args: [b]").objects().getFirst().fields();

        assertThat(fields).extracting(FieldChange::path).containsExactly("/spec/template/spec/containers/parcel/args");
    }

    @Test
    void countsWhatPodsAskFor() {
        assertThat(footprint("{replicas: 3, cpu: 250m, memory: 512Mi}").total())
                .isEqualTo(new Total(decimal("0.75"), decimal("0.75"), decimal("1.5"), decimal("1.5")));
        assertThat(footprint("{cpu: '1', memory: 2Gi, autoscaling: {min: 2, max: 10, cpu: 60}}")
                        .total())
                .isEqualTo(new Total(decimal("2"), decimal("10"), decimal("4"), decimal("20")));
        assertThat(footprint("{paused: true}").total())
                .isEqualTo(new Total(decimal("0"), decimal("0"), decimal("0"), decimal("0")));
    }

    @Test
    void countsJobsApart() {
        Footprint footprint = footprint("migration: {command: [migrate]}");

        assertThat(footprint.lines())
                .extracting(Footprint.Line::runs)
                .containsExactlyInAnyOrder(Footprint.Runs.ALWAYS, Footprint.Runs.SOMETIMES);
        assertThat(footprint.total().cpuFrom()).isEqualTo(decimal("0.2"));
    }

    @Test
    void writesOneComment() {
        Rendered before = rendered("replicas: 2");
        Rendered after = rendered("{replicas: 3, env: {GREETING: 'a | b `c` <script>', API_TOKEN: x}}");

        String text = DiffComment.markdown(
                RenderedDiff.of(before.manifests(), after.manifests()),
                after.objections(),
                Footprint.of(before.manifests()),
                Footprint.of(after.manifests()),
                new Monthly("USD", decimal("5.50"), decimal("8.25")));

        assertThat(text)
                .startsWith("**0 added, 1 changed, 0 removed**, 4 as they are.\n")
                .contains("| warning | secret-in-values | Deployment parcel | ")
                .contains(
                        "| CPU, cores | 0.2 | 0.3 |\n| Memory, GiB | 0.5 | 0.75 |\n| Cost a month, USD | 5.50 | 8.25 (+2.75) |\n")
                .contains("<details><summary>changed Deployment parcel: 2 fields</summary>")
                .contains("| `/spec/replicas` | `2` | `3` |")
                .contains("a \\| b 'c' <script>");
    }

    @Test
    void cutsCommentsThatAreTooLong() {
        StringBuilder many = new StringBuilder("env:\n");
        for (int number = 0; number < 200; number++) {
            many.append("  NAME_%d: \"%s\"\n".formatted(number, "x".repeat(300)));
        }
        List<Manifest> after = rendered(many.toString()).manifests();
        List<Manifest> before = rendered(many.toString().replace('x', 'y')).manifests();

        String text = DiffComment.markdown(
                RenderedDiff.of(before, after), List.of(), Footprint.of(before), Footprint.of(after), null);

        assertThat(text.length()).isBetween(50_000, DiffComment.LONGEST);
        assertThat(text)
                .contains("</details>")
                .endsWith("_Cut here: the whole difference is longer than a comment may be._\n");
    }

    @Test
    void saysThatNothingChanges() {
        List<Manifest> same = rendered("").manifests();

        assertThat(DiffComment.markdown(
                        RenderedDiff.of(same, same), List.of(), Footprint.of(same), Footprint.of(same), null))
                .isEqualTo("**Nothing changes in the cluster.** 5 objects stay as they are.\n\n");
    }

    private static BigDecimal decimal(String number) {
        return new BigDecimal(number);
    }

    private static Footprint footprint(String more) {
        return Footprint.of(rendered(more).manifests());
    }

    private static RenderedDiff diff(String before, String after) {
        return RenderedDiff.of(rendered(before).manifests(), rendered(after).manifests());
    }

    private static Rendered rendered(String more) {
        Rendered rendered = new ServiceRender(charts).render(Examples.smallestWith(more), ReleaseFacts.STANDARD);
        assertThat(rendered.problems()).isEmpty();
        return rendered;
    }
}
