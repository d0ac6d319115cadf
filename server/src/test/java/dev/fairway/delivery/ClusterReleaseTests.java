package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api.Reply;
import dev.fairway.clusters.Cluster;
import dev.fairway.clusters.ClusterAddress;
import dev.fairway.clusters.Kind;
import dev.fairway.clusters.Manifest;
import dev.fairway.clusters.Owner;
import dev.fairway.shared.PlatformException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Releases that a cluster is brought to. */
class ClusterReleaseTests extends OnCluster {

    @Test
    void bringsTheClusterToAReleaseAndSaysWhenItIsLive() {
        deployed("1.0");

        JsonNode newest = ended();

        assertThat(newest.path("state").stringValue()).as(newest.toString()).isEqualTo("LIVE");
        assertThat(newest.path("replicasReady").intValue()).isEqualTo(2);
        assertThat(deployment()
                        .orElseThrow()
                        .spec()
                        .at("/template/spec/containers/0/image")
                        .stringValue())
                .isEqualTo("simulated.example/service:1.0");
        assertThat(developer.api().get("/v1/notifications").text())
                .contains("Live: release 1 of %s in %s".formatted(service, environment));
        assertThat(admin.get("/v1/blueprints/release/entities/%s-%s-1".formatted(service, environment))
                        .at("/entity/properties/status")
                        .stringValue())
                .isEqualTo("Live");
    }

    @Test
    void isNotToldByOthersHowThingsStandInIt() {
        Reply report = developer
                .api()
                .post(
                        "/v1/deliveries/%s/releases".formatted(service),
                        "{'environment': '%s', 'tag': '1.0'}".formatted(environment));

        assertThat(report.status()).isEqualTo(422);
        assertThat(report.text()).contains("environment", "sees how they stand");
    }

    @Test
    void goesBackByItselfWhenANewVersionDoesNotBecomeReady() {
        values("rollout: {deadlineSeconds: 10, minReadySeconds: 0}\nreplicas: 1\n");
        deployed("1.0");
        assertThat(ended().path("state").stringValue()).isEqualTo("LIVE");

        deployed("broken");
        JsonNode back = await().atMost(Duration.ofSeconds(150))
                .until(
                        this::newest,
                        one -> one.path("number").intValue() == 3
                                && one.path("state").stringValue().equals("LIVE"));

        assertThat(back.path("kind").stringValue()).isEqualTo("ROLL_BACK");
        assertThat(back.path("goesBackTo").intValue()).isEqualTo(1);
        JsonNode failed = releases().get(1);
        assertThat(failed.path("state").stringValue()).isEqualTo("FAILED");
        assertThat(failed.path("message").stringValue())
                .contains("Deployment " + service, "ErrImagePull, simulated: no such image");
        assertThat(deployment()
                        .orElseThrow()
                        .spec()
                        .at("/template/spec/containers/0/image")
                        .stringValue())
                .isEqualTo("simulated.example/service:1.0");
        assertThat(developer.api().get("/v1/notifications").text()).contains("Failed: release 2");
    }

    @Test
    void takesAwayWhatIsNotWantedAnyMoreAndNothingOfOthers() {
        deployed("1.0");
        ended();
        try (Cluster cluster = plane.open(namespace)) {
            cluster.apply(
                    Manifest.read(
                            "{apiVersion: v1, kind: Service, metadata: {name: other}, spec: {ports: [{port: 80}]}}"),
                    new Owner("somebody-else"));
            asked("configure_service", "'changes': {'/domain': '%s.example.com'}".formatted(service));
            await().atMost(LONG).until(() -> cluster.find(INGRESS, service).isPresent());

            asked("configure_service", "'changes': {'/domain': null}");
            await().atMost(LONG).until(() -> cluster.find(INGRESS, service).isEmpty());

            assertThat(cluster.find(SERVICE, service)).isPresent();
            assertThat(cluster.find(SERVICE, "other")).isPresent();
            assertThat(cluster.find(DEPLOYMENT, service)).isPresent();
        }
    }

    @Test
    void takesEverythingAwayAndNothingOfOthersWhenItIsRemoved() {
        deployed("1.0");
        ended();
        try (Cluster cluster = plane.open(namespace)) {
            cluster.apply(
                    Manifest.read(
                            "{apiVersion: v1, kind: Service, metadata: {name: neighbour}, spec: {ports: [{port: 80}]}}"),
                    new Owner("neighbour"));

            asked("remove_service", "");
            JsonNode removed = ended();

            assertThat(removed.path("message").stringValue()).isEqualTo("It is removed.");
            assertThat(cluster.find(DEPLOYMENT, service)).isEmpty();
            assertThat(cluster.find(SERVICE, service)).isEmpty();
            assertThat(cluster.find(SERVICE, "neighbour")).isPresent();
            asked("roll_back_service", "");
            assertThat(ended().path("state").stringValue()).isEqualTo("LIVE");
            assertThat(cluster.find(DEPLOYMENT, service)).isPresent();
        }
    }

    @Test
    void waitsForTheServicesThatItComesAfterAndFailsWithThem() {
        String first = service;
        values("rollout: {deadlineSeconds: 10, minReadySeconds: 0}\nreplicas: 1\n");
        service = service(null);
        String second = service;
        values("image: {repository: simulated.example/service}\nrollout: {after: [%s], minReadySeconds: 0}\n"
                .formatted(first));

        service = first;
        deployed("broken");
        service = second;
        deployed("1.0");
        JsonNode waiting = await().atMost(LONG)
                .until(
                        this::newest,
                        one -> one.path("message").stringValue().startsWith("It waits")
                                || !one.path("endedAt").isNull());
        assertThat(waiting.path("message").stringValue()).isEqualTo("It waits for release 1 of %s.".formatted(first));
        assertThat(deployment()).isEmpty();
        JsonNode failed = await().atMost(Duration.ofSeconds(120))
                .until(this::newest, one -> !one.path("endedAt").isNull());
        assertThat(failed.path("message").stringValue())
                .isEqualTo("It comes after release 1 of %s, which has failed.".formatted(first));

        service = first;
        deployed("1.0");
        service = second;
        deployed("1.1");

        assertThat(ended().path("state").stringValue()).isEqualTo("LIVE");
        service = first;
        assertThat(newest().path("state").stringValue()).isEqualTo("LIVE");
    }

