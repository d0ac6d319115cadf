package dev.fairway.baddays;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api.Reply;
import dev.fairway.clusters.Cluster;
import dev.fairway.clusters.ClusterAddress;
import dev.fairway.clusters.ControlPlane;
import dev.fairway.clusters.Kind;
import dev.fairway.clusters.Manifest;
import dev.fairway.shared.Json;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** A cluster of databases as a real API server has it. The operator is not there. */
final class ExposedCluster extends ExposedResource {

    private static final Kind CLUSTER = new Kind("postgresql.cnpg.io/v1", "Cluster");

    private final ControlPlane plane;
    private final String namespace;

    private ExposedCluster(ControlPlane plane) {
        super(
                "registry",
                "postgresql-cluster",
                "kubernetes-postgresql",
                new Boundary(URI.create(plane.address("default").url()).getPort()));
        this.plane = plane;
        namespace = plane.namespace();
    }

    static ExposedCluster start() {
        ControlPlane plane = ControlPlane.get();
        plane.define("/kubernetes/cloudnative-pg.yaml");
        return new ExposedCluster(plane);
    }

    @Override
    ObjectNode settings() {
        ClusterAddress address = plane.address(namespace);
        return Json.object()
                .put("url", "https://127.0.0.1:" + boundary.port())
                .put("certificate", address.certificate())
                .put("token", address.token())
                .put("namespace", namespace);
    }

    @Override
    int mostRequests() {
        return 8;
    }

    @Override
    List<Turn> turns() {
        return List.of(
                Turn.create(
                        "'instances': 2",
                        admin -> inside(cluster -> {
                            assertThat(cluster.list(CLUSTER)).hasSize(1);
                            assertThat(cluster.list(CLUSTER)
                                            .getFirst()
                                            .spec()
                                            .path("instances")
                                            .asInt())
                                    .isEqualTo(2);
                            assertThat(passwords(cluster)).hasSize(3).contains(password(revealed(admin, "owner")));
                        })),
                Turn.change(
                        "'disk': 10",
                        admin -> inside(cluster -> assertThat(cluster.list(CLUSTER)
                                        .getFirst()
                                        .spec()
                                        .at("/storage/size")
                                        .asString())
                                .isEqualTo("10G"))),
                Turn.rotate(admin -> inside(cluster -> assertThat(passwords(cluster))
                        .hasSize(6)
                        .doesNotHaveDuplicates()
                        .contains(password(revealed(admin, "owner"))))),
                Turn.delete(admin -> inside(cluster -> {
                    assertThat(cluster.list(CLUSTER)).isEmpty();
                    assertThat(cluster.list(Kind.SECRET)).isEmpty();
                })));
    }

    private void inside(Consumer<Cluster> look) {
        try (Cluster cluster = plane.open(namespace)) {
            look.accept(cluster);
        }
    }

    /** Of all users there are, as the operator would find them. */
    private static List<String> passwords(Cluster cluster) {
        return cluster.list(Kind.SECRET).stream()
                .map(Manifest::content)
                .map(secret -> secret.at("/data/password").asString(""))
                .map(encoded -> new String(Base64.getDecoder().decode(encoded)))
                .toList();
    }

    private static String password(Reply revealed) {
        return revealed.at("/password").stringValue();
    }
}
