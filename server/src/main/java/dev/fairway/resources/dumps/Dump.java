package dev.fairway.resources.dumps;

import dev.fairway.shared.Json;
import dev.fairway.shared.Timestamps;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was in a resource when it ended.
 *
 * @param place grows from dump to dump
 * @param node whose folder the file is in
 * @param bytes that it holds
 * @param expiresAt when it is removed
 */
public record Dump(String id, long place, Origin origin, String node, long bytes, Instant takenAt, Instant expiresAt) {

    /**
     * The resource that it is of.
     *
     * @param resource id of that resource
     * @param identifier that its entity had
     * @param team that owned it, and may restore it
     */
    public record Origin(
            String resource,
            String identifier,
            String type,
            String kind,
            String name,
            String environment,
            String team,
            @Nullable String service,
            ObjectNode specification) {}

    /** Where the form that restores it is, filled in. */
    public String link() {
        return "/self-service/restore_resource?set="
                + URLEncoder.encode(Json.object().put("dump", id).toString(), StandardCharsets.UTF_8);
    }

    ObjectNode json() {
        ObjectNode json = Json.object().put("id", id).put("resource", origin.identifier());
        json.put("type", origin.type()).put("kind", origin.kind()).put("name", origin.name());
        json.put("environment", origin.environment());
        json.put("team", origin.team()).put("service", origin.service());
        json.set("specification", origin.specification());
        json.put("node", node).put("bytes", bytes);
        json.put("takenAt", Timestamps.format(takenAt));
        json.put("expiresAt", Timestamps.format(expiresAt));
        return json;
    }
}
