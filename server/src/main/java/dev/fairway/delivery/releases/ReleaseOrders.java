package dev.fairway.delivery.releases;

import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.releases.Release.Kind;
import dev.fairway.delivery.releases.Release.Slot;
import dev.fairway.delivery.releases.Release.State;
import dev.fairway.delivery.releases.Releasing.Order;
import dev.fairway.delivery.values.Pointer;
import dev.fairway.delivery.values.ValuesEdit;
import dev.fairway.delivery.values.ValuesEdit.Change;
import dev.fairway.delivery.values.ValuesTree;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.Timestamps;
import dev.fairway.shared.WebAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns what somebody asks for into what is to be released. */
@Component
class ReleaseOrders {

    private final Releases releases;
    private final Environments environments;
    private final PlatformRepositories platform;
    private final PublishedImages publishedImages;
    private final Clock clock;

    ReleaseOrders(
            Releases releases,
            Environments environments,
            PlatformRepositories platform,
            PublishedImages publishedImages,
            Clock clock) {
        this.releases = releases;
        this.environments = environments;
        this.platform = platform;
        this.publishedImages = publishedImages;
        this.clock = clock;
    }

    /** Something that has to be there is not there yet. */
    static final class Unwritten extends RuntimeException {

        private final String input;

        Unwritten(String input) {
            super(input);
            this.input = input;
        }

        String input() {
            return input;
        }
    }

    /**
     * @param run on whose behalf; null outside of runs
     * @throws Unwritten when the inputs do not say enough yet
     */
    Order order(ReleaseOffer offer, String key, Slot slot, ObjectNode inputs, @Nullable String run, String by) {
        return switch (offer) {
            case DEPLOY -> new Order(key, slot, offer.kind(), image(slot, inputs), null, Map.of(), null, run, by);
            case PROMOTE -> new Order(key, slot, offer.kind(), promoted(slot), null, Map.of(), null, run, by);
            case ROLL_BACK -> WayBack.order(key, earlier(slot, inputs), run, by);
            case REMOVE -> removed(key, slot, run, by);
            case RESTART -> new Order(key, slot, offer.kind(), restarted(slot), null, Map.of(), null, run, by);
            case REPAIR -> repaired(key, slot, run, by);
            case CONFIGURE -> configured(key, slot, wantedChanges(inputs), run, by);
            case SCALE -> configured(key, slot, List.of(change("/replicas", replicas(inputs))), run, by);
            case PAUSE -> configured(key, slot, List.of(change("/paused", Json.MAPPER.valueToTree(true))), run, by);
            case RESUME -> configured(key, slot, List.of(change("/paused", Json.MAPPER.valueToTree(false))), run, by);
        };
    }

    private static List<Change> wantedChanges(ObjectNode inputs) {
        List<Change> changes = changes(inputs.path("changes"));
        if (changes.isEmpty()) {
            throw new Unwritten("changes");
        }
        return changes;
    }

    /** @param byPath values by their JSON pointers; null takes one away */
    static List<Change> changes(JsonNode byPath) {
        List<Change> changes = new ArrayList<>();
        Json.fields(byPath).forEach((path, value) -> changes.add(change(path, value)));
        return changes;
    }

    private static JsonNode replicas(ObjectNode inputs) {
        JsonNode replicas = inputs.get("replicas");
        if (replicas == null || !replicas.isNumber()) {
            throw new Unwritten("replicas");
        }
        return replicas;
    }

    /** Comments and everything else in the file of the environment stay as they are. */
    private Order configured(String key, Slot slot, List<Change> changes, @Nullable String run, String by) {
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

    /** What nobody says of the image is what the build said that published it. */
    private ObjectNode image(Slot slot, ObjectNode inputs) {
        String tag = Json.textAt(inputs, "tag");
        if (tag == null) {
            throw new Unwritten("tag");
        }
        ObjectNode wanted = image(inputs, tag);
        if (Json.textAt(inputs, "digest") == null) {
            publishedImages.find(slot, tag).ifPresent(build -> {
                wanted.withObject("image").put("digest", build.digest());
                if (Json.textAt(inputs, "commit") == null) {
                    wanted.withObject("release").put("commit", build.commit());
                }
            });
        }
        return wanted;
    }

    private static ObjectNode image(ObjectNode inputs, String tag) {
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
        String workflow = Json.textAt(inputs, Release.WORKFLOW);
        if (workflow != null) {
            release.put(Release.WORKFLOW, WebAddress.require(Release.WORKFLOW, workflow));
        }
        return wanted;
    }

    /** As a label of Kubernetes takes it. */
    static String label(String tag) {
        String cut = tag.length() > 63 ? tag.substring(0, 63) : tag;
        return cut.replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
    }

    private ObjectNode promoted(Slot slot) {
        String from = environments.get(slot.environment()).promotesFrom();
        if (from == null) {
            throw new InvalidInput(
                    "environment", "%s gets its versions from builds; deploy one".formatted(slot.environment()));
        }
        ObjectNode wanted = releases.running(new Slot(slot.service(), from))
                .map(release -> release.content().wanted().deepCopy())
                .orElseThrow(() -> new NotFound("live release", "environment", from));
        wanted.remove("restartedAt");
        return wanted;
    }

    private Order removed(String key, Slot slot, @Nullable String run, String by) {
        boolean isThere = releases.newest(slot)
                .filter(newest -> newest.kind() != Kind.REMOVE || newest.state() == State.FAILED)
                .isPresent();
        if (!isThere && releases.find(Releasing.idOf(key)).isEmpty()) {
            throw new NotFound("release", "service", slot.toString());
        }
        return new Order(key, slot, Kind.REMOVE, Json.object(), null, Map.of(), null, run, by);
    }

    private Release earlier(Slot slot, ObjectNode inputs) {
        int number = inputs.path("number").asInt(0);
        if (number > 0) {
            return releases.numbered(slot, number)
                    .filter(release -> release.content().deploymentsCommit() != null)
                    .orElseThrow(() -> new NotFound("release of " + slot, "number", String.valueOf(number)));
        }
        return releases.earlier(slot).orElseThrow(() -> new NotFound("earlier release", "service", slot.toString()));
    }

    /** What runs, as it was released. */
    private Order repaired(String key, Slot slot, @Nullable String run, String by) {
        Release running = releases.running(slot)
                .filter(release -> release.content().deploymentsCommit() != null)
                .orElseThrow(() -> new NotFound("live release", "service", slot.toString()));
        return new Order(
                key,
                slot,
                Kind.REPAIR,
                running.content().wanted().deepCopy(),
                running.content().valuesCommit(),
                Map.of(),
                running.isBack() ? running.content().goesBackTo() : null,
                run,
                by);
    }

    private ObjectNode restarted(Slot slot) {
        ObjectNode wanted = releases.newest(slot)
                .map(release -> release.content().wanted().deepCopy())
                .orElseThrow(() -> new NotFound("release", "service", slot.toString()));
        return wanted.put("restartedAt", Timestamps.format(clock.instant()));
    }
}
