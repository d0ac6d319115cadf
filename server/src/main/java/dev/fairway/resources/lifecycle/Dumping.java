package dev.fairway.resources.lifecycle;

import dev.fairway.resources.dumps.Dump;
import dev.fairway.resources.dumps.Dumps;
import dev.fairway.resources.dumps.FinalDumps;
import dev.fairway.resources.lifecycle.Resource.Origin;
import dev.fairway.resources.lifecycle.Resource.State;
import dev.fairway.resources.servers.Servers;
import dev.fairway.resources.spi.Dumper;
import dev.fairway.resources.spi.Dumpers;
import dev.fairway.resources.spi.NameTaken;
import dev.fairway.resources.spi.ServerFailed;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Final dumps of resources, where their kind can be dumped, and resources that are filled from them. */
@Component
public class Dumping {

    private final Servers servers;
    private final Dumpers dumpers;
    private final FinalDumps finals;
    private final Dumps dumps;
    private final Provisioning provisioning;

    Dumping(Servers servers, Dumpers dumpers, FinalDumps finals, Dumps dumps, Provisioning provisioning) {
        this.servers = servers;
        this.dumpers = dumpers;
        this.finals = finals;
        this.dumps = dumps;
        this.provisioning = provisioning;
    }

    public boolean isPossible(String kind) {
        return dumpers.find(kind).isPresent();
    }

    /** Whether it has something to dump: nobody was let in to what could not be made here. */
    public boolean isDue(Resource resource) {
        boolean isEmpty =
                resource.standing().state() == State.FAILED && resource.spot().origin() == Origin.MADE;
        return !isEmpty && isPossible(resource.spot().kind());
    }

    /** Why none can be taken of it here and now; empty when it can, or its kind has none. */
    public Optional<String> obstacle(Resource resource) {
        return dumpers.find(resource.spot().kind())
                .flatMap(dumper -> dumper.obstacle(Json.textAt(
                        servers.get(resource.spot().server()).health().report(), "version")));
    }

    public Duration keep() {
        return finals.keep();
    }

    /** One that was taken already: what is there of the resource may be removed in part. */
    public Optional<Dump> of(Resource resource) {
        return dumps.of(resource.id());
    }

    /** @return empty where its kind has none, or there is nothing to dump */
    Optional<Dump> take(Resource resource) {
        Optional<Dump> taken = of(resource);
        if (taken.isPresent() || !isDue(resource)) {
            return taken;
        }
        try {
            if (!provisioning.observe(resource).isThere()) {
                return Optional.empty();
            }
            obstacle(resource).ifPresent(why -> {
                throw new ServerFailed(
                        resource.spot().server(),
                        "no final dump can be taken (%s), so nothing was deleted".formatted(why),
                        null);
            });
            return Optional.of(finals.take(
                    origin(resource),
                    dumper(resource),
                    servers.open(resource.spot().server()),
                    resource.wanted()));
        } catch (NameTaken others) {
            return Optional.empty();
        }
    }

    private static Dump.Origin origin(Resource resource) {
        Resource.Wish wish = resource.wish();
        return new Dump.Origin(
                resource.id(),
                resource.identifier(),
                wish.type(),
                resource.spot().kind(),
                wish.name(),
                wish.environment(),
                wish.team(),
                wish.service(),
                wish.specification());
    }

    /** Fills one that was just made. */
    void fill(Resource resource, String dump) {
        finals.restore(dump, dumper(resource), servers.open(resource.spot().server()), resource.wanted());
    }

    private Dumper dumper(Resource resource) {
        return dumpers.find(resource.spot().kind())
                .orElseThrow(() -> new Conflict(
                        "not_restorable",
                        "Nothing on %s can be filled from a dump"
                                .formatted(resource.spot().server()),
                        Map.of("server", resource.spot().server())));
    }
}
