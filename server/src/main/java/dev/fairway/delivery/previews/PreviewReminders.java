package dev.fairway.delivery.previews;

import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.changes.ChangeRequests;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.previews.Preview.Outside;
import dev.fairway.delivery.releases.Releases;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reminds of previews a day before they end. */
@Component
class PreviewReminders {

    private static final Duration BEFORE = Duration.ofDays(1);

    private final Previews previews;
    private final Repositories repositories;
    private final ChangeRequests requests;
    private final Releases releases;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    PreviewReminders(
            Previews previews,
            Repositories repositories,
            ChangeRequests requests,
            Releases releases,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.previews = previews;
        this.repositories = repositories;
        this.requests = requests;
        this.releases = releases;
        this.transaction = transaction;
        this.events = events;
    }

    /** @return how many there were */
    int remind(Instant now, int most) {
        List<Preview> soon = previews.toBeReminded(now.plus(BEFORE), most);
        soon.forEach(preview -> transaction.executeWithoutResult(status -> remind(preview)));
        return soon.size();
    }

    /** Not of one that lives no longer than that anyway. */
    private void remind(Preview preview) {
        previews.reminded(preview);
        Instant begun = preview.life().createdAt();
        if (preview.life().endsAt().isAfter(begun.plus(BEFORE))) {
            events.publishEvent(reminder(preview));
        }
    }

    /** At a host outside the request is read there. */
    private PreviewEnds reminder(Preview preview) {
        String team = releases.getService(preview.service()).team();
        Outside outside = preview.tried().outside();
        if (outside != null) {
            return new PreviewEnds(preview, outside.name(), team, outside.url());
        }
        ChangeRequest request = requests.get(repositories.byId(preview.repositoryId()), preview.change());
        return new PreviewEnds(
                preview,
                request.text().title(),
                team,
                "/repositories/%s/change-requests/%d".formatted(request.repository(), request.number()));
    }
}
