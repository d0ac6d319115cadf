package dev.fairway.delivery.reports;

import dev.fairway.access.Actor;
import dev.fairway.delivery.changes.CommitComments;
import dev.fairway.delivery.hosts.ExternalRepositories;
import dev.fairway.delivery.hosts.GitHost;
import dev.fairway.delivery.hosts.GitHosts;
import dev.fairway.delivery.hosts.HostChores;
import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.shared.jobs.Chore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Shows at a host outside what machines reported of a commit: its statuses, and the one comment. One after the other for each
 * repository, so that two do not both find no comment and make one.
 */
@Component
class ShowReports implements Chore {

    static final String KIND = "external-test-reports";

    private final ObjectProvider<ReportedChecks> reports;
    private final CommitComments comments;
    private final GitHosts hosts;
    private final ExternalRepositories external;
    private final HostChores patience;
    private final TransactionTemplate transaction;

    ShowReports(
            ObjectProvider<ReportedChecks> reports,
            CommitComments comments,
            GitHosts hosts,
            ExternalRepositories external,
            HostChores patience,
            TransactionTemplate transaction) {
        this.reports = reports;
        this.comments = comments;
        this.hosts = hosts;
        this.external = external;
        this.patience = patience;
        this.transaction = transaction;
    }

    /** @param name of the check that is new; empty where only the change request is */
    static String id(String repositoryId, String commit, String name) {
        return "%s/%s/%s".formatted(repositoryId, commit, name);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(String id) {
        String[] parts = id.split("/", 3);
        patience.run(
                KIND,
                id,
                () -> transaction.executeWithoutResult(any -> {
                    external.lock(parts[0]);
                    hosts.find(parts[0]).ifPresent(repository -> show(repository, parts[1], parts[2]));
                }));
    }

    private void show(RepositoryAt repository, String commit, String name) {
        GitHost host = hosts.of(repository);
        reports.stream()
                .flatMap(one -> one.checks(repository.id(), commit).stream())
                .filter(check -> check.name().equals(name))
                .forEach(check -> host.putCheck(repository, commit, check, Actor.SYSTEM));
        for (int number : host.openWith(repository, commit)) {
            comments.text(repository.id(), number, commit)
                    .ifPresent(text -> host.putComment(repository, number, CommitComments.KEY, text, Actor.SYSTEM));
        }
    }
}
