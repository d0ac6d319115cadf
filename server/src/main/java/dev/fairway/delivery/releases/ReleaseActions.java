package dev.fairway.delivery.releases;

import dev.fairway.clusters.Manifest;
import dev.fairway.delivery.freezes.Freezes;
import dev.fairway.delivery.freezes.Frozen;
import dev.fairway.delivery.releases.Release.Slot;
import dev.fairway.delivery.releases.Releasing.Order;
import dev.fairway.delivery.render.Footprint;
import dev.fairway.delivery.render.Objection.Severity;
import dev.fairway.delivery.render.Rendered;
import dev.fairway.delivery.render.RenderedDiff;
import dev.fairway.selfservice.spi.ActionHandler;
import dev.fairway.selfservice.spi.Asked;
import dev.fairway.selfservice.spi.Cost;
import dev.fairway.selfservice.spi.Done;
import dev.fairway.selfservice.spi.Offer;
import dev.fairway.selfservice.spi.Plan;
import dev.fairway.selfservice.spi.Plan.Effect;
import dev.fairway.selfservice.spi.Plan.Piece;
import dev.fairway.selfservice.spi.Work;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code DELIVERY}: what can be asked for about what runs where. */
@Component
class ReleaseActions implements ActionHandler {

    static final String TYPE = ReleaseOffer.TYPE;

    private static final int MOST_PIECES = 30;
    private static final int LONGEST_VALUE = 60;

    private final Releases releases;
    private final Environments environments;
    private final Releasing releasing;
    private final PlatformRepositories platform;
    private final ReleaseOrders orders;
    private final PreviewOrders previews;
    private final Freezes freezes;
    private final RunningCosts costs;
    private final ReleaseLooks looks;

