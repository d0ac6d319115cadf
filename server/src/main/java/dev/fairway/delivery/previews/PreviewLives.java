package dev.fairway.delivery.previews;

import dev.fairway.delivery.previews.Preview.State;
import dev.fairway.delivery.releases.Release.Slot;
import dev.fairway.delivery.releases.Releases;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.jobs.Chores;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How long previews live. */
@Component
class PreviewLives {

    private final Previews previews;
    private final Releases releases;
    private final Chores chores;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PreviewLives(Previews previews, Releases releases, Chores chores, ApplicationEventPublisher events, Clock clock) {
        this.previews = previews;
        this.releases = releases;
        this.chores = chores;
        this.events = events;
        this.clock = clock;
    }

    /** @param more from now @throws Conflict when it is being taken away, or is gone */
    @Transactional
    public Preview extend(Slot slot, Duration more, String by) {
        releases.lock(slot);
        Preview before = previews.get(slot);
        if (before.state() != State.RUNNING) {
            throw new Conflict(
                    "not_running",
                    "The preview of %s is %s; only one that runs is extended".formatted(slot.service(), before.state()),
                    Map.of("state", before.state()));
        }
        Preview after = before.until(clock.instant().plus(more));
        previews.save(after);
        events.publishEvent(PreviewChanged.of(before, after, by));
        chores.add(ShowPreview.KIND, slot.environment());
        return after;
    }
}
