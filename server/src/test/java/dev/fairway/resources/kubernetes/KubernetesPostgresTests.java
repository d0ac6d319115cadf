package dev.fairway.resources.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.clusters.Cluster;
import dev.fairway.clusters.ClusterAddress;
import dev.fairway.clusters.Clusters;
import dev.fairway.clusters.ControlPlane;
import dev.fairway.clusters.Kind;
import dev.fairway.clusters.Manifest;
import dev.fairway.clusters.Owner;
import dev.fairway.clusters.RefusedByCluster;
import dev.fairway.clusters.StoppingApiServer;
import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.NameTaken;
import dev.fairway.resources.spi.Observation;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.ServerFailed;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Over a real API server with the operator's definitions. What the operator says is simulated, see {@link #operatorSays}. */
class KubernetesPostgresTests {

    private static final String NAME = "ledger-staging";
    private static final List<String> ROLES = List.of("owner", "readwrite", "readonly");

    private final KubernetesPostgresProvisioner provisioner = new KubernetesPostgresProvisioner(new Clusters());
    private final Wanted wanted = wanted("res_1", 2);
    private ControlPlane plane;
    private String namespace;
    private Server server;
    private Cluster cluster;

    @BeforeEach
    void open() {
        plane = ControlPlane.get();
        plane.define("/kubernetes/cloudnative-pg.yaml");
        namespace = plane.namespace();
        server = server(plane.address(namespace));
        cluster = plane.open(namespace);
    }

    @AfterEach
    void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void makesAClusterWithItsUsers() {
        List<String> log = make(server, wanted);

        Manifest made = found();
        assertThat(log)
                .containsExactly(
                        "Made Cluster ledger-staging in " + namespace,
                        "Made ScheduledBackup ledger-staging in " + namespace);
        assertThat(made.label("app.kubernetes.io/managed-by")).contains("fairway");
        assertThat(made.annotation("fairway.dev/id")).contains("fairway:res_1");
        assertThat(made.spec().path("instances").asInt()).isEqualTo(2);
        assertThat(made.spec().at("/resources/limits")).isEqualTo(Json.read("{\"cpu\": \"500m\", \"memory\": \"2G\"}"));
        assertThat(made.spec().at("/storage/size").asString()).isEqualTo("20G");
        assertThat(made.spec().at("/bootstrap/initdb/owner").asString()).isEqualTo("ledger_staging_owner");
        assertThat(made.spec().at("/backup/retentionPolicy").asString()).isEqualTo("7d");
        assertThat(users(made))
                .containsExactly(
                        "ledger_staging_owner present []",
                        "ledger-staging_owner_a present [\"ledger_staging_owner\"]",
                        "ledger-staging_readonly_a present [\"pg_read_all_data\"]",
                        "ledger-staging_readwrite_a present [\"pg_read_all_data\",\"pg_write_all_data\"]");
        Manifest secret = cluster.find(Kind.SECRET, "ledger-staging-owner-a").orElseThrow();
        assertThat(secret.content().path("type").asString()).isEqualTo("kubernetes.io/basic-auth");
        assertThat(made.spec().at("/managed/roles/1/passwordSecret/name").asString())
                .isEqualTo(secret.name());
        assertThat(provisioner.outputs(server, wanted))
                .isEqualTo(Json.object()
                        .put("host", "ledger-staging-rw.%s.svc".formatted(namespace))
                        .put("port", 5432)
                        .put("database", "ledger_staging"));
        assertThat(provisioner.url(server, wanted, login("owner", "a")))
                .isEqualTo(
                        "postgresql://ledger-staging_owner_a:secret-owner@ledger-staging-rw.%s.svc:5432/ledger_staging?sslmode=require"
                                .formatted(namespace));
        assertThat(log).noneMatch(line -> line.contains("secret-"));
    }

    @Test
    void refusesAClusterOfSomebodyElse() {
        Owner somebody = new Owner("somebody");
        cluster.apply(Manifest.read("""
                {apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: {name: ledger-staging}, spec: {instances: 3, storage: {size: 1Gi}}}"""), somebody);
        Manifest before = found();

        assertThatThrownBy(() -> make(server, wanted)).isInstanceOf(NameTaken.class);
        assertThatThrownBy(() -> provisioner.admit(server, wanted, login("owner", "a")))
                .isInstanceOf(NameTaken.class);
        assertThatThrownBy(() -> provisioner.remove(server, wanted)).isInstanceOf(NameTaken.class);

        assertThat(found()).isEqualTo(before);
        assertThat(cluster.list(Kind.SECRET)).isEmpty();
        assertThat(provisioner.discover(server)).singleElement().satisfies(one -> {
            assertThat(one.name()).isEqualTo(NAME);
            assertThat(one.specification().path("disk").decimalValue()).isEqualByComparingTo("1.073741824");
        });
    }

