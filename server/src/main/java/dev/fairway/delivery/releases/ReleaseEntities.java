package dev.fairway.delivery.releases;

import dev.fairway.access.Actor;
import dev.fairway.catalog.Catalog;
import dev.fairway.clusters.Manifest;
import dev.fairway.shared.Json;
import dev.fairway.shared.PublicAddress;
import dev.fairway.shared.Timestamps;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Releases as entities of the catalog, written in the transaction of what changes them. */
@Component
class ReleaseEntities {

    static final String BLUEPRINT = "release";

    private static final ObjectNode DEFINITION = (ObjectNode) Json.read("""
            {"identifier": "release", "title": "Release", "icon": "Deployment",
             "description": "Versions of services, as they were brought to environments.",
             "ownership": {"type": "Direct"},
             "schema": {"properties": {
               "status": {"type": "string", "title": "Status", "enum": ["Committed", "Handed over", "Rolling", "Live", "Failed", "Superseded"],
                 "enumColors": {"Committed": "blue", "Handed over": "blue", "Rolling": "blue", "Live": "green", "Failed": "red", "Superseded": "lightGray"}},
               "environment": {"type": "string", "title": "Environment"},
               "number": {"type": "number", "title": "Number"},
               "kind": {"type": "string", "title": "Kind"},
               "tag": {"type": "string", "title": "Image tag"},
               "digest": {"type": "string", "title": "Image digest"},
               "version": {"type": "string", "title": "Version"},
               "commit": {"type": "string", "title": "Commit"},
               "by": {"type": "string", "title": "By"},
               "workflow": {"type": "string", "format": "url", "title": "Workflow"},
               "domain": {"type": "string", "title": "Domain"},
               "message": {"type": "string", "title": "Message"},
               "started": {"type": "string", "format": "date-time", "title": "Started"},
               "finished": {"type": "string", "format": "date-time", "title": "Finished"},
               "replicas": {"type": "number", "title": "Replicas"},
               "ready": {"type": "number", "title": "Ready"}},
              "required": []},
             "relations": {}}""");

    private final Catalog catalog;
    private final PublicAddress own;

    ReleaseEntities(Catalog catalog, PublicAddress own) {
        this.catalog = catalog;
        this.own = own;
    }

    /** With the domain that its manifests name. */
    void write(Release release, Service service, List<Manifest> manifests) {
        ObjectNode properties = properties(release);
        properties.put("domain", domain(manifests));
        write(release, service, properties);
    }

    void write(Release release, Service service) {
        write(release, service, properties(release));
    }

    /** What is tried for a change request is none of the catalog. */
    private void write(Release release, Service service, ObjectNode properties) {
        if (release.slot().isPreview()) {
            return;
        }
        boolean isOfService = catalog.hasService(service.name());
        if (isOfService || !catalog.hasProperty(BLUEPRINT, "workflow")) {
            catalog.defineForServices(DEFINITION);
        }
        ObjectNode body = Json.object()
                .put(
                        "identifier",
                        "%s-%s-%d".formatted(service.name(), release.slot().environment(), release.number()))
                .put(
                        "title",
                        "%s %d in %s"
                                .formatted(
                                        service.name(),
                                        release.number(),
                                        release.slot().environment()));
        body.putArray("team").add(service.team());
        body.set("properties", properties);
        if (isOfService) {
            body.putObject("relations").put(Catalog.SERVICE, service.name());
        }
        catalog.upsert(BLUEPRINT, body, release.course().run(), Actor.SYSTEM);
    }

    private static @Nullable String domain(List<Manifest> manifests) {
        return manifests.stream()
                .filter(manifest -> manifest.kind().name().equals("Ingress"))
                .map(manifest -> manifest.spec().at("/rules/0/host").asString(""))
                .filter(host -> !host.isEmpty())
                .findFirst()
                .orElse(null);
    }

    /** Of whoever says it, or the request that asked for the release; null where neither is known. */
    private @Nullable String workflow(Release release) {
        String said = Json.textAt(release.content().wanted().path("release"), Release.WORKFLOW);
        if (said != null) {
            return said;
        }
        String run = release.course().run();
        return run == null ? null : own.of("/self-service/runs/" + run);
    }

    private ObjectNode properties(Release release) {
        JsonNode wanted = release.content().wanted();
        ObjectNode properties = Json.object();
        properties.put("status", word(release.state()));
        properties.put("environment", release.slot().environment());
        properties.put("number", release.number());
        properties.put("kind", release.kind().name());
        properties.put("tag", Json.textAt(wanted.path("image"), "tag"));
        properties.put("digest", Json.textAt(wanted.path("image"), "digest"));
        properties.put("version", Json.textAt(wanted.path("release"), "version"));
        properties.put("commit", Json.textAt(wanted.path("release"), "commit"));
        properties.put("by", release.course().createdBy());
        properties.put("workflow", workflow(release));
        properties.put("message", release.message());
        properties.put("started", time(release.course().createdAt()));
        properties.put("finished", time(release.course().endedAt()));
        properties.put("replicas", release.pods().wanted());
        properties.put("ready", release.pods().ready());
        return properties;
    }

    private static String word(Release.State state) {
        return switch (state) {
            case COMMITTED -> "Committed";
            case HANDED_OVER -> "Handed over";
            case ROLLING -> "Rolling";
            case LIVE -> "Live";
            case FAILED -> "Failed";
            case SUPERSEDED -> "Superseded";
        };
    }

    private static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : Timestamps.format(instant);
    }
}
