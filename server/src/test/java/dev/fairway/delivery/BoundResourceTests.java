package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.clusters.Cluster;
import dev.fairway.clusters.Kind;
import dev.fairway.clusters.Manifest;
import dev.fairway.clusters.Owner;
import dev.fairway.resources.TestServers;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Services that reach real databases by what their cluster was given. */
class BoundResourceTests extends OnCluster {

    private static final Kind SECRET = new Kind("v1", "Secret");

    private String database;

    /** One in which there can be resources. */
    @Override
    protected String environmentName() {
        return "staging";
    }

    @AfterEach
    void disconnect() {
        admin.put("/v1/environments/staging", "{'title': 'Staging', 'position': 2, 'promotesFrom': 'development'}");
    }

    @BeforeEach
    void makeADatabase() {
        TestServers.connectPostgres(admin);
        database = made(developer.api(), team);
        bind(database, "readwrite", "url");
    }

    @Test
    void bringsTheCredentialsOfAResourceIntoTheClusterAndNowhereElse() throws SQLException {
        deployed("1.0");
        assertThat(ended().path("state").stringValue()).as(newest().toString()).isEqualTo("LIVE");

        Manifest secret = secret("readwrite").orElseThrow();
        String password = text(secret, "password");
        signIn(secret);
        assertThat(text(secret, "url")).startsWith("postgresql://").contains(password);
        assertThat(text(secret, "name")).isEqualTo(text(secret, "database"));
        assertThat(container().at("/env/0/valueFrom/secretKeyRef/name").stringValue())
                .isEqualTo(database + "-readwrite");
        assertThat(fileOfManifests()).contains(database + "-readwrite").doesNotContain(password);
        assertThat(releases().toString()).doesNotContain(password);
        assertThat(uses().at("/uses/0/service").stringValue()).isEqualTo(service);
        assertThat(admin.get("/v1/audit-log?resources=resource-credentials&identifier=%s@%s"
                                .formatted(database, environment))
                        .text())
                .contains("release 1 of " + service);
    }

    @Test
    void aRotationReachesThePodsWhileTheFormerUserMayStillSignIn() throws SQLException {
        deployed("1.0");
        ended();
        Manifest before = secret("readwrite").orElseThrow();

        askedOfDatabase("rotate_credentials", "'overlapHours': 1");
        JsonNode after = await().atMost(LONG)
                .until(
                        this::newest,
                        one -> one.path("number").intValue() == 2
                                && one.path("state").stringValue().equals("LIVE"));

        assertThat(after.path("kind").stringValue()).isEqualTo("RESTART");
        Manifest rotated = secret("readwrite").orElseThrow();
        assertThat(text(rotated, "username")).isNotEqualTo(text(before, "username"));
        signIn(rotated);
        signIn(before);
    }

    @Test
    void takesASecretAwayThatNobodyReadsAnyMore() {
        deployed("1.0");
        ended();
        bind(database, "readonly", "url");

        deployed("1.1");
        ended();

        assertThat(secret("readonly")).isPresent();
        assertThat(secret("readwrite")).isEmpty();
    }

    @Test
    void takesCredentialsOutOfTheClusterWhenTheirResourceEnds() throws SQLException {
        deployed("1.0");
        ended();
        Manifest secret = secret("readwrite").orElseThrow();

        askedOfDatabase("delete_resource", "'confirmed': '%s'".formatted(database));

        await().atMost(LONG).until(() -> secret("readwrite").isEmpty());
        assertThatThrownBy(() -> signIn(secret)).isInstanceOf(SQLException.class);
        assertThat(deploying().text())
                .contains("there is no resource %s@%s; ask for it first".formatted(database, environment));
    }