    @Test
    void refusesBackupsOfSomebodyElse() {
        cluster.apply(Manifest.read("""
                {apiVersion: postgresql.cnpg.io/v1, kind: ScheduledBackup, metadata: {name: ledger-staging},
                 spec: {schedule: "0 0 0 * * *", cluster: {name: theirs}}}"""), new Owner("somebody"));

        assertThatThrownBy(() -> make(server, wanted))
                .isInstanceOf(NameTaken.class)
                .hasMessageContaining("ScheduledBackup \"ledger-staging\"");
        provisioner.remove(server, wanted);

        assertThat(cluster.list(PostgresManifests.CLUSTER)).isEmpty();
        assertThat(cluster.list(PostgresManifests.BACKUPS))
                .singleElement()
                .satisfies(theirs ->
                        assertThat(theirs.spec().at("/cluster/name").asString()).isEqualTo("theirs"));
    }

    @Test
    void seesADriftFieldByField() {
        make(server, wanted);
        operatorSays("{\"phase\": \"Cluster in healthy state\", \"readyInstances\": 2}");
        Observation before = provisioner.observe(server, wanted);
        cluster.takeOver(Manifest.read("""
                apiVersion: postgresql.cnpg.io/v1
                kind: Cluster
                metadata: {name: ledger-staging}
                spec:
                  instances: 5
                  primaryUpdateStrategy: supervised
                  resources: {limits: {memory: 4Gi}}
                  managed: {roles: [{name: intruder, login: true}]}
                """), new Owner("res_1", "somebody"));

        Observation after = provisioner.observe(server, wanted);

        assertThat(before.isThere()).isTrue();
        assertThat(before.complaint()).isNull();
        assertThat(before.measures()).containsEntry("readyInstances", 2.0);
        assertThat(before.actual().toString()).isEqualTo(Json.read("""
                {"instances": 2, "cpu": 0.5, "memory": 2, "disk": 20, "backupDays": 7, "owner": "fairway", "changedByOthers": []}""").toString());
        assertThat(after.actual().path("instances").asInt()).isEqualTo(5);
        assertThat(after.actual().path("memory").decimalValue()).isEqualByComparingTo("4.294967296");
        assertThat(after.actual().path("disk").asInt()).isEqualTo(20);
        assertThat(Json.texts(after.actual().path("changedByOthers")))
                .allMatch(path -> path.startsWith("spec.managed.roles["))
                .anyMatch(path -> path.contains("ledger-staging_owner_a"));
        assertThat(after.complaint()).isEqualTo("2 of 5 instances are ready");

        make(server, wanted);
        Observation right = provisioner.observe(server, wanted);
        assertThat(right.actual()).hasToString(before.actual().toString());
        assertThat(users(found())).contains("intruder present []").hasSize(5);
    }

    @Test
    void saysWhatTheOperatorComplainsOf() {
        make(server, wanted);

        String unseen = provisioner.observe(server, wanted).complaint();
        operatorSays("""
                {"phase": "Setting up primary", "phaseReason": "Creating primary instance ledger-staging-1", "readyInstances": 2,
                 "conditions": [{"type": "ContinuousArchiving", "status": "False", "message": "no such bucket"}],
                 "managedRolesStatus": {"cannotReconcile": {"ledger-staging_owner_b": ["it owns objects"]}}}""");

        assertThat(unseen).startsWith("The operator has not taken it up");
        assertThat(provisioner.observe(server, wanted).complaint())
                .isEqualTo(
                        "Setting up primary: Creating primary instance ledger-staging-1; ContinuousArchiving: no such bucket; User ledger-staging_owner_b: it owns objects");
    }

    @Test
    void changesUsersWithoutTouchingTheRest() {
        make(server, wanted);
        cluster.takeOver(Manifest.read("""
                {apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: {name: ledger-staging}, spec: {instances: 5}}"""), new Owner("res_1", "somebody"));

        ROLES.forEach(role -> provisioner.admit(server, wanted, login(role, "b")));
        provisioner.dismiss(server, wanted, login("owner", "a").user());
        provisioner.dismiss(server, wanted, login("owner", "a").user());

        assertThat(users(found()))
                .contains(
                        "ledger-staging_owner_a absent []", "ledger-staging_owner_b present [\"ledger_staging_owner\"]")
                .hasSize(7);
        assertThat(found().spec().path("instances").asInt()).isEqualTo(5);
        assertThat(cluster.find(Kind.SECRET, "ledger-staging-owner-a")).isEmpty();

        provisioner.admit(server, wanted, login("owner", "a"));
        assertThat(users(found()))
                .contains("ledger-staging_owner_a present [\"ledger_staging_owner\"]")
                .hasSize(7);
    }

