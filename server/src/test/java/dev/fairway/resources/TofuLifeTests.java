package dev.fairway.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.postgres.TestPostgres;
import dev.fairway.shared.Json;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** A type that somebody wrote with a module of OpenTofu, from the form to the end of a resource. */
class TofuLifeTests extends OnServers {

    private static final String MODULE = """
            terraform {
              required_providers {
                postgresql = { source = "fairway/postgresql" }
                random     = { source = "hashicorp/random" }
              }
            }
            variable "host" {}
            variable "port" {}
            variable "admin" {}
            variable "password" {
              sensitive = true
            }
            variable "name" {}
            variable "connections" {}
            variable "suffix" {
              default = ""
            }
            provider "postgresql" {
              host     = var.host
              port     = var.port
              username = var.admin
              password = var.password
              sslmode  = "disable"
            }
            resource "random_string" "password" {
              length  = 24
              special = false
            }
            resource "postgresql_role" "user" {
              name             = "${var.name}${var.suffix}"
              login            = true
              password         = random_string.password.result
              connection_limit = var.connections
            }
            output "user" {
              value = postgresql_role.user.name
            }
            output "password" {
              value     = random_string.password.result
              sensitive = true
            }
            """;

    private String team;
    private Api member;

    @BeforeEach
    void connect() {
        Programs.tool("tofu");
        if (admin.get("/v1/resource-servers/cloud-tests").status() == 404) {
            Reply connected = admin.post("/v1/resource-servers", """
                    {'identifier': 'cloud-tests', 'title': 'Cloud account', 'kind': 'opentofu', 'region': 'eu-central-1',
                     'environments': ['development', 'production'],
                     'settings': {'environment': 'TF_VAR_password=%s', 'variables': 'host=127.0.0.1\\nport=%d\\nadmin=%s'}}""".formatted(
                            TestPostgres.password(), TestServers.POSTGRES.getPort(), TestPostgres.user()));
            assertThat(connected.status()).as(connected.text()).isEqualTo(201);
            assertThat(connected.at("/server/report/version").stringValue()).startsWith("OpenTofu 1.");
            assertThat(connected.text()).doesNotContain(TestPostgres.password());
            Reply made = admin.post("/v1/resource-types", type(MODULE).toString());
            assertThat(made.status()).as(made.text()).isEqualTo(201);
        }
        team = team();
        member = member(team);
    }

    private static ObjectNode type(String module) {
        ObjectNode type = (ObjectNode) Json.read("""
                {"identifier": "login", "title": "Login", "description": "A role of the shared database.", "kind": "opentofu",
                 "naming": {"pattern": "[a-z][a-z0-9-]*", "maxLength": 40, "description": "Lower case.",
                   "native": ".name + \\"-\\" + .environment"},
                 "specification": {"properties": {
                    "connections": {"type": "number", "title": "Connections", "default": 5, "minimum": 1, "maximum": 50},
                    "suffix": {"type": "string", "title": "Behind its name", "maxLength": 20}},
                   "required": ["connections"]},
                 "environments": {}, "price": [],
                 "template": {"logins": [{"role": "owner", "user": "user", "password": "password"}],
                   "url": "\\"login \\\\(.user) \\\\(.password)\\"", "accountVariables": ["host", "port", "admin", "password"]}}""");
        type.withObject("template").put("module", module);
        return type;
    }

