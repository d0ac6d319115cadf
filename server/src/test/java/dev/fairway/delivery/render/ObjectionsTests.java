package dev.fairway.delivery.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.clusters.ClustersSettings;
import dev.fairway.clusters.charts.Charts;
import dev.fairway.delivery.render.Objection.Severity;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectionsTests {

    private static final String DIGEST = "sha256:" + "a".repeat(64);

    @TempDir
    private static Path home;

    private static Charts charts;

    @BeforeAll
    static void open() {
        charts = new Charts(new ClustersSettings(home));
    }

    @AfterAll
    static void close() {
        charts.destroy();
    }

    @Test
    void hasNothingAgainstTheSmallest() {
        assertThat(objections("")).isEmpty();
    }

    @Test
    void warnsOfOneReplicaInProduction() {
        String production =
                "environment: production\nimage: {repository: a.example/b, digest: '%s'}\n".formatted(DIGEST);

        assertThat(rules(production + "replicas: 1")).containsExactly("WARN replicas-in-production");
        assertThat(rules(production + "autoscaling: {min: 1, max: 3, cpu: 50}"))
                .containsExactly("WARN replicas-in-production");
        assertThat(rules(production
                        + "{replicas: 1, paused: true}"
                                .replace("{", "")
                                .replace("}", "")
                                .replace(", ", "\n")))
                .isEmpty();
        assertThat(rules(production + "replicas: 2")).isEmpty();
    }

    @Test
    void warnsOfNodesThatCannotBeWorkedOn() {
        assertThat(rules("disruption: {maxUnavailable: '0'}")).containsExactly("WARN disruption");
        assertThat(rules("disruption: {maxUnavailable: 50%}")).isEmpty();
    }

    @Test
    void deniesImagesFromElsewhere() {
        assertThat(rules("platform: {registries: [registry.example.com/harbor/]}"))
                .isEmpty();
        assertThat(rules("platform: {registries: [registry.example.com/harbor]}"))
                .isEmpty();
        assertThat(rules("platform: {registries: [registry.example.com/har]}")).containsExactly("DENY image-registry");
        assertThat(objections("platform: {registries: [other.example.com/, third.example.com/]}"))
                .extracting(Objection::message)
                .containsExactly(
                        "registry.example.com/harbor/parcel:1.4.0 is from none of other.example.com/, third.example.com/");
    }

    @Test
    void warnsOfSecretsInValues() {
        assertThat(objections("env: {DATABASE_PASSWORD: hunter2, TOKEN_FILE: /run/token, EMPTY_TOKEN: ''}"))
                .extracting(Objection::path)
                .containsExactly("/spec/template/spec/containers/parcel/env/DATABASE_PASSWORD");
    }

    @Test
    void warnsThatNothingWasReleased() {
        assertThat(rules("image: {repository: a.example/b}")).containsExactly("WARN image-unreleased");
    }

    @Test
    void countsExtraObjects() {
        assertThat(objections("extraObjects: [{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}]"))
                .extracting(Objection::message)
                .containsExactly("1 beside what the chart makes: ConfigMap a");
    }

    @Test
    void deniesSecretsAndWhatHoldsForAll() {
        assertThat(rules("extraObjects: [{apiVersion: v1, kind: Secret, metadata: {name: a}, stringData: {a: b}}]"))
                .containsExactly("DENY secret-in-values", "WARN extra-objects");
        assertThat(
                        rules(
                                "extraObjects: [{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: a}}]"))
                .containsExactly("DENY extra-kind", "WARN extra-objects");
        assertThat(rules("extraObjects: [{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: a}}]"))
                .containsExactly("WARN extra-rights", "WARN extra-objects");
    }

    @Test
    void deniesObjectsInThePlaceOfOthers() {
        assertThat(rules("extraObjects: [{apiVersion: v1, kind: Service, metadata: {name: parcel}}]"))
                .containsExactly("DENY extra-twice", "WARN extra-objects");
        assertThat(rules("extraObjects: [{apiVersion: v1, kind: List, metadata: {name: more}, items: []}]"))
                .containsExactly("DENY extra-kind", "WARN extra-objects");
    }

    @Test
    void deniesPodsThatTakeTheMachine() {
        List<String> rules = rules("""
                extraObjects:
                  - apiVersion: apps/v1
                    kind: DaemonSet
                    metadata: {name: agent}
                    spec:
                      template:
                        spec:
                          hostNetwork: true
                          volumes: [{name: root, hostPath: {path: /}}]
                          containers:
                            - name: agent
                              image: agent
                              securityContext: {privileged: true, capabilities: {add: [SYS_ADMIN]}}
                              ports: [{containerPort: 80, hostPort: 80}]
                """);

        assertThat(rules)
                .containsExactly(
                        "DENY host",
                        "DENY host",
                        "DENY image-latest",
                        "DENY root",
                        "DENY privileged",
                        "DENY privileged",
                        "DENY capabilities",
                        "WARN read-only",
                        "DENY limits",
                        "WARN limits",
                        "DENY host",
                        "WARN extra-objects");
    }

    @Test
    void placesServicesByTeamAndEnvironment() {
        assertThat(rendered("").namespace()).isEqualTo("team-harbor-development");
        assertThat(rendered("platform: {namespace: '{environment}-{service}'}").namespace())
                .isEqualTo("development-parcel");
        assertThat(rendered("namespace: own").namespace()).isEqualTo("own");
        assertThat(rendered("team: " + "a".repeat(60)).problems())
                .extracting(problem -> problem.path())
                .containsExactly("/namespace");
    }

    private static List<String> rules(String more) {
        return objections(more).stream()
                .map(one -> one.severity() + " " + one.rule())
                .toList();
    }

    private static List<Objection> objections(String more) {
        Rendered rendered = rendered(more);
        assertThat(rendered.problems()).isEmpty();
        assertThat(rendered.isAllowed())
                .isEqualTo(rendered.objections().stream().noneMatch(one -> one.severity() == Severity.DENY));
        return rendered.objections();
    }

    private static Rendered rendered(String more) {
        return new ServiceRender(charts).render(Examples.smallestWith(more), ReleaseFacts.STANDARD);
    }
}
