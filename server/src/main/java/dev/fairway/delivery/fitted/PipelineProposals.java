package dev.fairway.delivery.fitted;

import dev.fairway.access.Actor;
import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.contents.FileChange;
import dev.fairway.delivery.fitted.FittedPipeline.Proposed;
import dev.fairway.delivery.hosts.BranchCommit;
import dev.fairway.delivery.hosts.GitHost;
import dev.fairway.delivery.hosts.GitHosts;
import dev.fairway.delivery.hosts.HostRequest;
import dev.fairway.delivery.hosts.RepositoryAt;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Change requests with pipelines: one for each repository at most, which is locked. */
@Component
class PipelineProposals {

    private static final String BRANCH = "golden-path/pipeline";
    private static final String FIRST = "Build, test and publish by a pipeline";
    private static final String LATER = "Follow the golden path with the pipeline";

    private final GitHosts hosts;

    PipelineProposals(GitHosts hosts) {
        this.hosts = hosts;
    }

    /** What stands in a repository now. @param own its pipeline; null where it has none @param golden what values make of the template */
    record Standing(RepositoryAt at, String head, @Nullable String own, String golden, String version) {}

    /** A text for the pipeline. @param note that its reader should know; empty for none */
    record Wanted(String text, String note) {}

    /** The change request that waits, or was decided on since. */
    Optional<HostRequest> latest(RepositoryAt at, FittedPipeline known) {
        return Optional.ofNullable(known.proposed().latest())
                .flatMap(number -> hosts.of(at).request(at, number));
    }

    FittedPipeline propose(Standing now, FittedPipeline known, Wanted wanted, Actor actor) {
        boolean isFirst = known.taken().base() == null;
        String title = isFirst ? FIRST : LATER;
        BranchCommit commit = new BranchCommit(
                BRANCH,
                now.head(),
                BranchCommit.Files.OF_BASE,
                title,
                List.of(FileChange.write(FirstPipeline.PATH, wanted.text())));
        GitHost host = hosts.of(now.at());
        String head = host.write(now.at(), commit, actor);
        HostRequest request = host.propose(
                now.at(),
                new ChangeRequest.Branches(BRANCH, now.at().defaultBranch()),
                new ChangeRequest.Text(title, description(known, wanted)),
                actor);
        return known.proposing(new Proposed(now.version(), now.golden(), request.number(), head, null, null));
    }

    private static String description(FittedPipeline known, Wanted wanted) {
        return """
                %s It is made from `pipelines/` in `platform/golden-paths` and from the values of %s; change what you like in it: \
                later changes of either come as change requests that leave your lines as they are.
                %s
                Close this without merging, and it is not proposed again until the golden path changes, or somebody asks for it.
                """.formatted(
                        known.taken().base() == null
                                ? "The values of this service name this repository, which has no pipeline."
                                : "The golden path or the values of this service changed.",
                        known.service(),
                        wanted.note());
    }
}
