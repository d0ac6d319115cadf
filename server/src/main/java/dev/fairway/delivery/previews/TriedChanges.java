package dev.fairway.delivery.previews;

import dev.fairway.access.Actor;
import dev.fairway.delivery.hosts.HostRequest;
import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.delivery.previews.Preview.Address;
import dev.fairway.delivery.previews.Preview.Life;
import dev.fairway.delivery.previews.Preview.Outside;
import dev.fairway.delivery.previews.Preview.State;
import dev.fairway.delivery.previews.Preview.Tried;
import dev.fairway.delivery.releases.DeployEnvironment;
import dev.fairway.delivery.releases.DeployEnvironment.PreviewLimits;
import dev.fairway.delivery.releases.Environments;
import dev.fairway.delivery.releases.PreviewOrders;
import dev.fairway.delivery.releases.Release;
import dev.fairway.delivery.releases.Release.Slot;
import dev.fairway.delivery.releases.Releases;
import dev.fairway.delivery.releases.Releasing;
import dev.fairway.delivery.releases.Releasing.Order;
import dev.fairway.delivery.releases.Service;
import dev.fairway.delivery.values.ValuesEdit;
import dev.fairway.delivery.values.ValuesTree;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.WebAddress;
import dev.fairway.shared.jobs.Chores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/** Tries change requests: each in a namespace of its own, with the values of its environment and a few over them. */
@Component
class TriedChanges implements PreviewOrders {

    private static final String WRITTEN = "# Written for a preview, which ends with its change request.\n";

    private final Previews previews;
    private final Environments environments;
    private final Releases releases;
    private final Releasing releasing;
    private final TriedRepositories repositories;
    private final Chores chores;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    TriedChanges(
            Previews previews,
            Environments environments,
            Releases releases,
            Releasing releasing,
            TriedRepositories repositories,
            Chores chores,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.previews = previews;
        this.environments = environments;
        this.releases = releases;
        this.releasing = releasing;
        this.repositories = repositories;
        this.chores = chores;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void requireMayTry(Service service, int change, Actor by) {
        repositories.requireWriter(repositories.of(service), by);
    }

    @Override
    public Wanted wanted(Order order, int change) {
        Service service = releases.getService(order.slot().service());
        limits(environments.get(order.slot().environment()));
        return wanted(order, service, repositories.open(repositories.of(service), change));
    }

    private Wanted wanted(Order order, Service service, HostRequest request) {
        DeployEnvironment base = environments.get(order.slot().environment());
        PreviewLimits limits = limits(base);
        int change = request.number();
        Slot slot = Slot.ofPreview(service.name(), change);
        Preview known =
                previews.find(slot).filter(one -> one.state() != State.ENDED).orElse(null);
        if (known == null) {
            requireRoom(service, limits);
        } else {
            requireSame(known, base);
        }
        Address address = address(service, limits, change);
        String file = ValuesTree.fileOfEnvironment(slot.service(), slot.environment());
        Order own = new Order(
                order.key(),
                slot,
                order.kind(),
                order.wanted(),
                null,
                Map.of(file, WRITTEN + ValuesEdit.write(values(address))),
                null,
                order.run(),
                order.by());
        return new Wanted(own, base.preview(slot.environment(), "Preview of " + request.name()));
    }

    /** A domain of its own or none, one pod, and nothing that names what the environment itself has. */
    private static ObjectNode values(Address address) {
        ObjectNode values = Json.object()
                .put("namespace", address.namespace())
                .put("domain", address.domain())
                .put("replicas", 1)
                .put("paused", false);
        values.putNull("autoscaling");
        values.putArray("extraObjects");
        return values;
    }

    private static Address address(Service service, PreviewLimits limits, int change) {
        String domain = limits.domain() == null
                ? null
                : limits.domain().replace("{service}", service.name()).replace("{change}", String.valueOf(change));
        return new Address("%s-preview-%d".formatted(service.name(), change), domain);
    }

    private static PreviewLimits limits(DeployEnvironment base) {
        PreviewLimits limits = base.previews();
        if (limits == null) {
            throw new InvalidInput(
                    "environment",
                    "change requests are not tried in %s; an administrator can switch that on".formatted(base.name()));
        }
        return limits;
    }

    private static void requireSame(Preview known, DeployEnvironment base) {
        if (known.state() == State.ENDING) {
            throw new Conflict(
                    "ending",
                    "The preview before is still being taken away; begin another one when it is gone",
                    Map.of("preview", known.slot().environment()));
        }
        if (known.state() == State.RUNNING && !known.base().equals(base.name())) {
            throw new Conflict(
                    "elsewhere",
                    "It is tried in %s already; stop that first".formatted(known.base()),
                    Map.of("environment", known.base()));
        }
    }

    private void requireRoom(Service service, PreviewLimits limits) {
        int there = previews.countOfTeam(service.team());
        if (there >= limits.most()) {
            throw new Conflict(
                    "too_many_previews",
                    "The team %s has %d previews, and no more at once are allowed; stop one"
                            .formatted(service.team(), there),
                    Map.of("team", service.team(), "most", limits.most()));
        }
    }

    /** The host is asked before anything is locked, as it may be slow. */
    @Override
    public Release start(Order order, int change) {
        Service service = releases.getService(order.slot().service());
        RepositoryAt repository = repositories.of(service);
        HostRequest request = repositories.open(repository, change);
        return Objects.requireNonNull(
                transaction.execute(status -> started(order, service, new Found(repository, request))));
    }

    /** A change request where it is. */
    private record Found(RepositoryAt repository, HostRequest request) {

        Tried tried() {
            return new Tried(
                    repository.id(),
                    request.number(),
                    repository.isEmbedded()
                            ? null
                            : new Outside(request.name(), WebAddress.require("change", request.url())));
        }
    }

    private Release started(Order order, Service service, Found found) {
        previews.lockTeam(service.team());
        Slot slot = Slot.ofPreview(service.name(), found.request().number());
        releases.lock(slot);
        Wanted wanted = wanted(order, service, found.request());
        Preview before = previews.find(slot).orElse(null);
        boolean isNew = before == null || before.state() == State.ENDED;
        if (isNew) {
            begin(order, service, wanted, found.tried());
        }
        chores.add(ShowPreview.KIND, slot.environment());
        return releasing.release(wanted.order());
    }

    private void begin(Order order, Service service, Wanted wanted, Tried tried) {
        DeployEnvironment base = environments.get(order.slot().environment());
        PreviewLimits limits = limits(base);
        requireRoom(service, limits);
        environments.addPreview(wanted.environment(), order.by());
        Instant now = clock.instant();
        Preview begun = new Preview(
                wanted.order().slot(),
                tried,
                base.name(),
                address(service, limits, tried.change()),
                State.RUNNING,
                "",
                new Life(order.by(), now, now.plus(Duration.ofHours(limits.hours())), null));
        previews.save(begun);
        previews.asked(begun, now);
        events.publishEvent(PreviewChanged.of(null, begun, order.by()));
    }
}
