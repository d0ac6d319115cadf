package dev.fairway.resources.kubernetes;

import dev.fairway.clusters.Kind;
import dev.fairway.clusters.Manifest;
import dev.fairway.clusters.Owner;
import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** What CloudNativePG is told of one resource: the cluster, its backups, and a secret for each login. */
record PostgresManifests(KubernetesServer server, Wanted wanted) {

    static final Kind CLUSTER = new Kind("postgresql.cnpg.io/v1", "Cluster");
    static final Kind BACKUPS = new Kind("postgresql.cnpg.io/v1", "ScheduledBackup");

    static final String ROLE = "fairway.dev/role";

    private static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    /** At two in the night. The operator counts seconds first. */
    private static final String NIGHTLY = "0 0 2 * * *";

    Owner owner() {
        return new Owner(wanted.id());
    }

    /** Users come and go without the rest of the cluster being written anew, by a field manager of their own. */
    Owner ownerOfUsers() {
        return owner().part("users");
    }

    String database() {
        return wanted.name().replace('-', '_');
    }

    /** Owns the database and everything in it; nobody signs in as it. */
    String owningRole() {
        return database() + "_owner";
    }

    int backupDays() {
        return wanted.specification().path("backupDays").asInt(0);
    }

    /** @throws NoObjectStore when there is no place for backups that are wanted */
    List<Manifest> definition() {
        List<Manifest> manifests = new ArrayList<>();
        manifests.add(cluster());
        if (backupDays() > 0) {
            manifests.add(backups());
        }
        return manifests;
    }

    private Manifest cluster() {
        ObjectNode cluster = marked(CLUSTER, wanted.name());
        ObjectNode spec = cluster.putObject("spec");
        spec.put("instances", wanted.specification().path("instances").asInt(1));
        ObjectNode storage = spec.putObject("storage").put("size", gigabytes("disk"));
        String storageClass = server.server().find("storageClass");
        if (storageClass != null) {
            storage.put("storageClass", storageClass);
        }
        ObjectNode resources = spec.putObject("resources");
        for (String bound : List.of("requests", "limits")) {
            resources.putObject(bound).put("cpu", cores()).put("memory", gigabytes("memory"));
        }
        ObjectNode initial = spec.putObject("bootstrap").putObject("initdb");
        initial.put("database", database()).put("owner", owningRole());
        initial.set("postInitApplicationSQL", Json.array(HandOver.to(owningRole())));
        if (backupDays() > 0) {
            spec.set("backup", backup());
        }
        return new Manifest(cluster);
    }

    private ObjectNode backup() {
        if (!server.hasObjectStore()) {
            throw new NoObjectStore(server.server().identifier(), backupDays());
        }
        ObjectNode backup = Json.object().put("retentionPolicy", backupDays() + "d");
        backup.set("barmanObjectStore", server.objectStore());
        return backup;
    }

    private Manifest backups() {
        ObjectNode backups = marked(BACKUPS, wanted.name());
        ObjectNode spec = backups.putObject("spec").put("schedule", NIGHTLY).put("immediate", true);
        spec.put("backupOwnerReference", "self");
        spec.putObject("cluster").put("name", wanted.name());
        return new Manifest(backups);
    }

    /** A secret that the operator takes the password of a user from. */
    Manifest login(Login login) {
        ObjectNode secret = marked(Kind.SECRET, secretOf(login.user()));
        ObjectNode metadata = secret.withObject("metadata");
        // the operator looks at a secret with this label when it changes
        metadata.withObject("labels").put("cnpg.io/reload", "true");
        metadata.withObject("annotations").put(ROLE, login.role());
        secret.put("type", "kubernetes.io/basic-auth");
        ObjectNode data = secret.putObject("data");
        data.put("username", encoded(login.user())).put("password", encoded(login.password()));
        return new Manifest(secret);
    }

    /** The users of a cluster that is there. @param current as it is */
    Manifest users(List<Manifest> logins, Manifest current) {
        ObjectNode users = marked(CLUSTER, wanted.name());
        users.putObject("spec")
                .putObject("managed")
                .set("roles", new PostgresUsers(wanted.name(), owningRole()).roles(logins, current));
        return new Manifest(users);
    }

    /** Names of objects have no underscores. */
    static String secretOf(String user) {
        return user.replace('_', '-').toLowerCase(Locale.ROOT);
    }

    private String cores() {
        return Quantity.CORES.write(wanted.specification().path("cpu").decimalValue());
    }

    private String gigabytes(String field) {
        return Quantity.GIGABYTES.write(wanted.specification().path(field).decimalValue());
    }

    private ObjectNode marked(Kind kind, String name) {
        ObjectNode object = Json.object().put("apiVersion", kind.apiVersion()).put("kind", kind.name());
        ObjectNode metadata = object.putObject("metadata").put("name", name);
        metadata.putObject("labels").put(MANAGED_BY, "fairway");
        metadata.putObject("annotations").put(Mark.ANNOTATION, wanted.mark());
        return object;
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
