package dev.fairway.resources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.clusters.Cluster;
import dev.fairway.clusters.ClusterAddress;
import dev.fairway.clusters.ControlPlane;
import dev.fairway.clusters.Kind;
import dev.fairway.clusters.Manifest;
import dev.fairway.shared.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the request to the end, over a real API server. The operator is not there. */
class KubernetesLifeTests extends OnServers {

    private static final Kind CLUSTER = new Kind("postgresql.cnpg.io/v1", "Cluster");

    private ControlPlane plane;
    private String namespace;
    private String region;
    private String team;
    private Api member;

    @BeforeEach
    void connect() {
        plane = ControlPlane.get();
        plane.define("/kubernetes/cloudnative-pg.yaml");
        namespace = plane.namespace();
        region = "region-" + namespace;
        team = team();
        member = member(team);
        connect(namespace, "kubernetes-postgresql");
    }

    private void connect(String identifier, String kind) {
        ClusterAddress address = plane.address(namespace);
        Reply connected = admin.post("/v1/resource-servers", """
                {'identifier': '%s', 'title': 'Kubernetes', 'kind': '%s', 'region': '%s', 'environments': ['development'],
                 'settings': {'url': '%s', 'certificate': %s, 'token': '%s', 'namespace': '%s'}}""".formatted(
                        identifier,
                        kind,
                        region,
                        address.url(),
                        Json.text(String.valueOf(address.certificate())),
                        address.token(),
                        namespace));
        assertThat(connected.status()).as(connected.text()).isEqualTo(201);
        assertThat(connected.text()).doesNotContain(address.token());
    }

    @Test
    void makesChangesAndRemovesAClusterAsItIsAskedFor() {
        String name = unique("ledger");
        String id = name + "@development";
        String inputs = """
                {'type': 'postgresql-cluster', 'name': '%s', 'team': '%s', 'environment': 'development', 'region': '%s', 'server': '%s', 'instances': 2}""".formatted(name, team, region, namespace);

        Reply preview = member.post("/v1/actions/create_resource/preview", "{'properties': %s}".formatted(inputs));
        Reply made = ended(member.post("/v1/actions/create_resource/runs", "{'properties': %s}".formatted(inputs)));

        assertThat(preview.at("/preview/problems")).isEmpty();
        assertThat(preview.at("/preview/plan/cost/after").decimalValue()).isEqualByComparingTo("48");
        assertThat(state(made)).startsWith("SUCCESS " + id + " is ready");
        assertThat(found(name).spec().path("instances").asInt()).isEqualTo(2);
        assertThat(revealed(member, id, "owner").url())
                .contains("@%s-development-rw.%s.svc:5432/".formatted(name, namespace));
        assertThat(resource(id).at("/resource/drift")).isEmpty();

        Reply changed = ended(asked(member, "change_resource", id, "'disk': 10"));

        assertThat(state(changed)).startsWith("SUCCESS");
        assertThat(found(name).spec().at("/storage/size").asString()).isEqualTo("10G");

        Reply removed = ended(asked(member, "delete_resource", id, "'confirmed': '%s'".formatted(name)));

        assertThat(state(removed)).startsWith("SUCCESS");
        try (Cluster cluster = plane.open(namespace)) {
            assertThat(cluster.list(CLUSTER)).isEmpty();
            assertThat(cluster.list(Kind.SECRET)).isEmpty();
        }
    }

    @Test
    void makesACacheOfItsOwnFromTheTemplateOfItsType() {
        connect(namespace + "-caches", "kubernetes");
        String name = unique("sessions");
        String id = name + "@development";
        String inputs = """
                {'properties': {'type': 'cache-instance', 'name': '%s', 'team': '%s', 'environment': 'development', 'region': '%s', 'memory': 128}}""".formatted(name, team, region);

        Reply made = ended(member.post("/v1/actions/create_resource/runs", inputs));
        Reply preview = member.post(
                "/v1/actions/create_resource/preview", inputs.replace("'%s'".formatted(name), "'%s2'".formatted(name)));

        assertThat(state(made)).startsWith("SUCCESS " + id + " is ready");
        assertThat(preview.at("/preview/plan/cost/after").decimalValue()).isEqualByComparingTo("0.47");
        Credentials client = revealed(member, id, "client");
        assertThat(client.url())
                .isEqualTo("redis://%s:%s@%s-development.%s.svc:6379"
                        .formatted(client.user(), client.password(), name, namespace));
        try (Cluster cluster = plane.open(namespace)) {
            Manifest workload = cluster.find(new Kind("apps/v1", "StatefulSet"), name + "-development")
                    .orElseThrow();
            assertThat(workload.spec().at("/template/spec/containers/0/args/1").stringValue())
                    .isEqualTo("128mb");
            assertThat(workload.spec()
                            .at("/template/spec/containers/0/resources/limits/memory")
                            .stringValue())
                    .isEqualTo("160M");
        }

        ended(asked(member, "change_resource", id, "'eviction': 'noeviction'"));
        Reply seen = member.post("/v1/resources/%s/observe".formatted(id), "{}");
        assertThat(seen.at("/resource/drift")).isEmpty();

        ended(asked(member, "delete_resource", id, "'confirmed': '%s'".formatted(name)));
        try (Cluster cluster = plane.open(namespace)) {
            assertThat(cluster.list(new Kind("apps/v1", "StatefulSet"))).isEmpty();
            assertThat(cluster.list(new Kind("v1", "Service"))).isEmpty();
            assertThat(cluster.list(Kind.SECRET)).isEmpty();
        }
    }

    private Manifest found(String name) {
        try (Cluster cluster = plane.open(namespace)) {
            return cluster.find(CLUSTER, name + "-development").orElseThrow();
        }
    }
}
