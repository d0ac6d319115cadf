package dev.fairway.resources.servers;

import dev.fairway.catalog.Stamp;
import dev.fairway.shared.Json;
import dev.fairway.shared.Timestamps;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A server that resources are made on, as it is shown. Without secrets.
 *
 * @param kind of the provisioner
 * @param environments that it serves
 * @param settings where it is and how it is reached
 */
public record ConnectedServer(
        String identifier,
        String kind,
        String title,
        List<String> environments,
        String region,
        ObjectNode settings,
        Health health,
        Stamp stamp) {

    /** Whether it answered when it was asked last. */
    public enum State {
        UNKNOWN,
        REACHABLE,
        UNREACHABLE
    }

    /**
     * What it said of itself.
     *
     * @param report {@code {version, capacity, kinds}}, or {@code {error, kinds}} with what it said before
     * @param checkedAt null before the first time
     */
    public record Health(
            State state, ObjectNode report, @Nullable Instant checkedAt) {}

    public boolean serves(String environment) {
        return environments.contains(environment);
    }

    /** What it has and uses, as it said last. */
    public ObjectNode capacity() {
        return health.report().path("capacity") instanceof ObjectNode capacity ? capacity : Json.object();
    }

    /** The kinds of objects that can be made there, as it said last. */
    public List<String> kinds() {
        return Json.texts(health.report().get("kinds"));
    }

    /** Without the kinds of objects, of which there are hundreds. */
    ObjectNode json() {
        ObjectNode json = definition();
        json.put("state", health.state().name());
        json.set("report", health.report().deepCopy().without("kinds"));
        json.put("checkedAt", health.checkedAt() == null ? null : Timestamps.format(health.checkedAt()));
        json.put("createdAt", Timestamps.format(stamp.createdAt()));
        json.put("createdBy", stamp.createdBy());
        json.put("updatedAt", Timestamps.format(stamp.updatedAt()));
        json.put("updatedBy", stamp.updatedBy());
        return json;
    }

    /** What somebody wrote of it. */
    ObjectNode definition() {
        ObjectNode json = Json.object().put("identifier", identifier);
        json.put("kind", kind).put("title", title);
        json.set("environments", Json.array(environments));
        json.put("region", region);
        json.set("settings", settings);
        return json;
    }
}
