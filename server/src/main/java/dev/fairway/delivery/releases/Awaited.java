package dev.fairway.delivery.releases;

import dev.fairway.clusters.Manifest;
import dev.fairway.delivery.releases.Release.Slot;
import dev.fairway.delivery.releases.Release.State;
import dev.fairway.delivery.render.Rendered;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The releases of other services that come first in an environment, as {@code rollout.after} says. */
@Component
class Awaited {

    private final Releases releases;
    private final Releasing releasing;

    Awaited(Releases releases, Releasing releasing) {
        this.releases = releases;
        this.releasing = releasing;
    }

    /**
     * The first one that is not live yet: under way, or failed without a way back. Services that wait for one another do not
     * wait.
     */
    Optional<Release> of(Release release) {
        String service = release.slot().service();
        String environment = release.slot().environment();
        return named(releasing.manifests(release)).stream()
                .filter(name -> !name.equals(service))
                .flatMap(name -> releases.newest(new Slot(name, environment)).stream())
                .filter(first -> first.state().isUnderWay() || first.state() == State.FAILED)
                .filter(first -> !named(releasing.manifests(first)).contains(service))
                .findFirst();
    }

    private static List<String> named(List<Manifest> manifests) {
        return manifests.stream()
                .flatMap(manifest -> manifest.annotation(Rendered.AFTER).stream())
                .findFirst()
                .map(names -> List.of(names.split(",")))
                .orElse(List.of());
    }
}
