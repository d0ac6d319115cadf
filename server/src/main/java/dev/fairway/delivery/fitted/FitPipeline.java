package dev.fairway.delivery.fitted;

import dev.fairway.access.Actor;
import dev.fairway.delivery.fitted.FittedPipeline.Seen;
import dev.fairway.delivery.fitted.FittedPipeline.State;
import dev.fairway.delivery.fitted.PipelineProposals.Wanted;
import dev.fairway.delivery.golden.AdoptionRecord;
import dev.fairway.delivery.golden.CiSystem;
import dev.fairway.delivery.hosts.GitHosts;
import dev.fairway.delivery.hosts.HostRefusal;
import dev.fairway.delivery.hosts.HostRequest;
import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.delivery.hosts.RepositoryLocks;
import dev.fairway.shared.Conflict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Proposes a pipeline to the repository of a service that has none, and what the template or the values change in it later. It looks and
 * remembers what it proposed and saw, so that it is done again for any reason. A pipeline that somebody wrote is left alone.
 */
@Component
class FitPipeline {

    private final FittedPipelines fitted;
    private final PipelineFacts facts;
    private final GoldenPipelines golden;
    private final Standings standings;
    private final GitHosts hosts;
    private final PipelineProposals proposals;
    private final RepositoryLocks locks;

    FitPipeline(
            FittedPipelines fitted,
            PipelineFacts facts,
            GoldenPipelines golden,
            Standings standings,
            GitHosts hosts,
            PipelineProposals proposals,
            RepositoryLocks locks) {
        this.fitted = fitted;
        this.facts = facts;
        this.golden = golden;
        this.standings = standings;
        this.hosts = hosts;
        this.proposals = proposals;
        this.locks = locks;
    }

    /** Of a service that comes from nowhere that is known nothing; of one that did, that it does not any more. */
    @Transactional
    public void look(String service) {
        Optional<RepositoryAt> repository = facts.repository(service);
        repository.ifPresent(one -> {
            locks.lock(one.id());
            look(service, one);
        });
        String id = repository.map(RepositoryAt::id).orElse("");
        fitted.of(service).stream()
                .filter(pipeline -> !pipeline.repositoryId().equals(id))
                .forEach(pipeline -> fitted.save(pipeline.broken("%s does not come from here".formatted(service))));
    }

    /** Of a repository that has one; nothing of others. */
    @Transactional
    public void lookAt(String repositoryId) {
        locks.lock(repositoryId);
        Optional<FittedPipeline> known = fitted.find(repositoryId);
        if (known.isEmpty()) {
            return;
        }
        String service = known.get().service();
        if (service == null) {
            hosts.find(repositoryId).ifPresent(repository -> look(null, repository));
        } else {
            look(service);
        }
    }

    private void look(@Nullable String service, RepositoryAt repository) {
        Optional<FittedPipeline> there = fitted.find(repository.id());
        FittedPipeline before = there.filter(known -> isFor(known, service))
                .map(known -> known.of(service))
                .orElse(null);
        if (before == null && there.isPresent()) {
            return;
        }
        CiSystem system = before == null ? golden.usual(repository) : before.system();
        Map<String, String> taken = before == null ? Map.of() : before.taken().files();
        try {
            standings
                    .of(system, repository, service, taken)
                    .map(now -> before == null ? begun(service, now) : carriedOn(now, before))
                    .or(() -> Optional.ofNullable(before).map(known -> unfit(repository, known)))
                    .ifPresent(fitted::save);
        } catch (HostRefusal refusal) {
            if (before != null) {
                fitted.save(before.broken(refusal.reason()));
            }
        }
    }

    /** What makes it fit may wait in the same change request. */
    private FittedPipeline unfit(RepositoryAt repository, FittedPipeline known) {
        if (proposals.latest(repository, known).filter(HostRequest::isOpen).isPresent()) {
            return known;
        }
        return known.broken(
                known.system() == CiSystem.FAIRWAY
                        ? "the golden path has no pipeline for what is in the repository"
                        : "%s is not there, or the golden path has no pipeline for %s"
                                .formatted(AdoptionRecord.FILE, known.system()));
    }

    /** Its own service; or it has none any more, as that was renamed or removed, or comes from elsewhere. */
    private boolean isFor(FittedPipeline known, @Nullable String service) {
        return known.service() == null
                || known.service().equals(service)
                || facts.repository(known.service())
                        .filter(repository -> repository.id().equals(known.repositoryId()))
                        .isEmpty();
    }

    /** Of what the repository has already only the golden path is followed. */
    private FittedPipeline begun(@Nullable String service, Standing now) {
        FittedPipeline fresh = FittedPipeline.fresh(now.at().id(), service, now.system(), now.version(), now.golden());
        if (now.isGolden()) {
            return fresh.merged().seen(State.CURRENT);
        }
        if (now.isFromHere()) {
            return carriedOn(now, fresh.having(now.own(), null)); // from when nobody wrote down yet who has one
        }
        return now.hasPipeline() || now.hasOthers() ? left(now, fresh) : proposed(now, fresh);
    }

    private FittedPipeline proposed(Standing now, FittedPipeline known) {
        return proposals.propose(now, known, wanted(now, known), Actor.SYSTEM);
    }

