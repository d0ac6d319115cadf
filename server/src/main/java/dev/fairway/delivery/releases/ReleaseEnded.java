package dev.fairway.delivery.releases;

import dev.fairway.delivery.releases.Release.State;
import dev.fairway.shared.Auditable;
import dev.fairway.shared.Notifiable;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A release is live, or has failed. Whoever made it is told, and the team where it failed. */
public record ReleaseEnded(Release release, String team) implements Auditable, Notifiable {

    static ReleaseEnded of(Release release, String team) {
        return new ReleaseEnded(release, team);
    }

    private boolean isLive() {
        return release.state() == State.LIVE;
    }

    @Override
    public String resource() {
        return "release";
    }

    @Override
    public String identifier() {
        return "%s@%s/%d".formatted(release.slot().service(), release.slot().environment(), release.number());
    }

    @Override
    public @Nullable Object before() {
        return null;
    }

    @Override
    public Object after() {
        return Map.of("state", release.state().name(), "message", release.message());
    }

    @Override
    public String actor() {
        return release.course().createdBy();
    }

    @Override
    public String kind() {
        return isLive() ? "release-live" : "release-failed";
    }

    @Override
    public String key() {
        return "%s %s".formatted(kind(), release.id());
    }

    @Override
    public Addressees to() {
        return new Addressees(
                Set.of(release.course().createdBy()), Set.of(), isLive() ? Set.of() : Set.of(team), Set.of());
    }

    @Override
    public Map<String, String> values() {
        return Map.of(
                "service", release.slot().service(),
                "environment", release.slot().environment(),
                "number", String.valueOf(release.number()),
                "message", release.message());
    }

    @Override
    public String link() {
        return "/deliveries/%s".formatted(release.slot().service());
    }
}
