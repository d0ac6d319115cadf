package dev.fairway.baddays;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.postgres.Await;
import dev.fairway.postgres.TestPostgres;
import dev.fairway.resources.Programs;
import dev.fairway.shared.Json;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** kill -9 while OpenTofu is at work, at requests of a provider that a seed picks. */
class TofuCrashTests {

    private static final long SEED = 20_261_129L;
    private static final int MOST_REQUESTS = 3;
    private static final String MODULE = """
            terraform {
              required_providers {
                postgresql = { source = "fairway/postgresql" }
                random     = { source = "hashicorp/random" }
              }
            }
            variable "port" {}
            variable "user" {}
            variable "password" {
              sensitive = true
            }
            variable "name" {}
            provider "postgresql" {
              host     = "127.0.0.1"
              port     = var.port
              username = var.user
              password = var.password
              sslmode  = "disable"
            }
            resource "random_id" "one" {
              byte_length = 8
            }
            resource "postgresql_role" "one" {
              name = "${var.name}_${random_id.one.hex}"
            }
            output "role" {
              value = postgresql_role.one.name
            }
            """;

    private final Random random = new Random(SEED);

    @Test
    void makesAndDestroysOnceHoweverOftenTheServerIsKilled(@TempDir Path home) throws Exception {
        URI database = URI.create(TestPostgres.freshDatabase().substring("jdbc:".length()));
        Map<String, String> settings = Map.of(
                "FAIRWAY_DATABASE_URL", TestPostgres.freshDatabase(),
                "FAIRWAY_DATABASE_USER", TestPostgres.user(),
                "FAIRWAY_DATABASE_PASSWORD", TestPostgres.password(),
                "FAIRWAY_SECRET_KEY", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
                "FAIRWAY_RESOURCES_TOFU", Programs.tool("tofu"),
                "FAIRWAY_RESOURCES_TOFU_PROVIDERS", Programs.providers().toString());
        try (Boundary boundary = new Boundary(database.getPort())) {
            Product product = Product.in(home, settings);
            prepare(product.admin(), boundary.port());

            product = through("create_resource", null, """
                    'type': 'role', 'name': 'beacon', 'team': 'team-quay', 'environment': 'development'""", boundary, product, home, settings);
            Reply made = product.admin().get("/v1/resources/beacon@development");
            assertThat(made.at("/resource/outputs/role").asString("")).startsWith("beacon_");
            assertThat(rolesOf(database)).isEqualTo(1);

            product = through(
                    "delete_resource",
                    "beacon@development",
                    "'confirmed': 'beacon'",
                    boundary,
                    product,
                    home,
                    settings);
            assertThat(rolesOf(database)).isZero();
            assertThat(product.admin().get("/v1/resources").at("/resources")).isEmpty();
            product.close();
        }
    }

    private Product through(
            String action,
            @Nullable String entity,
            String inputs,
            Boundary boundary,
            Product running,
            Path home,
            Map<String, String> settings)
            throws Exception {
        boundary.stopAt(1 + random.nextInt(MOST_REQUESTS), false);
        Reply asked = running.admin()
                .post(
                        "/v1/actions/%s/runs".formatted(action),
                        "{%s 'properties': {%s}}"
                                .formatted(entity == null ? "" : "'entity': '%s',".formatted(entity), inputs));
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        String run = "/v1/actions/runs/" + asked.at("/run/id").stringValue();
        assertThat(boundary.awaitUnless(() -> hasEnded(running.admin(), run)))
                .as("%s reaches its boundary", action)
                .isTrue();
        running.kill();
        boundary.open();
        Product again = Product.in(home, settings);
        Await.until("the end of " + action, () -> hasEnded(again.admin(), run));
        Reply ended = again.admin().get(run);
        assertThat(ended.at("/run/status").stringValue()).as(ended.text()).isEqualTo("SUCCESS");
        return again;
    }

    private static boolean hasEnded(Api api, String run) {
        String status = api.get(run).at("/run/status").asString("");
        return status.equals("SUCCESS") || status.equals("FAILURE");
    }

    private static void prepare(Api admin, int port) {
        admin.post("/v1/teams", "{'name': 'team-quay'}");
        Reply connected =
                admin.post("/v1/resource-servers", """
                {'identifier': 'account', 'title': 'Account', 'kind': 'opentofu', 'region': 'eu', 'environments': ['development'],
                 'settings': {'environment': 'TF_VAR_password=%s', 'variables': 'port=%d\\nuser=%s'}}""".formatted(TestPostgres.password(), port, TestPostgres.user()));
        assertThat(connected.status()).as(connected.text()).isEqualTo(201);
        ObjectNode type = (ObjectNode) Json.read("""
                {"identifier": "role", "title": "Role", "description": "A role.", "kind": "opentofu",
                 "naming": {"pattern": "[a-z]+", "maxLength": 40, "description": "Lower case.", "native": ".name"},
                 "specification": {"properties": {}}, "environments": {}, "price": [],
                 "template": {"accountVariables": ["port", "user", "password"]}}""");
        type.withObject("template").put("module", MODULE);
        Reply made = admin.post("/v1/resource-types", type.toString());
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    private static int rolesOf(URI server) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:" + server, TestPostgres.user(), TestPostgres.password());
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("select count(*) from pg_roles where rolname like 'beacon\\_%'")) {
            result.next();
            return result.getInt(1);
        }
    }
}