    @Test
    void saysWhatAnAdmissionPolicyHasAgainstARelease() {
        deployed("1.0");
        ended();
        String guard = "few-" + namespace;
        try (Cluster cluster = plane.open(namespace)) {
            cluster.apply(Manifest.read("""
                    apiVersion: admissionregistration.k8s.io/v1
                    kind: ValidatingAdmissionPolicy
                    metadata: {name: %1$s}
                    spec:
                      matchConstraints:
                        resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [deployments]}]
                      validations: [{expression: object.spec.replicas <= 3, message: three are enough in the harbour}]
                    ---
                    apiVersion: admissionregistration.k8s.io/v1
                    kind: ValidatingAdmissionPolicyBinding
                    metadata: {name: %1$s}
                    spec:
                      policyName: %1$s
                      validationActions: [Deny]
                      matchResources: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %2$s}}}
                    """.formatted(guard, namespace)), new Owner(guard));
            Manifest many = Manifest.read("""
                    {apiVersion: apps/v1, kind: Deployment, metadata: {name: %s}, spec: {replicas: 4}}""".formatted(service)).getFirst();
            await().atMost(LONG).until(() -> isRefused(() -> cluster.rehearse(List.of(many), new Owner(guard))));

            asked("scale_service", "'replicas': 4");

            JsonNode back = await().atMost(LONG)
                    .until(
                            this::newest,
                            one -> one.path("number").intValue() == 3
                                    && one.path("state").stringValue().equals("LIVE"));
            assertThat(back.path("kind").stringValue()).isEqualTo("ROLL_BACK");
            assertThat(releases().get(1).path("message").stringValue())
                    .contains("It cannot be brought there", "three are enough in the harbour");
            cluster.prune(
                    new Owner(guard),
                    List.of(),
                    List.of(
                            new Kind("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicyBinding"),
                            new Kind("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy")));
        }
    }

    @Test
    void saysWhoseFieldsItDoesNotTakeOver() {
        deployed("1.0");
        ended();
        try (Cluster cluster = plane.open(namespace)) {
            cluster.takeOver(Manifest.read("""
                    {apiVersion: v1, kind: Service, metadata: {name: %s}, spec: {ports: [{name: main, port: 80, protocol: TCP, targetPort: 9999}]}}""".formatted(service)), new Owner("somebody-by-hand"));
        }

        deployed("1.1");

        JsonNode failed = await().atMost(LONG)
                .until(
                        () -> releases()
                                .valueStream()
                                .filter(one -> one.path("number").intValue() == 2)
                                .findFirst()
                                .orElseThrow(),
                        one -> !one.path("endedAt").isNull());
        assertThat(failed.path("state").stringValue()).isEqualTo("FAILED");
        assertThat(failed.path("message").stringValue()).contains("Service " + service, "somebody-by-hand");
    }

    private static boolean isRefused(Runnable call) {
        try {
            call.run();
            return false;
        } catch (PlatformException refused) {
            return true;
        }
    }

    @Test
    void leavesTheNewerReleaseWhenTwoComeAtOnce() {
        deployed("1.0");
        deployed("1.1");

        assertThat(ended().path("number").intValue()).isEqualTo(2);
        assertThat(newest().path("state").stringValue()).isEqualTo("LIVE");
        JsonNode first = await().until(
                        () -> releases().get(1),
                        one -> !one.path("state").stringValue().equals("COMMITTED"));
        assertThat(first.path("state").stringValue()).isIn("SUPERSEDED", "LIVE");
        assertThat(deployment()
                        .orElseThrow()
                        .spec()
                        .at("/template/spec/containers/0/image")
                        .stringValue())
                .isEqualTo("simulated.example/service:1.1");
    }

    @Test
    void saysWhatTheClusterHasAgainstIt() {
        ClusterAddress stranger = plane.addressOfStranger("default");
        Reply refused = connected(stranger);
        assertThat(refused.status()).as(refused.text()).isEqualTo(200);

        deployed("1.0");
        JsonNode newest = ended();

        assertThat(newest.path("state").stringValue()).isEqualTo("FAILED");
        assertThat(newest.path("message").stringValue()).contains("It cannot be brought there", "stranger");
        assertThat(newest.toString()).doesNotContain(stranger.token());
    }

    @Test
    void refusesAClusterThatDoesNotAnswerWithoutKeepingItsToken() {
        Reply refused = admin.put(
                "/v1/environments/" + unique("dry"),
                "{'cluster': {'url': 'https://127.0.0.1:1', 'token': 'token-of-nobody'}}");

        assertThat(refused.status()).isGreaterThanOrEqualTo(400);
        assertThat(refused.text()).doesNotContain("token-of-nobody");
        assertThat(admin.get("/v1/environments").text()).doesNotContain("127.0.0.1:1");
    }

    @Test
    void sendsATokenToNoOtherAddressThanItWasGivenFor() {
        Reply moved = admin.put(
                "/v1/environments/" + environment,
                "{'cluster': {'url': 'https://127.0.0.1:1', 'namespace': 'default'}}");

        assertThat(moved.status()).isEqualTo(422);
        assertThat(moved.text()).contains("cluster.token", "is needed for the new address");
    }
}
