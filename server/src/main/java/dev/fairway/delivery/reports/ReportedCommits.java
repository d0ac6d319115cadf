package dev.fairway.delivery.reports;

import dev.fairway.access.Actor;
import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.changes.Checks;
import dev.fairway.delivery.changes.CommitComments;
import dev.fairway.delivery.hosts.GitHosts;
import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.delivery.incoming.ExternalRequestMoved;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.jobs.Chores;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells what machines reported of commits: as checks, and in the one comment of change requests. A host outside is told later, as it is
 * slower than the transaction that keeps the report.
 */
@Component
public class ReportedCommits {

    private final GitHosts hosts;
    private final CommitComments comments;
    private final ObjectProvider<ReportedChecks> reports;
    private final Chores chores;

    ReportedCommits(GitHosts hosts, CommitComments comments, ObjectProvider<ReportedChecks> reports, Chores chores) {
        this.hosts = hosts;
        this.comments = comments;
        this.reports = reports;
        this.chores = chores;
    }

    /** @param checks that are new, or say something else than before */
    public void tell(String repositoryId, String commit, List<Checks.Report> checks, Actor actor) {
        RepositoryAt repository =
                hosts.find(repositoryId).orElseThrow(() -> new NotFound("repository", "id", repositoryId));
        if (repository.isEmbedded()) {
            checks.forEach(check -> hosts.of(repository).putCheck(repository, commit, check, actor));
            comments.refresh(repositoryId, commit, actor);
        } else {
            checks.forEach(check -> chores.add(ShowReports.KIND, ShowReports.id(repositoryId, commit, check.name())));
        }
    }

    /** The request is new, or has another newest commit, of which something may be known already. */
    @EventListener
    void on(ExternalRequestMoved request) {
        String id = request.repository().id();
        boolean isKnown =
                reports.stream().anyMatch(one -> !one.checks(id, request.head()).isEmpty());
        if (request.state() == ChangeRequest.State.OPEN && isKnown) {
            chores.add(ShowReports.KIND, ShowReports.id(id, request.head(), ""));
        }
    }
}
