package dev.fairway.delivery.fitted;

import dev.fairway.access.Actor;
import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.contents.FileChange;
import dev.fairway.delivery.fitted.FittedPipeline.Proposed;
import dev.fairway.delivery.golden.CiSystem;
import dev.fairway.delivery.hosts.BranchCommit;
import dev.fairway.delivery.hosts.GitHost;
import dev.fairway.delivery.hosts.GitHosts;
import dev.fairway.delivery.hosts.HostRequest;
import dev.fairway.delivery.hosts.RepositoryAt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Change requests with pipelines: one for each repository at most, which is locked. */
@Component
class PipelineProposals {

    static final String BRANCH = "golden-path/pipeline";

    private static final String FIRST = "Build, test and publish by a pipeline";
    private static final String LATER = "Follow the golden path with the pipeline";

    private final GitHosts hosts;

    PipelineProposals(GitHosts hosts) {
        this.hosts = hosts;
    }

    /**
     * What the files are to be.
     *
     * @param files by path; null where one is to go
     * @param note that a reader should know; empty for none
     */
    record Wanted(Map<String, @Nullable String> files, String note) {

        /** The golden path itself. */
        static Wanted of(Map<String, String> golden) {
            return new Wanted(new TreeMap<String, @Nullable String>(golden), "");
        }
    }

    /** The change request that waits, or was decided on since. */
    Optional<HostRequest> latest(RepositoryAt at, FittedPipeline known) {
        return Optional.ofNullable(known.proposed().latest())
                .flatMap(number -> hosts.of(at).request(at, number));
    }

    FittedPipeline propose(Standing now, FittedPipeline known, Wanted wanted, Actor actor) {
        boolean isFirst = known.taken().base() == null;
        String title = isFirst ? FIRST : LATER;
        List<FileChange> changes = new ArrayList<>();
        wanted.files().forEach((path, text) -> {
            if (!Objects.equals(text, now.own().get(path))) {
                changes.add(text == null ? FileChange.delete(path) : FileChange.write(path, text));
            }
        });
        BranchCommit commit = new BranchCommit(BRANCH, now.head(), BranchCommit.Files.OF_BASE, title, changes);
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
        boolean isFirst = known.taken().base() == null;
        String service = known.service();
        boolean isOutside = known.system() != CiSystem.FAIRWAY;
        String why = isFirst
                ? "The values of this service name this repository, which has no pipeline."
                : "The golden path%s changed.".formatted(service == null ? "" : " or the values of this service");
        return """
                %s It is made from `%s` in `platform/golden-paths`%s; change what you like in it: \
                later changes of either come as change requests that leave your lines as they are.
                %s%s
                Close this without merging, and it is not proposed again until the golden path changes, or somebody asks for it.
                """.formatted(
                        why,
                        isOutside ? "ci/" : "pipelines/",
                        service == null ? "" : " and from the values of " + service,
                        isOutside ? CiTemplate.needs(wanted.files()) : "",
                        wanted.note());
    }
}
