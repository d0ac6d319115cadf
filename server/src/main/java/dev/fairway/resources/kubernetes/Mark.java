package dev.fairway.resources.kubernetes;

import dev.fairway.clusters.Cluster;
import dev.fairway.clusters.Kind;
import dev.fairway.clusters.Manifest;
import dev.fairway.resources.spi.NameTaken;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.ServerFailed;
import dev.fairway.resources.spi.Wanted;
import java.util.Optional;

/** An annotation on every object that Fairway makes for a resource. Objects without it are somebody else's. */
record Mark(Server server, Wanted wanted) {

    static final String ANNOTATION = "fairway.dev/id";

    static boolean isSome(Manifest there) {
        return text(there).startsWith("fairway:");
    }

    Manifest on(Manifest manifest) {
        return manifest.annotated(ANNOTATION, wanted.mark());
    }

    boolean isOn(Manifest there) {
        return text(there).equals(wanted.mark());
    }

    /**
     * The object of that name.
     *
     * @throws NameTaken when it is somebody else's
     * @throws ServerFailed while it is being deleted
     */
    Optional<Manifest> find(Cluster cluster, Kind kind, String name) {
        Optional<Manifest> there = cluster.find(kind, name);
        there.ifPresent(this::refuseOthers);
        if (there.filter(Manifest::isEnding).isPresent()) {
            throw new ServerFailed(
                    server.identifier(), "%s is still being deleted; try again".formatted(there.get()), null);
        }
        return there;
    }

    /** @throws NameTaken when it is somebody else's */
    void refuseOthers(Manifest there) {
        if (!isOn(there)) {
            throw new NameTaken(there.kind().name(), there.name(), server.identifier());
        }
    }

    private static String text(Manifest there) {
        return there.annotation(ANNOTATION).orElse("");
    }
}