    @Test
    void bindsNoServiceToAResourceOfAnotherTeamOrToWhatItHasNot() {
        String otherTeam = team();
        Api other = member(otherTeam);
        String theirs = made(other, otherTeam);

        bind(theirs, "readwrite", "url");
        assertThat(deploying().text())
                .contains(
                        "%s@%s belongs to %s, and this service to %s".formatted(theirs, environment, otherTeam, team));
        bind(database, "admin", "url");
        assertThat(deploying().text()).contains("has no role admin; there is owner, readonly, readwrite");
        bind(database, "readwrite", "dsn");
        assertThat(deploying().text()).contains("has no dsn; there is database, host, ");
        assertThat(newest()).isNull();
    }

    @Test
    void leavesASecretOfSomebodyElseAsItIs() {
        try (Cluster cluster = plane.open(namespace)) {
            cluster.apply(
                    List.of(Manifest.read(
                                    "{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(namespace))
                            .getFirst()),
                    new Owner("namespaces"));
            cluster.apply(
                    Manifest.read(
                            "{apiVersion: v1, kind: Secret, metadata: {name: %s-readwrite}, data: {url: bWluZQ==}}"
                                    .formatted(database)),
                    new Owner("somebody-else"));
        }

        deployed("1.0");

        assertThat(ended().path("state").stringValue()).isEqualTo("FAILED");
        assertThat(newest().path("message").stringValue())
                .contains("the secret %s-readwrite in %s is somebody else's".formatted(database, namespace));
        assertThat(text(secret("readwrite").orElseThrow(), "url")).isEqualTo("mine");
    }

    private String made(Api by, String owner) {
        String name = unique("ledger");
        Reply run = asked(
                by,
                "create_resource",
                "'type': 'postgresql', 'name': '%s', 'team': '%s', 'environment': '%s'"
                        .formatted(name, owner, environment));
        assertThat(run.at("/run/status").asString("")).as(run.text()).isEqualTo("SUCCESS");
        return name;
    }

    private void askedOfDatabase(String action, String inputs) {
        Reply started = developer
                .api()
                .post(
                        "/v1/actions/%s/runs".formatted(action),
                        "{'entity': '%s@%s', 'properties': {%s}}".formatted(database, environment, inputs));
        assertThat(started.status()).as(started.text()).isEqualTo(202);
        String path = "/v1/actions/runs/" + started.at("/run/id").stringValue();
        Reply run = await().until(
                        () -> admin.get(path),
                        one -> !one.at("/run/status").asString("").equals("IN_PROGRESS"));
        assertThat(run.at("/run/status").asString("")).as(run.text()).isEqualTo("SUCCESS");
    }

    private void bind(String resource, String role, String key) {
        values("rollout: {minReadySeconds: 0}\nresources: {ledger: {resource: %s, role: %s, env: {DATABASE_URL: %s}}}\n"
                .formatted(resource, role, key));
    }

    private Reply deploying() {
        return developer.api().post("/v1/actions/deploy_service/runs", """
                {'properties': {'service': '%s', 'environment': '%s', 'tag': '2.0'}}""".formatted(service, environment));
    }

    private Reply uses() {
        String id = admin.get("/v1/resources/%s@%s".formatted(database, environment))
                .at("/resource/id")
                .stringValue();
        return developer.api().get("/v1/resource-uses?resource=" + id);
    }

    private Optional<Manifest> secret(String role) {
        try (Cluster cluster = plane.open(namespace)) {
            return cluster.find(SECRET, "%s-%s".formatted(database, role));
        }
    }

    private JsonNode container() {
        return deployment().orElseThrow().spec().at("/template/spec/containers/0");
    }

    private String fileOfManifests() {
        return admin.get("/v1/repositories/platform/deployments/file?ref=main&path=%s/%s/manifests.yaml"
                        .formatted(environment, service))
                .text();
    }

    private static String text(Manifest secret, String key) {
        return new String(
                Base64.getDecoder()
                        .decode(secret.content().path("data").path(key).stringValue()),
                StandardCharsets.UTF_8);
    }

    private static void signIn(Manifest secret) throws SQLException {
        DriverManager.getConnection(
                        "jdbc:postgresql://%s:%s/%s"
                                .formatted(text(secret, "host"), text(secret, "port"), text(secret, "name")),
                        text(secret, "username"),
                        text(secret, "password"))
                .close();
    }
}
