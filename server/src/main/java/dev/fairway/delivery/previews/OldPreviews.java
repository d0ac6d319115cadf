package dev.fairway.delivery.previews;

import dev.fairway.access.Actor;
import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.changes.ChangeRequests;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.releases.Releases;
import dev.fairway.shared.jobs.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reminds of previews that end soon, and ends those whose time is over or whose change request is not open. */
@Component
class OldPreviews implements RecurringJob {

    private static final int MOST = 200;
    private static final Duration BEFORE = Duration.ofDays(1);

    private final Previews previews;
    private final EndPreview ending;
    private final Repositories repositories;
    private final ChangeRequests requests;
    private final Releases releases;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OldPreviews(
            Previews previews,
            EndPreview ending,
            Repositories repositories,
            ChangeRequests requests,
            Releases releases,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.previews = previews;
        this.ending = ending;
        this.repositories = repositories;
        this.requests = requests;
        this.releases = releases;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "end-previews";
    }

    @Override
    public String purpose() {
        return "Reminds of previews that end within a day, and takes away those that have ended";
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(5);
    }

    @Override
    public String run() {
        Instant now = clock.instant();
        List<Preview> over = previews.over(now, MOST);
        over.forEach(preview -> ending.end(
                preview.slot(),
                preview.life().endsAt().isAfter(now) ? "Its change request is not open." : "Its time is over.",
                Actor.SYSTEM.name()));
        List<Preview> soon = previews.toBeReminded(now.plus(BEFORE), MOST);
        soon.forEach(this::remind);
        return "%,d reminded of, %,d to be taken away".formatted(soon.size(), over.size());
    }

    /** Not of one that lives no longer than that anyway. */
    private void remind(Preview preview) {
        transaction.executeWithoutResult(status -> {
            previews.reminded(preview);
            Instant begun = preview.life().createdAt();
            if (preview.life().endsAt().isAfter(begun.plus(BEFORE))) {
                ChangeRequest request = requests.get(repositories.byId(preview.repositoryId()), preview.change());
                events.publishEvent(new PreviewEnds(
                        preview,
                        request.text().title(),
                        releases.getService(preview.service()).team(),
                        "/repositories/%s/change-requests/%d".formatted(request.repository(), request.number())));
            }
        });
    }
}
