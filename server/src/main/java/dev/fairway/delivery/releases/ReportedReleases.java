package dev.fairway.delivery.releases;

import dev.fairway.access.Actor;
import dev.fairway.delivery.releases.Release.Content;
import dev.fairway.delivery.releases.Release.Course;
import dev.fairway.delivery.releases.Release.Kind;
import dev.fairway.delivery.releases.Release.Pods;
import dev.fairway.delivery.releases.Release.Slot;
import dev.fairway.delivery.releases.Release.State;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.jobs.Chores;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What others say of deployments that they carried out, where no cluster is connected that would say it. A release that was
 * handed over to them ends so; a version that Fairway knows nothing of becomes a release of its own, to promote and to count.
 */
@Component
class ReportedReleases {

    private final Releases releases;
    private final Environments environments;
    private final PlatformRepositories platform;
    private final SourceCommits sources;
    private final ReleaseEntities entities;
    private final Chores chores;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ReportedReleases(
            Releases releases,
            Environments environments,
            PlatformRepositories platform,
            SourceCommits sources,
            ReleaseEntities entities,
            Chores chores,
            ApplicationEventPublisher events,
            Clock clock) {
        this.releases = releases;
        this.environments = environments;
        this.platform = platform;
        this.sources = sources;
        this.entities = entities;
        this.chores = chores;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param wanted the version: {@code {image: {tag, digest}, release: {version, commit}}}
     * @param isLive or else it has failed
     * @param message a sentence on how it stands; empty for the usual one
     */
    record Report(Slot slot, ObjectNode wanted, boolean isLive, String message) {

        private State state() {
            return isLive ? State.LIVE : State.FAILED;
        }

        private String sentence(Actor by) {
            return message.isBlank()
                    ? "%s says that %s.".formatted(by.name(), isLive ? "it is live" : "it has failed")
                    : message;
        }
    }

    /** Sending it again is the same as once. @throws InvalidInput where Fairway sees for itself how releases stand */
    @Transactional
    public Release report(Report report, Actor by) {
        DeployEnvironment environment = environments.get(report.slot().environment());
        if (environment.cluster() != null) {
            throw new InvalidInput(
                    "environment",
                    "Fairway brings releases to the cluster of %s itself, and sees how they stand"
                            .formatted(environment.name()));
        }
        releases.lock(report.slot());
        Optional<Release> newest = releases.newest(report.slot())
                .filter(release -> isSame(release.content().wanted(), report.wanted()));
        if (newest.filter(release -> release.state() == report.state()).isPresent()) {
            return newest.get();
        }
        Release ended = newest.filter(
                        release -> release.state() == State.HANDED_OVER || release.kind() == Kind.REPORTED)
                .map(release -> release.ended(report.state(), report.sentence(by), release.pods(), clock.instant()))
                .orElseGet(() -> made(report, by));
        keep(ended);
        return ended;
    }

    private void keep(Release release) {
        Service service = releases.getService(release.slot().service());
        releases.save(release);
        sources.note(release, service);
        entities.write(release, service);
        events.publishEvent(ReleaseEnded.of(release, service.team()));
        if (release.state() == State.FAILED && release.kind() != Kind.REPORTED) {
            chores.add(WayBack.KIND, release.id());
        }
    }

    private Release made(Report report, Actor by) {
        int number = releases.newest(report.slot()).map(Release::number).orElse(0) + 1;
        ObjectNode wanted = report.wanted().deepCopy();
        wanted.withObject("release").put("number", number).put("by", by.name());
        String written = platform.write(
                platform.values(),
                by,
                "Release %d of %s, as it was reported".formatted(number, report.slot()),
                Releasing.file(report.slot(), wanted));
        return new Release(
                UUID.randomUUID().toString(),
                report.slot(),
                number,
                Kind.REPORTED,
                report.state(),
                new Content(wanted, written, null, null),
                report.sentence(by),
                new Pods(0, 0),
                new Course(null, by.name(), clock.instant(), null, null, clock.instant()));
    }

    /** The same image; what a report does not say is not compared. */
    private static boolean isSame(JsonNode known, JsonNode reported) {
        String digest = Json.textAt(reported.path("image"), "digest");
        return Objects.equals(Json.textAt(known.path("image"), "tag"), Json.textAt(reported.path("image"), "tag"))
                && (digest == null || digest.equals(Json.textAt(known.path("image"), "digest")));
    }
}
