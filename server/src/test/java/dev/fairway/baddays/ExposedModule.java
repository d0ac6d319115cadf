package dev.fairway.baddays;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.postgres.TestPostgres;
import dev.fairway.resources.Programs;
import dev.fairway.shared.Json;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** A role that a module of OpenTofu makes; the boundary is between a provider and its server. */
final class ExposedModule extends ExposedResource {

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

    private final URI server;
    private final String program;

    private ExposedModule(URI server, String program) {
        super("beacon", "role", "opentofu", Boundary.losing(server.getPort()));
        this.server = server;
        this.program = program;
    }

    static ExposedModule start() {
        String program = Programs.tool("tofu");
        return new ExposedModule(URI.create(TestPostgres.freshDatabase().substring("jdbc:".length())), program);
    }

    @Override
    Map<String, String> needs() {
        return Map.of(
                "FAIRWAY_RESOURCES_TOFU",
                program,
                "FAIRWAY_RESOURCES_TOFU_PROVIDERS",
                Programs.providers().toString());
    }

    @Override
    void prepare(Api admin) {
        ObjectNode type = (ObjectNode) Json.read("""
                {"identifier": "role", "title": "Role", "description": "A role.", "kind": "opentofu",
                 "naming": {"pattern": "[a-z]+", "maxLength": 40, "description": "Lower case.", "native": ".name"},
                 "specification": {"properties": {}}, "environments": {}, "price": [],
                 "template": {"accountVariables": ["port", "user", "password"]}}""");
        type.withObject("template").put("module", MODULE);
        Reply made = admin.post("/v1/resource-types", type.toString());
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    @Override
    ObjectNode settings() {
        return Json.object()
                .put("environment", "TF_VAR_password=" + TestPostgres.password())
                .put("variables", "port=%d\nuser=%s".formatted(boundary.port(), TestPostgres.user()));
    }

    @Override
    int mostRequests() {
        return 3;
    }

    @Override
    List<Turn> turns() {
        return List.of(
                Turn.create("", admin -> {
                    Reply made = admin.get("/v1/resources/" + identifier());
                    assertThat(made.at("/resource/outputs/role").asString("")).startsWith("beacon_");
                    assertThat(roles()).isEqualTo(1);
                }),
                Turn.delete(admin -> assertThat(roles()).isZero()));
    }

    private int roles() throws SQLException {
        return ExposedDatabase.number(server, "select count(*) from pg_roles where rolname like 'beacon\\_%'");
    }
}
