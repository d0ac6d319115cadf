package dev.fairway.resources.tofu;

import dev.fairway.RunningFairway;
import dev.fairway.postgres.TestPostgres;
import dev.fairway.resources.Programs;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.Json;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** A real OpenTofu whose modules change a real PostgreSQL. */
abstract class OnTofu extends RunningFairway {

    static final String MODULE = """
            terraform {
              required_providers {
                postgresql = { source = "fairway/postgresql" }
                random     = { source = "hashicorp/random" }
              }
            }
            variable "host" {}
            variable "port" {}
            variable "password" {
              sensitive = true
            }
            variable "name" {}
            variable "note" {
              default = ""
            }
            variable "connections" {
              default = 5
              validation {
                condition     = var.connections < 100
                error_message = "No more than 99."
              }
            }
            provider "postgresql" {
              host     = var.host
              port     = var.port
              username = "%s"
              password = var.password
              sslmode  = "disable"
            }
            resource "random_string" "password" {
              length  = 24
              special = false
            }
            resource "postgresql_role" "user" {
              name             = var.name
              login            = true
              password         = random_string.password.result
              connection_limit = var.connections
            }
            output "user" {
              value = postgresql_role.user.name
            }
            output "note" {
              value = var.note
            }
            output "password" {
              value     = random_string.password.result
              sensitive = true
            }
            """;

    static final URI POSTGRES = URI.create(TestPostgres.freshDatabase().substring("jdbc:".length()));

    @Autowired
    TofuProvisioner provisioner;

    final List<String> log = new ArrayList<>();

    @BeforeEach
    void need() {
        Programs.tool("tofu");
        log.clear();
    }

    static String module() {
        return MODULE.formatted(TestPostgres.user());
    }

    static Server server() {
        return server("TF_VAR_password=%s".formatted(TestPostgres.password()), POSTGRES.getPort());
    }

    static Server server(String environment, int port) {
        return new Server(
                "account",
                "eu-central-1",
                Json.object().put("variables", "host=127.0.0.1\nport=%d".formatted(port)),
                Json.object().put("environment", environment));
    }

    static ObjectNode template(String module) {
        ObjectNode template = Json.object().put("module", module);
        template.putArray("logins")
                .addObject()
                .put("role", "owner")
                .put("user", "user")
                .put("password", "password");
        template.put("url", "\"postgresql://\\(.user):\\(.password)@\\(.outputs.user)\"");
        template.putArray("accountVariables").add("host").add("port").add("password");
        return template;
    }

    static Wanted wanted(String name, ObjectNode specification) {
        return new Wanted("res_" + name, name, specification, template(module()));
    }

    void apply(Wanted wanted) {
        provisioner.apply(server(), wanted, log::add);
    }

    /** -2 where there is no such role. */
    static int limitOf(String role) {
        return number("select coalesce((select rolconnlimit from pg_roles where rolname = '%s'), -2)".formatted(role));
    }

    static int number(String query) {
        try (Connection connection = open(TestPostgres.user(), TestPostgres.password());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getInt(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static void onServer(String sql) {
        try (Connection connection = open(TestPostgres.user(), TestPostgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static Connection open(String user, String password) throws SQLException {
        return DriverManager.getConnection("jdbc:" + POSTGRES, user, password);
    }
}
