package dev.fairway.delivery.previews;

import dev.fairway.access.Actor;
import dev.fairway.delivery.hosts.GitHosts;
import dev.fairway.delivery.hosts.HostRefusal;
import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.jobs.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reminds of previews that end soon, and ends those whose time is over or whose change request is not open. Hosts outside are
 * asked how theirs stand, as what they told may be lost; what they do not answer ends nothing.
 */
@Component
class OldPreviews implements RecurringJob {

    private static final Logger LOG = LoggerFactory.getLogger(OldPreviews.class);
    private static final int MOST = 200;
    private static final int MOST_ASKED = 50;
    private static final Duration BETWEEN_QUESTIONS = Duration.ofHours(1);

    private final Previews previews;
    private final EndPreview ending;
    private final PreviewReminders reminders;
    private final GitHosts hosts;
    private final Clock clock;

    OldPreviews(Previews previews, EndPreview ending, PreviewReminders reminders, GitHosts hosts, Clock clock) {
        this.previews = previews;
        this.ending = ending;
        this.reminders = reminders;
        this.hosts = hosts;
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
        int soon = reminders.remind(now, MOST);
        List<Preview> outside = previews.toBeAsked(now.minus(BETWEEN_QUESTIONS), MOST_ASKED);
        ask(outside);
        return "%,d reminded of, %,d to be taken away, %,d looked up at their Git hosts"
                .formatted(soon, over.size(), outside.size());
    }

    /** A host that does not answer is not asked about the others; they have their turn as if it had been. */
    private void ask(List<Preview> outside) {
        Set<String> silent = new HashSet<>();
        for (Preview preview : outside) {
            previews.asked(preview, clock.instant());
            hosts.find(preview.repositoryId())
                    .filter(repository -> !silent.contains(repository.host()))
                    .ifPresent(repository -> ask(preview, repository, silent));
        }
    }

    private void ask(Preview preview, RepositoryAt repository, Set<String> silent) {
        try {
            ask(preview, repository);
        } catch (HostRefusal refusal) {
            LOG.info("How the request of {} stands is not known: {}", preview.slot(), refusal.reason());
        } catch (PlatformException away) {
            silent.add(repository.host());
            LOG.info("How the request of {} stands is not known: {}", preview.slot(), away.reason());
        }
    }

    /** A request that is not there may be one that the token may not see any more: its preview stays until its time is over. */
    private void ask(Preview preview, RepositoryAt repository) {
        hosts.of(repository)
                .request(repository, preview.change())
                .filter(request -> !request.isOpen())
                .ifPresent(request ->
                        ending.end(preview.slot(), FollowRequests.why(request.state()), Actor.SYSTEM.name()));
    }
}