    @Test
    void goesFromTheFormToTheEnd() throws SQLException {
        String name = unique("login");
        String id = name + "@development";
        Reply preview = planned("create_resource", request(name));
        assertThat(preview.at("/preview/plan/items").findValuesAsString("title"))
                .contains("postgresql_role.user", "random_string.password", "Users: owner");
        assertThat(preview.at("/preview/problems")).isEmpty();
        assertThat(limit(name)).isEqualTo(-2);

        Reply run = ended(member.post("/v1/actions/create_resource/runs", request(name)));

        assertThat(state(run)).startsWith("SUCCESS");
        assertThat(run.at("/run/plan/items").findValuesAsString("title")).contains("postgresql_role.user");
        Credentials owner = revealed(member, id, "owner");
        assertThat(owner.user()).isEqualTo(name + "-development");
        assertThat(owner.url()).isEqualTo("login %s %s".formatted(owner.user(), owner.password()));
        DriverManager.getConnection("jdbc:" + TestServers.POSTGRES, owner.user(), owner.password())
                .close();
        Reply shown = resource(id);
        assertThat(shown.at("/resource/outputs/user").stringValue()).isEqualTo(owner.user());
        assertThat(shown.at("/resource/users")).hasSize(1);
        assertThat(shown.at("/resource/loss").stringValue()).isEqualTo("1 postgresql_role, 1 random_string");
        String log = member.get(
                        "/v1/actions/runs/%s/logs".formatted(run.at("/run/id").stringValue()))
                .text();
        assertThat(log).contains("postgresql_role.user: create done");
        assertThat(log + run.text() + shown.text() + preview.text())
                .doesNotContain(owner.password(), TestPostgres.password());

        assertThat(state(ended(asked(member, "change_resource", id, "'connections': 9"))))
                .startsWith("SUCCESS");
        assertThat(limit(name)).isEqualTo(9);

        onServer("postgres", "alter role \"%s-development\" connection limit 40".formatted(name));
        admin.post("/v1/resources/%s/observe".formatted(id), "{}");
        assertThat(resource(id).at("/resource/drift/0/field").asString(""))
                .isEqualTo("postgresql_role.user.connection_limit");
        assertThat(state(ended(asked(member, "settle_drift", id, "'how': 'Put it right'"))))
                .startsWith("SUCCESS");
        assertThat(limit(name)).isEqualTo(9);
        assertThat(resource(id).at("/resource/drift")).isEmpty();

        assertThat(state(ended(asked(member, "delete_resource", id, "'confirmed': '%s'".formatted(name)))))
                .startsWith("SUCCESS");
        assertThat(limit(name)).isEqualTo(-2);
        assertThat(resource(id).status()).isEqualTo(404);
    }

    @Test
    void showsWhatWouldBeLostAndLosesNoMoreThanThat() {
        String name = unique("login");
        String id = name + "@development";
        assertThat(state(ended(member.with("Idempotency-Key", unique("key"))
                        .post("/v1/actions/create_resource/runs", request(name)))))
                .startsWith("SUCCESS");
        String before = revealed(member, id, "owner").user();

        Reply preview = planned(
                "change_resource", "{'entity': '%s', 'properties': {'connections': 5, 'suffix': '-b'}}".formatted(id));
        assertThat(preview.at("/preview/plan/items").toString())
                .contains("\"effect\":\"LOST\",\"title\":\"postgresql_role.user\"");
        assertThat(state(ended(asked(member, "change_resource", id, "'connections': 5, 'suffix': '-b'"))))
                .startsWith("SUCCESS");

        assertThat(revealed(member, id, "owner").user()).isEqualTo(before + "-b");
        assertThat(resource(id).at("/resource/users")).hasSize(1);
    }

    @Test
    void refusesATypeThatOpenTofuDoesNotTake() {
        Reply backend = admin.put(
                "/v1/resource-types/login",
                type(MODULE.replace("terraform {", "terraform {\n  backend \"s3\" {}"))
                        .toString());
        Reply unknown = admin.put(
                "/v1/resource-types/login",
                type(MODULE.replace("= var.connections", "= var.others")).toString());

        assertThat(backend.status()).isEqualTo(422);
        assertThat(backend.text()).contains("template.module", "backend");
        assertThat(unknown.text()).contains("template.module", "others");
    }

    /** Asked again while it is still being found out, as the form does. */
    private Reply planned(String action, String request) {
        return await().atMost(Duration.ofSeconds(60))
                .until(() -> member.post("/v1/actions/%s/preview".formatted(action), request), reply -> {
                    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
                    return !reply.at("/preview/plan/pending").asBoolean(true);
                });
    }

    private String request(String name) {
        return "{'properties': {'type': 'login', 'name': '%s', 'team': '%s', 'environment': 'development', 'connections': 5}}"
                .formatted(name, team);
    }

    private static int limit(String name) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        "jdbc:" + TestServers.POSTGRES, TestPostgres.user(), TestPostgres.password());
                var statement = connection.createStatement();
                var result = statement.executeQuery(
                        "select coalesce((select rolconnlimit from pg_roles where rolname = '%s-development'), -2)"
                                .formatted(name))) {
            result.next();
            return result.getInt(1);
        }
    }
}
