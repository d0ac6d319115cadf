package dev.fairway.delivery.fitted;

import dev.fairway.access.Actor;
import dev.fairway.delivery.build.Detected;
import dev.fairway.delivery.fitted.FittedPipeline.Seen;
import dev.fairway.delivery.fitted.FittedPipeline.State;
import dev.fairway.delivery.fitted.PipelineProposals.Standing;
import dev.fairway.delivery.fitted.PipelineProposals.Wanted;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Movements;
import dev.fairway.delivery.golden.Adoption;
import dev.fairway.delivery.golden.Clash;
import dev.fairway.delivery.golden.GoldenPaths;
import dev.fairway.delivery.golden.MergedFile;
import dev.fairway.delivery.hosts.GitHosts;
import dev.fairway.delivery.hosts.HostRequest;
import dev.fairway.delivery.hosts.RepositoryAt;
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

    private static final String PATH = FirstPipeline.PATH;

    private final FittedPipelines fitted;
    private final PipelineFacts facts;
    private final GoldenPaths paths;
    private final Adoption adoption;
    private final GitHosts hosts;
    private final PipelineProposals proposals;
    private final Movements movements;

    FitPipeline(
            FittedPipelines fitted,
            PipelineFacts facts,
            GoldenPaths paths,
            Adoption adoption,
            GitHosts hosts,
            PipelineProposals proposals,
            Movements movements) {
        this.fitted = fitted;
        this.facts = facts;
        this.paths = paths;
        this.adoption = adoption;
        this.hosts = hosts;
        this.proposals = proposals;
        this.movements = movements;
    }

    /** Of a service that comes from elsewhere nothing; of one that did come from here, that it does not any more. */
    @Transactional
    public void look(String service) {
        Optional<HostedRepository> repository = facts.repository(service);
        repository.ifPresent(one -> {
            movements.lock(one.id());
            look(service, one);
        });
        String id = repository.map(HostedRepository::id).orElse("");
        fitted.of(service).stream()
                .filter(pipeline -> !pipeline.repositoryId().equals(id))
                .forEach(pipeline -> fitted.save(broken(pipeline, "%s does not come from here".formatted(service))));
    }

    private static FittedPipeline broken(FittedPipeline pipeline, String why) {
        return pipeline.seen(new Seen(State.BROKEN, why, List.of()));
    }

    private void look(String service, HostedRepository repository) {
        FittedPipeline before = fitted.find(repository.id())
                .filter(known -> known.service().equals(service) || isLeft(known))
                .orElse(null);
        if (before == null && fitted.find(repository.id()).isPresent()) {
            return;
        }
        Optional<Standing> standing = standing(service, repository);
        if (standing.isPresent()) {
            fitted.save(
                    before == null ? begun(service, standing.get()) : carriedOn(standing.get(), of(service, before)));
        } else if (before != null) {
            fitted.save(broken(before, "the golden path has no pipeline for what is in the repository"));
        }
    }

    /** Its service was renamed or removed, or comes from elsewhere, so another one of the repository may follow. */
    private boolean isLeft(FittedPipeline known) {
        return facts.repository(known.service())
                .filter(repository -> repository.id().equals(known.repositoryId()))
                .isEmpty();
    }

    private static FittedPipeline of(String service, FittedPipeline known) {
        return new FittedPipeline(known.repositoryId(), service, known.taken(), known.proposed(), known.seen());
    }

    private Optional<Standing> standing(String service, HostedRepository repository) {
        RepositoryAt at = RepositoryAt.of(repository);
        Optional<String> head = hosts.of(at).head(at, at.defaultBranch());
        if (head.isEmpty()) {
            return Optional.empty();
        }
        String own = hosts.of(at).text(at, head.get(), PATH).orElse(null);
        PipelineTemplate template = new PipelineTemplate(paths.pipeline());
        return adoption.look(at).detected().stream()
                .map(Detected::template)
                .findFirst()
                .flatMap(language -> facts.of(service, repository).flatMap(said -> template.render(language, said)))
                .map(golden -> new Standing(at, head.get(), own, golden, template.version()));
    }

    /** Of what the repository has already only the very golden path is followed. */
    private FittedPipeline begun(String service, Standing now) {
        FittedPipeline fresh = FittedPipeline.fresh(now.at().id(), service, now.version(), now.golden());
        if (now.golden().equals(now.own())) {
            return fresh.merged().seen(State.CURRENT);
        }
        return now.own() == null ? proposals.propose(now, fresh, new Wanted(now.golden(), ""), Actor.SYSTEM) : fresh;
    }

    private FittedPipeline carriedOn(Standing now, FittedPipeline before) {
        Optional<HostRequest> request = proposals.latest(now.at(), before);
        FittedPipeline known = request.map(one -> decided(before, one)).orElse(before);
        if (now.golden().equals(now.own())) {
            return known.having(now.golden(), now.version()).seen(State.CURRENT);
        }
        boolean isOpen = request.filter(HostRequest::isOpen).isPresent();
        if (isOpen && !request.get().head().equals(known.proposed().head())) {
            return known.seen(new Seen(
                    State.PROPOSED, "somebody pushed to the change request, so it is left to them", List.of()));
        }
        FittedPipeline stands = stands(now, known, isOpen);
        return stands == null ? proposals.propose(now, known, wanted(now, known), Actor.SYSTEM) : stands;
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
        if (known.taken().base() == null && now.own() != null) {
            return known.seen(isOpen ? State.PROPOSED : State.OWN);
        }
        if (known.taken().base() != null && now.own() == null) {
            return known.seen(isOpen ? State.PROPOSED : State.REMOVED);
        }
        List<Clash> clashes = merged(now, known).clashes();
        boolean isSame = isOpen && now.golden().equals(known.proposed().text());
        if (isSame) {
            return known.seen(State.PROPOSED);
        }
        if (!clashes.isEmpty()) {
            return known.seen(
                    new Seen(State.CONFLICT, "the repository and the golden path changed the same lines", clashes));
        }
        if (wanted(now, known).text().equals(now.own())) {
            return known.upToDate(now.version());
        }
        return isDeclined(now, known) ? known.seen(State.CLOSED) : null;
    }

    private static boolean isDeclined(Standing now, FittedPipeline known) {
        String declined = known.proposed().declined();
        return declined != null && (known.proposed().version().equals(now.version()) || declined.equals(now.golden()));
    }

    private static MergedFile merged(Standing now, FittedPipeline known) {
        return MergedFile.of(PATH, known.taken().base(), now.own(), now.golden());
    }

    /** Where both sides changed the same lines, as the golden path has it. */
    private static Wanted wanted(Standing now, FittedPipeline known) {
        if (now.own() == null) {
            return new Wanted(now.golden(), "");
        }
        MergedFile merged = merged(now, known);
        return merged.clashes().isEmpty() && merged.text() != null
                ? new Wanted(merged.text(), "")
                : new Wanted(
                        now.golden(),
                        "\nThe repository and the golden path changed the same lines: this proposes the whole pipeline of the golden path, "
                                + "so look at what the difference takes out.\n");
    }

    /**
     * Proposes it because somebody asks: also what was closed or deleted before, or would lose lines of the repository.
     *
     * @throws Conflict {@code nothing_to_propose} when there is nothing, or it cannot be said
     */
    @Transactional
    public FittedPipeline ask(HostedRepository repository, Actor actor) {
        movements.lock(repository.id());
        String service = fitted.find(repository.id())
                .map(FittedPipeline::service)
                .orElseThrow(
                        () -> nothing(repository, "no service that is delivered from it has a pipeline that fits"));
        look(service);
        FittedPipeline known = fitted.find(repository.id()).orElseThrow();
        switch (known.seen().state()) {
            case PROPOSED -> {
                return known;
            }
            case CURRENT -> throw nothing(repository, "it is as the golden path is");
            case OWN ->
                throw nothing(
                        repository, "it has a pipeline of its own; remove %s, and one is proposed".formatted(PATH));
            case BROKEN -> throw nothing(repository, String.valueOf(known.seen().reason()));
            case CLOSED, CONFLICT, REMOVED -> {
                Standing now = standing(service, repository).orElseThrow();
                FittedPipeline asked = proposals.propose(now, known, wanted(now, known), actor);
                fitted.save(asked);
                return asked;
            }
        }
        throw new AssertionError(known.seen().state());
    }

    private static Conflict nothing(HostedRepository repository, String why) {
        return new Conflict(
                "nothing_to_propose",
                "There is no pipeline to propose to %s: %s".formatted(repository.name(), why),
                Map.of("repository", repository.name().toString()));
    }
}