    private static FittedPipeline left(Standing now, FittedPipeline known) {
        String why = now.hasOthers() ? "it has other workflows, so one is proposed only when somebody asks" : null;
        return known.seen(new Seen(State.OWN, why, List.of()));
    }

    private FittedPipeline carriedOn(Standing now, FittedPipeline before) {
        Optional<HostRequest> request = proposals.latest(now.at(), before);
        FittedPipeline known = request.map(one -> decided(before, one)).orElse(before);
        if (now.isGolden()) {
            return known.having(now.golden(), now.version()).seen(State.CURRENT);
        }
        Optional<HostRequest> open = request.filter(HostRequest::isOpen);
        if (open.isPresent() && !open.get().source().equals(PipelineProposals.BRANCH)) {
            return known.seen(State.PROPOSED);
        }
        if (open.isPresent() && !open.get().head().equals(known.proposed().head())) {
            return known.seen(new Seen(
                    State.PROPOSED, "somebody pushed to the change request, so it is left to them", List.of()));
        }
        FittedPipeline stands = stands(now, known, open.isPresent());
        return stands == null ? proposed(now, known) : stands;
    }

    private static FittedPipeline decided(FittedPipeline before, HostRequest request) {
        boolean isClosedHere = before.proposed().number() == null;
        return switch (request.state()) {
            case MERGED -> before.merged();
            case CLOSED -> isClosedHere ? before : before.closed();
            case OPEN -> isClosedHere ? before.reopened(request.head()) : before;
        };
    }

    /** @return null where something is to be proposed */
    private static @Nullable FittedPipeline stands(Standing now, FittedPipeline known, boolean isOpen) {
        boolean isTaken = known.taken().base() != null;
        if (isTaken != now.hasPipeline()) {
            return isOpen ? known.seen(State.PROPOSED) : isTaken ? known.seen(State.REMOVED) : left(now, known);
        }
        if (!isTaken && !isOpen && now.hasOthers()) {
            return left(now, known);
        }
        if (isOpen && now.golden().equals(known.proposed().files())) {
            return known.seen(State.PROPOSED);
        }
        MergedPipeline merged = MergedPipeline.of(known.taken().files(), now);
        if (!merged.clashes().isEmpty()) {
            return known.seen(new Seen(
                    State.CONFLICT, "the repository and the golden path changed the same lines", merged.clashes()));
        }
        if (merged.isSame(now.own())) {
            return known.upToDate(now.version());
        }
        return isDeclined(now, known) ? known.seen(State.CLOSED) : null;
    }

    private static boolean isDeclined(Standing now, FittedPipeline known) {
        Map<String, String> declined = known.proposed().declined();
        return declined != null && (known.proposed().version().equals(now.version()) || declined.equals(now.golden()));
    }

    /** Where both sides changed the same lines, as the golden path has it. */
    private static Wanted wanted(Standing now, FittedPipeline known) {
        if (!now.hasPipeline()) {
            return Wanted.of(now.golden());
        }
        MergedPipeline merged = MergedPipeline.of(known.taken().files(), now);
        return merged.clashes().isEmpty()
                ? new Wanted(merged.files(), "")
                : new Wanted(
                        Wanted.of(now.golden()).files(),
                        "\nThe repository and the golden path changed the same lines: this proposes the whole pipeline of the golden path, "
                                + "so look at what the difference takes out.\n");
    }

    /**
     * Proposes it because somebody asks: also what was closed or deleted before, or would lose lines of the repository.
     *
     * @throws Conflict {@code nothing_to_propose} when there is nothing, or it cannot be said
     */
    @Transactional
    public FittedPipeline ask(RepositoryAt repository, Actor actor) {
        lookAt(repository.id());
        FittedPipeline known = fitted.find(repository.id())
                .orElseThrow(
                        () -> nothing(repository, "no service that is delivered from it has a pipeline that fits"));
        String why = reasonAgainst(known);
        if (why != null) {
            throw nothing(repository, why);
        }
        if (known.seen().state() == State.PROPOSED) {
            return known;
        }
        Standing now = standings
                .of(known.system(), repository, known.service(), known.taken().files())
                .orElseThrow();
        FittedPipeline asked = proposals.propose(now, known, wanted(now, known), actor);
        fitted.save(asked);
        return asked;
    }

    /** Why nothing can be proposed, whoever asks; null where something can. */
    private static @Nullable String reasonAgainst(FittedPipeline known) {
        return switch (known.seen().state()) {
            case PROPOSED, CLOSED, CONFLICT, REMOVED -> null;
            case CURRENT -> "it is as the golden path is";
            case OWN ->
                known.seen().reason() == null
                        ? "it has a pipeline of its own; remove %s, and one is proposed"
                                .formatted(known.system().file())
                        : null;
            case BROKEN -> String.valueOf(known.seen().reason());
        };
    }

    private static Conflict nothing(RepositoryAt repository, String why) {
        return new Conflict(
                "nothing_to_propose",
                "There is no pipeline to propose to %s: %s".formatted(repository.name(), why),
                Map.of("repository", repository.name()));
    }
}
