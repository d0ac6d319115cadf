package dev.fairway.delivery.previews;

import dev.fairway.access.Actor;
import dev.fairway.clusters.ClusterUnreachable;
import dev.fairway.delivery.bindings.ResourceUses;
import dev.fairway.delivery.previews.Preview.State;
import dev.fairway.delivery.releases.Environments;
import dev.fairway.delivery.releases.PlatformRepositories;
import dev.fairway.delivery.releases.PreviewNamespaces;
import dev.fairway.delivery.releases.Release;
import dev.fairway.delivery.releases.Release.Kind;
import dev.fairway.delivery.releases.Release.Slot;
import dev.fairway.delivery.releases.ReleaseEnded;
import dev.fairway.delivery.releases.Releases;
import dev.fairway.delivery.releases.Releasing;
import dev.fairway.delivery.releases.Releasing.Order;
import dev.fairway.delivery.values.ValuesTree;
import dev.fairway.shared.Json;
import dev.fairway.shared.jobs.Chore;
import dev.fairway.shared.jobs.Chores;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes previews away: what runs of them by a release like any other, then their namespace, then what was kept of them. Each
 * look goes on from what is there, so that a crash or a cluster that is away only makes it later.
 */
@Component
class EndPreview implements Chore {

    static final String KIND = "end-preview";

    private static final Duration PAUSE_WHEN_AWAY = Duration.ofSeconds(15);
    private static final Duration PAUSE_WHEN_REFUSED = Duration.ofMinutes(2);

    private final Previews previews;
    private final Releases releases;
    private final Releasing releasing;
    private final Environments environments;
    private final PreviewNamespaces namespaces;
    private final PlatformRepositories platform;
    private final ResourceUses uses;
    private final Chores chores;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    EndPreview(
            Previews previews,
            Releases releases,
            Releasing releasing,
            Environments environments,
            PreviewNamespaces namespaces,
            PlatformRepositories platform,
            ResourceUses uses,
            Chores chores,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.previews = previews;
        this.releases = releases;
        this.releasing = releasing;
        this.environments = environments;
        this.namespaces = namespaces;
        this.platform = platform;
        this.uses = uses;
        this.chores = chores;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** From now on it is being taken away; does nothing where it is already. @param why as a sentence */
    Preview end(Slot slot, String why, String by) {
        return transaction.execute(status -> {
            releases.lock(slot);
            Preview before = previews.get(slot);
            if (before.state() != State.RUNNING) {
                return before;
            }
            Preview ending = before.with(State.ENDING, why);
            previews.save(ending);
            events.publishEvent(PreviewChanged.of(before, ending, by));
            chores.add(KIND, slot.environment());
            chores.add(ShowPreview.KIND, slot.environment());
            return ending;
        });
    }

    /** Within the transaction that says how a release ended. */
    @EventListener
    void on(ReleaseEnded ended) {
        Slot slot = ended.release().slot();
        if (slot.isPreview()) {
            chores.add(ShowPreview.KIND, slot.environment());
            chores.add(KIND, slot.environment());
        }
    }

    @Override
    public void run(String id) {
        Duration again = transaction.execute(status -> look(id));
        if (again.isPositive()) {
            chores.add(KIND, id, clock.instant().plus(again));
        }
    }

    /** @return when to look again; zero for when something happens, or never */
    private Duration look(String id) {
        Preview known = previews.find(id).orElse(null);
        if (known == null) {
            return Duration.ZERO;
        }
        releases.lock(known.slot());
        Preview preview = previews.get(known.slot());
        if (preview.state() != State.ENDING) {
            return Duration.ZERO;
        }
        Optional<Release> newest = releases.newest(preview.slot());
        if (newest.isEmpty()) {
            return takenAway(preview);
        }
        Release release =
                newest.get().kind() == Kind.REMOVE ? newest.get() : releasing.release(removal(preview, newest.get()));
        return switch (release.state()) {
            case LIVE, HANDED_OVER -> takenAway(preview);
            case FAILED -> isOld(release) ? again(preview, release) : PAUSE_WHEN_REFUSED;
            default -> Duration.ZERO;
        };
    }

    private boolean isOld(Release failed) {
        return !clock.instant().isBefore(failed.course().createdAt().plus(PAUSE_WHEN_REFUSED));
    }

    private Duration again(Preview preview, Release failed) {
        releasing.release(removal(preview, failed));
        return Duration.ZERO;
    }

    private static Order removal(Preview preview, Release before) {
        return new Order(
                "end-preview %s after %s".formatted(preview.slot().environment(), before.id()),
                preview.slot(),
                Kind.REMOVE,
                Json.object(),
                null,
                Map.of(),
                null,
                null,
                Actor.SYSTEM.name());
    }

    private Duration takenAway(Preview preview) {
        Slot slot = preview.slot();
        Optional<String> stays;
        try {
            stays = namespaces.takeAway(slot, preview.address().namespace());
        } catch (ClusterUnreachable away) {
            return PAUSE_WHEN_AWAY;
        }
        platform.delete(
                platform.values(),
                Actor.SYSTEM,
                "End the preview %s".formatted(slot.environment()),
                List.of(
                        ValuesTree.fileOfEnvironment(slot.service(), slot.environment()),
                        ValuesTree.fileOfRelease(slot.service(), slot.environment())));
        uses.forgetAll(slot.service(), slot.environment());
        environments.removePreview(slot.environment());
        String message =
                stays.map(why -> "%s %s".formatted(preview.message(), why)).orElse(preview.message());
        previews.save(preview.with(State.ENDED, message).endedAt(clock.instant()));
        chores.add(ShowPreview.KIND, slot.environment());
        return Duration.ZERO;
    }
}
