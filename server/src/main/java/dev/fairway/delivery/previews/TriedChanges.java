package dev.fairway.delivery.previews;

import dev.fairway.access.Actor;
import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.changes.ChangeRequests;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.delivery.previews.Preview.Address;
import dev.fairway.delivery.previews.Preview.Life;
import dev.fairway.delivery.previews.Preview.State;
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
import dev.fairway.shared.jobs.Chores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** Tries change requests: each in a namespace of its own, with the values of its environment and a few over them. */
@Component
class TriedChanges implements PreviewOrders {

    private static final String WRITTEN = "# Written for a preview, which ends with its change request.\n";

    private final Previews previews;
    private final Environments environments;
    private final Releases releases;
    private final Releasing releasing;
    private final Repositories repositories;
    private final ChangeRequests requests;
    private final Chores chores;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    TriedChanges(
            Previews previews,
            Environments environments,
            Releases releases,
            Releasing releasing,
            Repositories repositories,
            ChangeRequests requests,
            Chores chores,
            ApplicationEventPublisher events,
            Clock clock) {
        this.previews = previews;
        this.environments = environments;
        this.releases = releases;
        this.releasing = releasing;
        this.repositories = repositories;
        this.requests = requests;
        this.chores = chores;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void requireMayTry(Service service, int change, Actor by) {
        repository(service).requireWriter(by);
    }

    @Override
    public Wanted wanted(Order order, int change) {
        Service service = releases.getService(order.slot().service());
        DeployEnvironment base = environments.get(order.slot().environment());
        PreviewLimits limits = limits(base);
        ChangeRequest request = open(service, change);
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

    private ChangeRequest open(Service service, int change) {
        ChangeRequest request = requests.get(repository(service), change);
        if (request.state() != ChangeRequest.State.OPEN) {
            throw new Conflict(
                    "not_open",
                    "%s is %s; only an open change request is tried".formatted(request.name(), request.state()),
                    Map.of("state", request.state()));
        }
        return request;
    }

    private HostedRepository repository(Service service) {
        String name = service.repository();
        String[] parts = name == null ? new String[] {""} : name.split("/", 2);
        return (parts.length == 2
                        ? repositories.find(RepositoryName.of(parts[0], parts[1]))
                        : repositories.findById(""))
                .orElseThrow(() -> new InvalidInput(
                        "preview", "%s comes from no repository that is hosted here".formatted(service.name())));
    }

    @Override
    @Transactional
    public Release start(Order order, int change) {
        Service service = releases.getService(order.slot().service());
        previews.lockTeam(service.team());
        Slot slot = Slot.ofPreview(service.name(), change);
        releases.lock(slot);
        Wanted wanted = wanted(order, change);
        Preview before = previews.find(slot).orElse(null);
        boolean isNew = before == null || before.state() == State.ENDED;
        if (isNew) {
            begin(order, change, service, wanted);
        }
        chores.add(ShowPreview.KIND, slot.environment());
        return releasing.release(wanted.order());
    }

    private void begin(Order order, int change, Service service, Wanted wanted) {
        DeployEnvironment base = environments.get(order.slot().environment());
        PreviewLimits limits = limits(base);
        requireRoom(service, limits);
        environments.addPreview(wanted.environment(), order.by());
        Instant now = clock.instant();
        Preview begun = new Preview(
                wanted.order().slot(),
                repository(service).id(),
                change,
                base.name(),
                address(service, limits, change),
                State.RUNNING,
                "",
                new Life(order.by(), now, now.plus(Duration.ofHours(limits.hours())), null));
        previews.save(begun);
        events.publishEvent(PreviewChanged.of(null, begun, order.by()));
    }
}
