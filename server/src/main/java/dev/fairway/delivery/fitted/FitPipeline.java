package dev.fairway.delivery.fitted;

import dev.fairway.access.Actor;
import dev.fairway.delivery.build.Detected;
import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.contents.FileChange;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Movements;
import dev.fairway.delivery.golden.Adoption;
import dev.fairway.delivery.golden.GoldenPaths;
import dev.fairway.delivery.golden.MergedFile;
import dev.fairway.delivery.hosts.BranchCommit;
import dev.fairway.delivery.hosts.GitHost;
import dev.fairway.delivery.hosts.GitHosts;
import dev.fairway.delivery.hosts.HostRequest;
import dev.fairway.delivery.hosts.RepositoryAt;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Proposes a pipeline to the repository of a service that has none, and what the template or the values change in it later. It looks and
 * does not remember more than what it proposed, so that it is done again for any reason. A pipeline that somebody wrote is left alone.
 */
@Component
class FitPipeline {

    private static final String PATH = FirstPipeline.PATH;
    private static final String BRANCH = "golden-path/pipeline";
    private static final String FIRST = "Build, test and publish by a pipeline";
    private static final String LATER = "Follow the golden path with the pipeline";

    private final FittedPipelines fitted;
    private final PipelineFacts facts;
    private final GoldenPaths paths;
    private final Adoption adoption;
    private final GitHosts hosts;
    private final Movements movements;

    FitPipeline(
            FittedPipelines fitted,
            PipelineFacts facts,
            GoldenPaths paths,
            Adoption adoption,
            GitHosts hosts,
            Movements movements) {
        this.fitted = fitted;
        this.facts = facts;
        this.paths = paths;
        this.adoption = adoption;
        this.hosts = hosts;
        this.movements = movements;
    }

    /** What stands in a repository now. @param own its pipeline; null where it has none @param golden what values make of the template */
    private record Standing(
            RepositoryAt at, String head, @Nullable String own, String golden, String version) {}

    /** Of a service that comes from elsewhere, or is gone, nothing. */
    @Transactional
    public void look(String service) {
        facts.repository(service).ifPresent(repository -> {
            movements.lock(repository.id());
            look(service, repository);
        });
    }

    private void look(String service, HostedRepository repository) {
        RepositoryAt at = RepositoryAt.of(repository);
        Optional<String> head = hosts.of(at).head(at, at.defaultBranch());
        if (head.isEmpty()) {
            return;
        }
        String own = hosts.of(at).text(at, head.get(), PATH).orElse(null);
        PipelineTemplate template = new PipelineTemplate(paths.pipeline());
        adoption.look(at).detected().stream()
                .map(Detected::template)
                .findFirst()
                .flatMap(language -> facts.of(service, repository).flatMap(said -> template.render(language, said)))
                .map(golden -> new Standing(at, head.get(), own, golden, template.version()))
                .ifPresent(standing -> look(service, standing));
    }

    private void look(String service, Standing now) {
        FittedPipeline before = fitted.find(now.at().id()).orElse(null);
        if (before == null) {
            begin(service, now);
        } else if (before.service().equals(service)) {
            carryOn(now, before);
        }
    }

    /** Of what the repository has already only the very golden path is followed. */
    private void begin(String service, Standing now) {
        FittedPipeline fresh = FittedPipeline.fresh(now.at().id(), service, now.version(), now.golden());
        if (now.golden().equals(now.own())) {
            fitted.save(fresh.merged());
        } else if (now.own() == null) {
            fitted.save(propose(now, fresh, now.golden()));
        }
    }

    private void carryOn(Standing now, FittedPipeline before) {
        FittedPipeline known = before;
        Optional<HostRequest> request = Optional.ofNullable(known.number())
                .flatMap(number -> hosts.of(now.at()).request(now.at(), number));
        if (request.isPresent() && !request.get().isOpen()) {
            boolean isMerged = request.get().state() == ChangeRequest.State.MERGED;
            known = isMerged ? known.merged() : known.closed();
        }
        if (now.golden().equals(now.own())) {
            known = known.having(now.golden());
        }
        boolean isLeftToThem = request.filter(HostRequest::isOpen)
                .filter(open -> !open.head().equals(before.head()))
                .isPresent();
        String wanted = wanted(now, known);
        if (wanted == null || wanted.equals(now.own()) || isAnswered(now, known) || isLeftToThem) {
            fitted.save(known);
        } else {
            fitted.save(propose(now, known, wanted));
        }
    }

    /** It waits already, or somebody said no to it. */
    private static boolean isAnswered(Standing now, FittedPipeline known) {
        boolean isOpen = known.number() != null && now.golden().equals(known.proposed());
        boolean isDeclined = known.declined() != null
                && (known.version().equals(now.version()) || known.declined().equals(now.golden()));
        return isOpen || isDeclined;
    }

    /** @return null where there is nothing to propose: somebody deleted the pipeline, or both sides changed the same lines */
    private static @Nullable String wanted(Standing now, FittedPipeline known) {
        if (known.base() == null) {
            return now.own() == null ? now.golden() : null;
        }
        MergedFile merged = MergedFile.of(PATH, known.base(), now.own(), now.golden());
        return now.own() != null && merged.clashes().isEmpty() ? merged.text() : null;
    }

    private FittedPipeline propose(Standing now, FittedPipeline known, String wanted) {
        String title = known.base() == null ? FIRST : LATER;
        BranchCommit commit = new BranchCommit(
                BRANCH, now.head(), BranchCommit.Files.OF_BASE, title, List.of(FileChange.write(PATH, wanted)));
        GitHost host = hosts.of(now.at());
        String head = host.write(now.at(), commit, Actor.SYSTEM);
        HostRequest request = host.propose(
                now.at(),
                new ChangeRequest.Branches(BRANCH, now.at().defaultBranch()),
                new ChangeRequest.Text(title, description(known)),
                Actor.SYSTEM);
        return known.proposing(now.golden(), now.version(), request.number(), head);
    }

    private static String description(FittedPipeline known) {
        return """
                %s It is made from `pipelines/` in `platform/golden-paths` and from the values of %s; change what you like in it: \
                later changes of either come as change requests that leave your lines as they are.

                Close this without merging, and it is not proposed again until the golden path changes.
                """.formatted(
                        known.base() == null
                                ? "The values of this service name this repository, which has no pipeline."
                                : "The golden path or the values of this service changed.",
                        known.service());
    }
}
