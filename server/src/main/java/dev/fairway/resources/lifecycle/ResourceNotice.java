package dev.fairway.resources.lifecycle;

import dev.fairway.resources.dumps.Dump;
import dev.fairway.shared.Notifiable;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Something of a resource that its team is told of. */
record ResourceNotice(String kind, String key, Addressees to, Map<String, String> values, String link)
        implements Notifiable {

    static ResourceNotice drifted(Resource resource, Set<String> fields, Instant at) {
        return of(
                resource,
                "resource-drifted",
                at,
                "fields",
                String.join(", ", fields.stream().sorted().toList()));
    }

    static ResourceNotice complains(Resource resource, String complaint, Instant at) {
        return of(resource, "resource-complains", at, "complaint", complaint);
    }

    static ResourceNotice ends(Resource resource, String day) {
        return of(resource, "resource-ends", resource.dates().createdAt(), "day", day);
    }

    /** It is gone, and its dump is there. */
    static ResourceNotice restorable(Resource resource, Dump dump) {
        return new ResourceNotice(
                "resource-restorable",
                "resource-restorable " + dump.id(),
                new Addressees(Set.of(), Set.of(), Set.of(resource.wish().team()), Set.of()),
                Map.of(
                        "title",
                        resource.identifier(),
                        "day",
                        dump.expiresAt().toString().substring(0, 10)),
                dump.link());
    }

    private static ResourceNotice of(Resource resource, String kind, Instant at, String name, String value) {
        return new ResourceNotice(
                kind,
                "%s %s %s %s".formatted(kind, resource.id(), value, at),
                new Addressees(Set.of(), Set.of(), Set.of(resource.wish().team()), Set.of()),
                Map.of("title", resource.identifier(), name, value),
                "/catalog/resource/" + resource.identifier());
    }
}
