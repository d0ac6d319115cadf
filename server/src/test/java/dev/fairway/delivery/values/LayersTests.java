package dev.fairway.delivery.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.delivery.values.Origin.Shadowed;
import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class LayersTests {

    @Test
    void laterLayersCount() {
        Effective effective = Layers.merge(List.of(
                layer(LayerName.RELEASE, "{image: {tag: '2'}}"),
                layer(LayerName.CHART, "{replicas: 2, image: {pull: Always, tag: '1'}}"),
                layer(LayerName.SERVICE, "{replicas: 3}")));

        assertThat(effective.values()).isEqualTo(json("{replicas: 3, image: {pull: Always, tag: '2'}}"));
    }

    @Test
    void listsReplaceAndNullTakesAway() {
        Effective effective = Layers.merge(List.of(
                layer(LayerName.CHART, "{args: [a, b], autoscaling: {min: 1, max: 3}, replicas: 2}"),
                layer(LayerName.TEAM, "{args: [c], autoscaling: null}")));

        assertThat(effective.values()).isEqualTo(json("{args: [c], replicas: 2}"));
        assertThat(effective.origins().get(Pointer.of("/autoscaling")))
                .isEqualTo(new Origin(
                        LayerName.TEAM,
                        "team.yaml",
                        0,
                        Json.nothing(),
                        List.of(new Shadowed(LayerName.CHART, "chart.yaml", json("{min: 1, max: 3}")))));
    }

    @Test
    void saysWhatOtherLayersSaid() {
        Effective effective = Layers.merge(List.of(
                layer(LayerName.CHART, "{replicas: 2}"),
                layer(LayerName.ORGANISATION, "{replicas: 3}"),
                layer(LayerName.ENVIRONMENT, "{replicas: 5}")));

        Origin origin = effective.origin(Pointer.of("/replicas")).orElseThrow();
        assertThat(origin.layer()).isEqualTo(LayerName.ENVIRONMENT);
        assertThat(origin.shadowed())
                .extracting(shadowed -> shadowed.layer() + " " + shadowed.value())
                .containsExactly("organisation 3", "chart 2");
    }

    @Test
    void whatWasTakenAwayCanBeSetAgain() {
        Effective effective = Layers.merge(List.of(
                layer(LayerName.CHART, "{autoscaling: {min: 1, max: 3}}"),
                layer(LayerName.TEAM, "{autoscaling: null}"),
                layer(LayerName.SERVICE, "{autoscaling: {max: 9}}")));

        assertThat(effective.values()).isEqualTo(json("{autoscaling: {max: 9}}"));
        assertThat(effective.origins().keySet()).containsExactly(Pointer.of("/autoscaling/max"));
    }

    @Test
    void takesAwayFromTheChartToo() {
        ObjectNode chart = json("{a: 1, b: {c: 2, d: 3}, e: {f: 4}}");
        Effective effective = Layers.merge(List.of(
                Layer.of(LayerName.CHART, "chart", chart), layer(LayerName.TEAM, "{a: null, b: {c: null}, e: null}")));

        assertThat(effective.values()).isEqualTo(json("{b: {d: 3}}"));
        assertThat(effective.over(chart)).isEqualTo(json("{b: {d: 3, c: null}, a: null, e: null}"));
    }

    @Test
    void locksHoldForLayersAbove() {
        Lock lock = new Lock(Pointer.of("/securityContext"), "decided by the security team", Set.of());
        Effective effective = Layers.merge(List.of(
                layer(LayerName.CHART, "{securityContext: {runAsUser: 10001}}"),
                new Layer(
                        LayerName.ORGANISATION,
                        "organisation/values.yaml",
                        json("{securityContext: {runAsUser: 2000}}"),
                        List.of(lock),
                        Map.of()),
                new Layer(
                        LayerName.SERVICE,
                        "services/checkout/values.yaml",
                        json("{securityContext: {runAsUser: 3000}, replicas: 1}"),
                        List.of(),
                        Map.of(Pointer.of("/securityContext"), 7))));

        assertThat(effective.values()).isEqualTo(json("{securityContext: {runAsUser: 2000}, replicas: 1}"));
        assertThat(effective.problems())
                .containsExactly(
                        new ValueProblem(
                                "services/checkout/values.yaml",
                                7,
                                "/securityContext",
                                "{\"runAsUser\":3000} cannot be set here: the layer organisation (organisation/values.yaml) locks /securityContext: decided by the security team. Take it out, or ask for an exception there"));
    }

    @Test
    void locksCannotBeGoneAround() {
        Lock lock = new Lock(Pointer.of("/image/repository"), "one registry", Set.of());
        Layer organisation = new Layer(
                LayerName.ORGANISATION, "o", json("{image: {repository: a, tag: '1'}}"), List.of(lock), Map.of());

        for (String set : List.of(
                "{image: null}",
                "{image: text}",
                "{image: []}",
                "{image: {repository: null}}",
                "{image: {repository: {x: 1}}}")) {
            Effective effective = Layers.merge(List.of(organisation, layer(LayerName.RELEASE, set)));

            assertThat(effective.problems()).as(set).hasSize(1);
            assertThat(effective.values()).isEqualTo(json("{image: {repository: a, tag: '1'}}"));
        }
        assertThat(Layers.merge(List.of(organisation, layer(LayerName.RELEASE, "{image: {tag: '2'}}")))
                        .problems())
                .isEmpty();
    }

    @Test
    void namesWithSlashesArePaths() {
        Effective effective = Layers.merge(List.of(layer(LayerName.SERVICE, "{files: {/etc/a~b: {content: x}}}")));

        assertThat(effective.origins().keySet().toString()).isEqualTo("[/files/~1etc~1a~0b/content]");
        assertThat(Pointer.of("/files/~1etc~1a~0b").last()).isEqualTo("/etc/a~b");
    }

    @RepeatedTest(200)
    void everyLeafHasOneOrigin(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Layer> layers = new ArrayList<>();
        ObjectNode expected = Json.object();
        for (LayerName name : LayerName.values()) {
            ObjectNode tree = tree(random, 3);
            layers.add(Layer.of(name, name + ".yaml", tree));
            merge(expected, tree);
        }
        Collections.shuffle(layers, random);

        Effective effective = Layers.merge(layers);

        assertThat(effective.values()).isEqualTo(expected);
        List<Pointer> leaves = new ArrayList<>();
        leaves(effective.values(), Pointer.ROOT, leaves);
        assertThat(effective.origins().entrySet().stream()
                        .filter(one -> !one.getValue().value().isNull())
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrderElementsOf(leaves);
        effective.origins().forEach((path, origin) -> {
            JsonNode there = effective.values().at(path.toString());
            assertThat(there.isMissingNode() ? Json.nothing() : there).isEqualTo(origin.value());
        });
    }

    private static void merge(ObjectNode into, ObjectNode tree) {
        Json.fields(tree).forEach((name, value) -> {
            if (value.isNull()) {
                into.remove(name);
            } else if (value instanceof ObjectNode inner) {
                ObjectNode own = into.get(name) instanceof ObjectNode there ? there : Json.object();
                into.set(name, own);
                merge(own, inner);
            } else {
                into.set(name, value);
            }
        });
    }

    private static void leaves(ObjectNode tree, Pointer at, List<Pointer> leaves) {
        Json.fields(tree).forEach((name, value) -> {
            if (value instanceof ObjectNode inner && !inner.isEmpty()) {
                leaves(inner, at.child(name), leaves);
            } else {
                leaves.add(at.child(name));
            }
        });
    }

    static ObjectNode tree(Random random, int depth) {
        ObjectNode tree = Json.object();
        for (String name : List.of("a", "b", "c")) {
            switch (random.nextInt(depth > 0 ? 7 : 5)) {
                case 0 -> tree.putNull(name);
                case 1 -> tree.put(name, random.nextInt(100));
                case 2 -> tree.putArray(name).add(random.nextInt(3));
                case 3, 4 -> {}
                default -> tree.set(name, tree(random, depth - 1));
            }
        }
        return tree;
    }

    private static Layer layer(LayerName name, String yaml) {
        return Layer.of(name, name + ".yaml", json(yaml));
    }

    static ObjectNode json(String yaml) {
        YamlText read = YamlText.read("test.yaml", yaml);
        assertThat(read.problems()).isEmpty();
        return read.tree();
    }
}
