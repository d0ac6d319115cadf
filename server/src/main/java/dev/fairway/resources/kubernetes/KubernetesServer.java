package dev.fairway.resources.kubernetes;

import dev.fairway.clusters.ClusterAddress;
import dev.fairway.resources.spi.Server;
import dev.fairway.shared.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A namespace of a cluster, and what it has for resources. */
record KubernetesServer(Server server) {

    private static final List<String> CONNECTION = List.of("url", "certificate", "token", "namespace");

    static ObjectNode settings() {
        return (ObjectNode) Json.read("""
                {"properties": {
                   "url": {"type": "string", "title": "API server", "description": "Such as https://cluster.example.com:6443.", "maxLength": 500},
                   "certificate": {"type": "string", "title": "Certificate", "multiline": true, "description": "The authority of the API server, as PEM. Left out where it is a public one.", "maxLength": 100000},
                   "token": {"type": "string", "title": "Token", "description": "Of a service account that may manage secrets and clusters.postgresql.cnpg.io in the namespace.", "secret": true, "maxLength": 10000},
                   "namespace": {"type": "string", "title": "Namespace", "default": "default", "maxLength": 63},
                   "storageClass": {"type": "string", "title": "Storage class", "description": "Left out for the default of the cluster.", "maxLength": 253},
                   "backupPath": {"type": "string", "title": "Backups", "description": "Where in the object store, such as s3://backups/postgresql. Without it there are none.", "pattern": "^s3://.+", "maxLength": 500},
                   "backupEndpoint": {"type": "string", "title": "Object store", "description": "Its address, unless it is AWS.", "maxLength": 500},
                   "backupSecret": {"type": "string", "title": "Secret of the object store", "description": "A secret in the namespace with ACCESS_KEY_ID and ACCESS_SECRET_KEY.", "default": "fairway-backups", "maxLength": 253}},
                 "required": ["url", "token"]}""");
    }

    /** What it takes to reach any namespace. */
    static ObjectNode connection() {
        ObjectNode all = settings();
        ObjectNode connection = Json.object();
        ObjectNode properties = connection.putObject("properties");
        CONNECTION.forEach(name -> properties.set(name, all.path("properties").path(name)));
        properties
                .withObject("token")
                .put(
                        "description",
                        "Of a service account that may manage secrets, and what types of resources are made of, in the namespace.");
        connection.set("required", all.path("required"));
        return connection;
    }

    ClusterAddress address() {
        return new ClusterAddress(
                server.text("url", ""), server.find("certificate"), server.text("token", ""), namespace());
    }

    String namespace() {
        return server.text("namespace", "default");
    }

    boolean hasObjectStore() {
        return server.find("backupPath") != null;
    }

    /** What the operator needs to know of the object store. */
    ObjectNode objectStore() {
        ObjectNode store = Json.object().put("destinationPath", server.text("backupPath", ""));
        String endpoint = server.find("backupEndpoint");
        if (endpoint != null) {
            store.put("endpointURL", endpoint);
        }
        ObjectNode credentials = store.putObject("s3Credentials");
        String secret = server.text("backupSecret", "fairway-backups");
        credentials.putObject("accessKeyId").put("name", secret).put("key", "ACCESS_KEY_ID");
        credentials.putObject("secretAccessKey").put("name", secret).put("key", "ACCESS_SECRET_KEY");
        return store;
    }
}