    @Test
    void goesOnAfterBeingStoppedBehindAnyStep() {
        make(server, wanted);
        JsonNode whole = found().spec();
        provisioner.remove(server, wanted);
        int stops = 0;
        for (boolean hasStopped = true; hasStopped; ) {
            stops++;
            hasStopped = isStopped(stops, stopping -> make(stopping, wanted));
            make(server, wanted);
            assertThat(found().spec()).as("stopped behind change %d", stops).isEqualTo(whole);
            isStopped(stops, stopping -> provisioner.remove(stopping, wanted));
            provisioner.remove(server, wanted);
            assertThat(cluster.list(PostgresManifests.CLUSTER)).isEmpty();
            assertThat(cluster.list(PostgresManifests.BACKUPS)).isEmpty();
            assertThat(cluster.list(Kind.SECRET)).isEmpty();
        }
        assertThat(stops).isGreaterThan(8);
    }

    @Test
    void removesOnlyItsOwn() {
        Wanted other = new Wanted("res_2", "other-staging", wanted.specification());
        make(server, wanted);
        make(server, other);
        cluster.apply(
                Manifest.read("{apiVersion: v1, kind: Secret, metadata: {name: ledger-staging-theirs}}"),
                new Owner("somebody"));
        String loss = provisioner.loss(server, wanted);

        provisioner.remove(server, wanted);
        provisioner.remove(server, wanted);

        assertThat(loss).startsWith("Database ledger_staging on 2 instances with a disk of 20G each");
        assertThat(provisioner.observe(server, wanted).isThere()).isFalse();
        assertThat(cluster.list(PostgresManifests.CLUSTER))
                .extracting(Manifest::name)
                .containsExactly("other-staging");
        assertThat(cluster.list(Kind.SECRET))
                .extracting(Manifest::name)
                .containsExactly(
                        "ledger-staging-theirs",
                        "other-staging-owner-a",
                        "other-staging-readonly-a",
                        "other-staging-readwrite-a");
    }

    @Test
    void refusesBackupsWithoutAPlaceForThem() {
        server.settings().remove("backupPath");

        assertThatThrownBy(() -> make(server, wanted))
                .isInstanceOf(NoObjectStore.class)
                .hasMessageContaining("has no object store");
        assertThat(cluster.list(PostgresManifests.CLUSTER)).isEmpty();

        ObjectNode without = wanted.specification().deepCopy().put("backupDays", 0);
        make(server, new Wanted("res_1", NAME, without));
        assertThat(found().spec().has("backup")).isFalse();
    }

    @Test
    void testsWhetherTheServerCanBeUsed() {
        make(server, wanted);

        assertThat(provisioner.test(server).version()).startsWith("v1.");
        assertThat(provisioner.test(server).capacity().path("databases").asInt())
                .isEqualTo(1);
        assertThatThrownBy(() -> provisioner.test(server(plane.addressOfStranger(namespace))))
                .isInstanceOf(RefusedByCluster.class)
                .hasMessageContaining("cannot patch resource");
        assertThatThrownBy(() -> provisioner.test(server(plane.address("nowhere"))))
                .hasMessageContaining("namespaces \"nowhere\" not found");
    }

    /** What the operator would write into the status, were it there. */
    private void operatorSays(String status) {
        plane.simulateStatus(
                "/apis/postgresql.cnpg.io/v1/namespaces/%s/clusters/%s".formatted(namespace, NAME), status);
    }

    private interface Step {
        void on(Server server);
    }

    /** Whether it was stopped before its end; the answer to its last change was lost. */
    private boolean isStopped(int changes, Step step) {
        try (StoppingApiServer stopping = new StoppingApiServer(plane, changes)) {
            step.on(server(stopping.address(namespace)));
            return false;
        } catch (ServerFailed stopped) {
            return true;
        }
    }

    private List<String> make(Server on, Wanted resource) {
        List<String> log = new ArrayList<>();
        provisioner.apply(on, resource, log::add);
        ROLES.forEach(role -> provisioner.admit(on, resource, login(resource, role, "a")));
        return log;
    }

    private Manifest found() {
        return cluster.find(PostgresManifests.CLUSTER, NAME).orElseThrow();
    }

    private static List<String> users(Manifest cluster) {
        return cluster.spec()
                .at("/managed/roles")
                .valueStream()
                .map(role -> "%s %s %s"
                        .formatted(
                                role.path("name").asString(),
                                role.path("ensure").asString(),
                                Json.array(Json.texts(role.get("inRoles")))))
                .toList();
    }

    private Login login(String role, String slot) {
        return login(wanted, role, slot);
    }

    private static Login login(Wanted resource, String role, String slot) {
        return new Login(role, "%s_%s_%s".formatted(resource.name(), role, slot), "secret-" + role);
    }

    private static Wanted wanted(String id, int instances) {
        return new Wanted(id, NAME, (ObjectNode) Json.read("""
                {"instances": %d, "cpu": 0.5, "memory": 2, "disk": 20, "backupDays": 7}""".formatted(instances)));
    }

    private static Server server(ClusterAddress address) {
        ObjectNode settings = Json.object().put("url", address.url()).put("certificate", address.certificate());
        settings.put("namespace", address.namespace()).put("backupPath", "s3://backups/postgresql");
        return new Server(
                "kubernetes-tests", "eu-central-1", settings, Json.object().put("token", address.token()));
    }
}