    ReleaseActions(
            Releases releases,
            Environments environments,
            Releasing releasing,
            PlatformRepositories platform,
            ReleaseOrders orders,
            PreviewOrders previews,
            Freezes freezes,
            RunningCosts costs,
            ReleaseLooks looks) {
        this.releases = releases;
        this.environments = environments;
        this.releasing = releasing;
        this.platform = platform;
        this.orders = orders;
        this.previews = previews;
        this.freezes = freezes;
        this.costs = costs;
        this.looks = looks;
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** Nothing before there is a service. */
    @Override
    public List<Offer> offers() {
        if (releases.services(null, null, 1).isEmpty()) {
            return List.of();
        }
        List<DeployEnvironment> all = environments.all();
        List<DeployEnvironment> later =
                all.stream().filter(one -> one.promotesFrom() != null).toList();
        return Arrays.stream(ReleaseOffer.values())
                .map(offer -> offer.offer(offer == ReleaseOffer.PROMOTE ? later : all))
                .toList();
    }

    @Override
    public Plan plan(Asked asked) {
        Slot slot = slot(asked.inputs());
        if (slot == null) {
            return Plan.NONE;
        }
        Optional<Service> service = releases.service(slot.service());
        if (service.isEmpty()) {
            return problem(
                    "service", "there is no service \"%s\" with values; adopt it first".formatted(slot.service()));
        }
        if (!asked.by().isAdmin() && !asked.by().teams().contains(service.get().team())) {
            return problem(
                    "service",
                    "%s belongs to the team %s; ask somebody of it"
                            .formatted(slot.service(), service.get().team()));
        }
        Optional<DeployEnvironment> environment = environments.find(slot.environment());
        if (environment.isEmpty()) {
            return Plan.NONE;
        }
        try {
            Integer change = change(asked.inputs());
            if (change != null) {
                previews.requireMayTry(service.get(), change, asked.by());
            }
            ReleaseOffer offer = offer(asked.invocation());
            Order order = orders.order(
                    offer, "plan", slot, asked.inputs(), null, asked.by().name());
            if (change == null) {
                return plan(service.get(), offer, order, environment.get()).held(hold(offer, slot));
            }
            PreviewOrders.Wanted wanted = previews.wanted(order, change);
            return plan(service.get(), offer, wanted.order(), wanted.environment())
                    .held(hold(offer, slot));
        } catch (ReleaseOrders.Unwritten unwritten) {
            return Plan.NONE;
        } catch (PlatformException wrong) {
            return problem("environment", wrong.reason());
        }
    }

    /** A way back is never frozen. */
    private @Nullable String hold(ReleaseOffer offer, Slot slot) {
        return offer == ReleaseOffer.ROLL_BACK
                ? null
                : freezes.now(slot.environment()).map(Frozen::sentence).orElse(null);
    }

    private static Plan problem(String input, String message) {
        return Plan.refused("properties." + input, message);
    }

    private Plan plan(Service service, ReleaseOffer offer, Order order, DeployEnvironment environment) {
        Slot slot = order.slot();
        String commit =
                order.valuesCommit() == null ? platform.head(platform.values()).orElseThrow() : order.valuesCommit();
        Rendered rendered = releasing.rendered(order, service, environment, commit);
        List<Problem> problems = new ArrayList<>();
        rendered.problems()
                .forEach(one -> problems.add(new Problem("properties.environment", one.path() + " " + one.message())));
        rendered.objections().stream()
                .filter(one -> one.severity() == Severity.DENY)
                .forEach(one -> problems.add(new Problem("properties.environment", one.message())));
        if (offer == ReleaseOffer.SCALE && rendered.manifests().stream().anyMatch(ReleaseActions::scalesItself)) {
            problems.add(new Problem(
                    "properties.replicas",
                    "%s runs as many as its load needs; change autoscaling in its values".formatted(slot.service())));
        }
        List<Piece> items = new ArrayList<>();
        Optional<Release> newest = releases.newest(slot);
        items.add(new Piece(
                order.kind() == Release.Kind.REMOVE ? Effect.LOST : newest.isEmpty() ? Effect.CREATED : Effect.CHANGED,
                slot.toString(),
                "%s → %s"
                        .formatted(
                                newest.map(ReleaseActions::whatRuns).orElse("nothing"),
                                order.kind() == Release.Kind.REMOVE ? "nothing" : version(order.wanted()))));
        if (offer == ReleaseOffer.REPAIR) {
            drifts(slot).forEach(items::add);
        }
        List<Manifest> before = newest.map(releasing::manifests).orElse(List.of());
        RenderedDiff.of(before, rendered.manifests()).objects().stream()
                .limit(MOST_PIECES)
                .forEach(change -> items.add(piece(change)));
        Cost cost = costs.of(Footprint.of(before), Footprint.of(rendered.manifests()))
                .orElse(null);
        boolean isKnown = !rendered.manifests().isEmpty() || order.kind() == Release.Kind.REMOVE;
        return new Plan(problems, items, isKnown ? cost : null);
    }

    private Stream<Piece> drifts(Slot slot) {
        return releases.running(slot).stream()
                .flatMap(running -> looks.drifts(running.id()).stream())
                .limit(MOST_PIECES)
                .map(drift -> new Piece(
                        drift.field().equals(Drift.EXISTENCE) ? Effect.CREATED : Effect.CHANGED,
                        drift.object(),
                        "%s: %s → %s".formatted(drift.field(), cut(drift.actual()), cut(drift.wanted()))));
    }

    private static String cut(JsonNode value) {
        String text = value.isString() ? value.stringValue() : value.toString();
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }

    private static boolean scalesItself(Manifest manifest) {
        return manifest.kind().name().equals("HorizontalPodAutoscaler");
    }

    private static Piece piece(RenderedDiff.ObjectChange change) {
        Effect effect = switch (change.state()) {
            case ADDED -> Effect.CREATED;
            case CHANGED -> Effect.CHANGED;
            case REMOVED -> Effect.LOST;
        };
        String fields = change.fields().size() == 1
                ? change.fields().getFirst().path()
                : "%d fields".formatted(change.fields().size());
        return new Piece(
                effect,
                change.object(),
                change.effect().isEmpty() && !change.fields().isEmpty() ? fields : change.effect());
    }

    private static String whatRuns(Release release) {
        return release.kind() == Release.Kind.REMOVE
                ? "nothing"
                : version(release.content().wanted());
    }

    private static String version(ObjectNode wanted) {
        String tag = Json.textAt(wanted.path("image"), "tag");
        return tag == null ? "an image without a tag" : tag;
    }

    @Override
    public Done carryOut(Work work) {
        Slot slot = slot(work.inputs());
        if (slot == null) {
            throw new InvalidInput("service", "is missing");
        }
        requireThawed(offer(work.invocation()), slot, work);
        Release release;
        try {
            Order order =
                    orders.order(offer(work.invocation()), work.key(), slot, work.inputs(), work.run(), work.by());
            Integer change = change(work.inputs());
            release = change == null ? releasing.release(order) : previews.start(order, change);
        } catch (ReleaseOrders.Unwritten unwritten) {
            throw new InvalidInput(unwritten.input(), "is missing");
        }
        ObjectNode output = Json.object()
                .put("release", release.id())
                .put("number", release.number())
                .put("url", "/deliveries/" + slot.service());
        String what = "Release %d of %s (%s)".formatted(release.number(), slot, whatRuns(release));
        return new Done(
                output,
                release.state().isUnderWay()
                        ? what + " is committed, and the cluster is being brought to it; you are told when it is live"
                        : what + " is committed to platform/deployments");
    }

    /** What was begun before a freeze window is ended in it. */
    private void requireThawed(ReleaseOffer offer, Slot slot, Work work) {
        String hold = work.urgent() == null ? hold(offer, slot) : null;
        if (hold != null && releases.find(Releasing.idOf(work.key())).isEmpty()) {
            throw new Conflict("on_hold", hold, Map.of("environment", slot.environment()));
        }
    }

    private static ReleaseOffer offer(ObjectNode invocation) {
        String name = String.valueOf(Json.textAt(invocation, "operation"));
        try {
            return ReleaseOffer.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw new NotFound("operation", "name", name);
        }
    }

    /** Number of the change request that is tried; null where none is. */
    private static @Nullable Integer change(ObjectNode inputs) {
        if (!inputs.path("preview").asBoolean(false)) {
            return null;
        }
        int change = inputs.path("change").asInt(0);
        if (change < 1) {
            throw new ReleaseOrders.Unwritten("change");
        }
        return change;
    }

    private static @Nullable Slot slot(ObjectNode inputs) {
        String service = Json.textAt(inputs, "service");
        String environment = Json.textAt(inputs, "environment");
        return service == null || environment == null ? null : new Slot(service, environment);
    }
}
