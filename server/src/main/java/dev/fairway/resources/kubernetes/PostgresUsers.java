package dev.fairway.resources.kubernetes;

import dev.fairway.clusters.Manifest;
import dev.fairway.shared.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The roles that the operator keeps in a cluster: one for each secret of a login. A user of ours without a secret is to be
 * absent; roles that others wrote into the cluster stay as they are.
 *
 * @param prefix that names of our users begin with, before an underscore
 * @param owningRole owns the database
 */
record PostgresUsers(String prefix, String owningRole) {

    static final String OWNER = "owner";
    static final String WRITER = "readwrite";
    static final String READER = "readonly";

    ArrayNode roles(List<Manifest> logins, Manifest cluster) {
        ArrayNode roles = Json.array();
        roles.add(role(owningRole, "present").put("login", false));
        logins.forEach(login -> roles.add(user(login)));
        Set<String> present = logins.stream().map(PostgresUsers::name).collect(Collectors.toSet());
        JsonNode current = cluster.spec().at("/managed/roles");
        Set<String> absent = new TreeSet<>();
        current.forEach(role -> absent.add(role.path("name").asString("")));
        absent.removeIf(name -> !isOurs(name) || present.contains(name));
        absent.forEach(name -> roles.add(role(name, "absent")));
        current.forEach(role -> {
            String name = role.path("name").asString("");
            if (!isOurs(name) && !name.equals(owningRole)) {
                roles.add(role);
            }
        });
        return roles;
    }

    private boolean isOurs(String name) {
        return !name.equals(owningRole) && name.startsWith(prefix + "_");
    }

    private ObjectNode user(Manifest login) {
        ObjectNode user = role(name(login), "present").put("login", true);
        user.set(
                "inRoles",
                Json.array(rights(login.annotation(PostgresManifests.ROLE).orElse(READER))));
        user.putObject("passwordSecret").put("name", login.name());
        return user;
    }

    /** The roles of PostgreSQL's own reach all data of the server, which is this one database. */
    private List<String> rights(String role) {
        return switch (role) {
            case OWNER -> List.of(owningRole);
            case WRITER -> List.of("pg_read_all_data", "pg_write_all_data");
            default -> List.of("pg_read_all_data");
        };
    }

    private static ObjectNode role(String name, String ensure) {
        return Json.object().put("name", name).put("ensure", ensure);
    }

    static String name(Manifest login) {
        String encoded = login.content().at("/data/username").asString("");
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }
}
