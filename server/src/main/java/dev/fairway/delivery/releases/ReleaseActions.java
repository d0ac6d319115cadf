package dev.fairway.delivery.releases;

import dev.fairway.clusters.Manifest;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.releases.Release.Kind;
import dev.fairway.delivery.releases.Release.Slot;
import dev.fairway.delivery.releases.Releasing.Order;
import dev.fairway.delivery.render.Objection.Severity;
import dev.fairway.delivery.render.Rendered;
import dev.fairway.delivery.render.RenderedDiff;
import dev.fairway.delivery.values.Pointer;
import dev.fairway.delivery.values.ValuesEdit;
import dev.fairway.delivery.values.ValuesEdit.Change;
import dev.fairway.delivery.values.ValuesTree;
import dev.fairway.selfservice.spi.ActionHandler;
import dev.fairway.selfservice.spi.Asked;
import dev.fairway.selfservice.spi.Done;
import dev.fairway.selfservice.spi.Offer;
import dev.fairway.selfservice.spi.Plan;
import dev.fairway.selfservice.spi.Plan.Effect;
import dev.fairway.selfservice.spi.Plan.Piece;
import dev.fairway.selfservice.spi.Work;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.Problem;
import dev.fairway.shared.Timestamps;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code DELIVERY}: what can be asked for about what runs where. */
@Component
class ReleaseActions implements ActionHandler {

    static final String TYPE = ReleaseOffer.TYPE;

    private static final int MOST_PIECES = 30;

    private final Releases releases;
    private final Environments environments;
    private final Releasing releasing;
    private final PlatformRepositories platform;
    private final Clock clock;

    ReleaseActions(
            Releases releases,
            Environments environments,
            Releasing releasing,
            PlatformRepositories platform,
            Clock clock) {
        this.releases = releases;
        this.environments = environments;
        this.releasing = releasing;
        this.platform = platform;
        this.clock = clock;
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
        if (environments.find(slot.environment()).isEmpty()) {
            return Plan.NONE;
        }
        try {
            Kind kind = kind(asked.invocation());
            return plan(
                    service.get(),
                    order("plan", kind, slot, asked.inputs(), null, asked.by().name()));
        } catch (Unwritten unwritten) {
            return Plan.NONE;
        } catch (PlatformException wrong) {
            return problem("environment", wrong.reason());
        }
    }

    private static Plan problem(String input, String message) {
        return Plan.refused("properties." + input, message);
    }

    private Plan plan(Service service, Order order) {
        Slot slot = order.slot();
        DeployEnvironment environment = environments.get(slot.environment());
        String commit =
                order.valuesCommit() == null ? platform.head(platform.values()).orElseThrow() : order.valuesCommit();
        Rendered rendered = releasing.rendered(service, environment, commit, Releasing.files(order, order.wanted()));
        List<Problem> problems = new ArrayList<>();
        rendered.problems()
                .forEach(one -> problems.add(new Problem("properties.environment", one.path() + " " + one.message())));
        rendered.objections().stream()
                .filter(one -> one.severity() == Severity.DENY)
                .forEach(one -> problems.add(new Problem("properties.environment", one.message())));
        List<Piece> items = new ArrayList<>();
        Optional<Release> newest = releases.newest(slot);
        items.add(new Piece(
                newest.isEmpty() ? Effect.CREATED : Effect.CHANGED,
                slot.toString(),
                "%s → %s"
                        .formatted(
                                newest.map(one -> version(one.content().wanted()))
                                        .orElse("nothing"),
                                version(order.wanted()))));
        List<Manifest> before = newest.map(releasing::manifests).orElse(List.of());
        RenderedDiff.of(before, rendered.manifests()).objects().stream()
                .limit(MOST_PIECES)
                .forEach(change -> items.add(piece(change)));
        return new Plan(problems, items, null);
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
        Kind kind = kind(work.invocation());
        Release release;
        try {
            release = releasing.release(order(work.key(), kind, slot, work.inputs(), work.run(), work.by()));
        } catch (Unwritten unwritten) {
            throw new InvalidInput("tag", "is missing");
        }
        ObjectNode output = Json.object().put("release", release.id()).put("number", release.number());
        String what = "Release %d of %s (%s)"
                .formatted(release.number(), slot, version(release.content().wanted()));
        return new Done(
                output,
                release.state().isUnderWay()
                        ? what + " is committed, and the cluster is being brought to it; you are told when it is live"
                        : what + " is committed to platform/deployments");
    }

    /** Something that has to be there is not there yet. */
    private static final class Unwritten extends RuntimeException {}

