package dev.fairway.delivery.releases;

import dev.fairway.shared.Notifiable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Something of a live release that its team is told of. */
record ReleaseNotice(String kind, String key, Addressees to, Map<String, String> values, String link)
        implements Notifiable {

    private static final int MOST_NAMED = 5;

    static ReleaseNotice drifted(Release release, String team, List<Drift> fresh, Instant now) {
        String more = fresh.size() > MOST_NAMED ? " +%d".formatted(fresh.size() - MOST_NAMED) : "";
        String fields = fresh.stream().limit(MOST_NAMED).map(Drift::place).collect(Collectors.joining(", ", "", more));
        return of("release-drifted", release, team, now, "fields", fields);
    }

    static ReleaseNotice unwell(Release release, String team, String message, Instant now) {
        return of("release-unwell", release, team, now, "message", message);
    }

    private static ReleaseNotice of(String kind, Release release, String team, Instant now, String name, String value) {
        String service = release.slot().service();
        return new ReleaseNotice(
                kind,
                "%s %s %s".formatted(kind, release.id(), now),
                new Addressees(Set.of(), Set.of(), Set.of(team), Set.of()),
                Map.of("service", service, "environment", release.slot().environment(), name, value),
                "/deliveries/" + service);
    }
}