    private Order order(String key, Kind kind, Slot slot, ObjectNode inputs, @Nullable String run, String by) {
        return switch (kind) {
            case DEPLOY -> new Order(key, slot, kind, image(inputs), null, Map.of(), null, run, by);
            case CONFIGURE -> configured(key, slot, inputs, run, by);
            case PROMOTE -> new Order(key, slot, kind, promoted(slot), null, Map.of(), null, run, by);
            case ROLL_BACK -> WayBack.order(key, earlier(slot, inputs), run, by);
            case RESTART -> new Order(key, slot, kind, restarted(slot), null, Map.of(), null, run, by);
        };
    }

    /** Comments and everything else in the file of the environment stay as they are. */
    private Order configured(String key, Slot slot, ObjectNode inputs, @Nullable String run, String by) {
        List<Change> changes = new ArrayList<>();
        Json.fields(inputs.path("changes")).forEach((path, value) -> changes.add(change(path, value)));
        if (changes.isEmpty()) {
            throw new Unwritten();
        }
        String file = ValuesTree.fileOfEnvironment(slot.service(), slot.environment());
        HostedRepository values = platform.values();
        String head = platform.head(values).orElseThrow();
        String before = platform.text(values, head, file).orElse("");
        Map<String, String> edits = Map.of(file, ValuesEdit.apply(before, changes));
        ObjectNode wanted = releases.newest(slot)
                .map(release -> release.content().wanted().deepCopy())
                .orElseThrow(() -> new NotFound("release", "service", slot.toString()));
        return new Order(key, slot, Kind.CONFIGURE, wanted, null, edits, null, run, by);
    }

    /** A null takes a value away, so that the layer below counts. */
    private static Change change(String path, JsonNode value) {
        try {
            return new Change(Pointer.of(path), value.isNull() ? null : value);
        } catch (InvalidInput none) {
            throw new InvalidInput("changes", "\"%.100s\" is no path such as /memory".formatted(path));
        }
    }

    private static ObjectNode image(ObjectNode inputs) {
        String tag = Json.textAt(inputs, "tag");
        if (tag == null) {
            throw new Unwritten();
        }
        ObjectNode wanted = Json.object();
        wanted.putObject("image").put("tag", tag);
        String digest = Json.textAt(inputs, "digest");
        if (digest != null) {
            wanted.withObject("image").put("digest", digest);
        }
        ObjectNode release = wanted.putObject("release").put("version", label(tag));
        String commit = Json.textAt(inputs, "commit");
        if (commit != null) {
            release.put("commit", commit);
        }
        return wanted;
    }

    /** As a label of Kubernetes takes it. */
    private static String label(String tag) {
        String cut = tag.length() > 63 ? tag.substring(0, 63) : tag;
        return cut.replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
    }

    private ObjectNode promoted(Slot slot) {
        String from = environments.get(slot.environment()).promotesFrom();
        if (from == null) {
            throw new InvalidInput(
                    "environment", "%s gets its versions from builds; deploy one".formatted(slot.environment()));
        }
        ObjectNode wanted = releases.lastGood(new Slot(slot.service(), from), Integer.MAX_VALUE)
                .map(release -> release.content().wanted().deepCopy())
                .orElseThrow(() -> new NotFound("live release", "environment", from));
        wanted.remove("restartedAt");
        return wanted;
    }

    private Release earlier(Slot slot, ObjectNode inputs) {
        int number = inputs.path("number").asInt(0);
        if (number > 0) {
            return releases.numbered(slot, number)
                    .filter(release -> release.content().deploymentsCommit() != null)
                    .orElseThrow(() -> new NotFound("release of " + slot, "number", String.valueOf(number)));
        }
        int newest = releases.newest(slot).map(Release::number).orElse(0);
        return releases.lastGood(slot, newest)
                .orElseThrow(() -> new NotFound("earlier release", "service", slot.toString()));
    }

    private ObjectNode restarted(Slot slot) {
        ObjectNode wanted = releases.newest(slot)
                .map(release -> release.content().wanted().deepCopy())
                .orElseThrow(() -> new NotFound("release", "service", slot.toString()));
        return wanted.put("restartedAt", Timestamps.format(clock.instant()));
    }

    private static Kind kind(ObjectNode invocation) {
        String name = String.valueOf(Json.textAt(invocation, "operation"));
        try {
            return Kind.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw new NotFound("operation", "name", name);
        }
    }

    private static @Nullable Slot slot(ObjectNode inputs) {
        String service = Json.textAt(inputs, "service");
        String environment = Json.textAt(inputs, "environment");
        return service == null || environment == null ? null : new Slot(service, environment);
    }
}
