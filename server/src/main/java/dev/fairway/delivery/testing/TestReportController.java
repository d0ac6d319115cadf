package dev.fairway.delivery.testing;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.delivery.hosts.ExternalRepositories;
import dev.fairway.delivery.hosts.ExternalRepository;
import dev.fairway.delivery.hosts.GitHosts;
import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.delivery.testing.TestReport.TestCounts;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.NotFound;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes results of tests from builds, by one call each. */
@RestController
class TestReportController {

    private static final String HOSTED = "/v1/repositories/{owner}/{name}/commits/{commit}/test-reports";
    private static final String OUTSIDE = "/v1/external-repositories/{id}/commits/{commit}/test-reports";
    private static final int MOST_FILES = 1_000;
    private static final int LARGEST = 10_000_000;

    record TestReportsAnswer(boolean ok, List<TestReport> reports) {}

    record TestReportAnswer(boolean ok, TestReport report) {}

    /**
     * @param junit texts of XML files with results, as JUnit and most other tools write them
     * @param log what the tests printed; its end is shown
     * @param coverage share of lines that were run, in percent
     * @param url where there is more, with http or https
     */
    record TestReportBody(
            @Nullable List<String> junit,
            @Nullable String log,
            @Nullable Double coverage,
            @Nullable String url) {

        TestReport report(String commit, String name, Actor actor, Clock clock) {
            List<String> files = Objects.requireNonNullElse(junit, List.of());
            String printed = Objects.requireNonNullElse(log, "");
            check(files, printed);
            TestCounts counts = JUnitXml.of(files);
            return new TestReport(
                    commit, name, counts, coverage, LogTail.of(printed), url, actor.name(), clock.instant());
        }
    }

    private final Repositories repositories;
    private final ExternalRepositories external;
    private final GitHosts hosts;
    private final TestReports reports;
    private final Clock clock;

    TestReportController(
            Repositories repositories,
            ExternalRepositories external,
            GitHosts hosts,
            TestReports reports,
            Clock clock) {
        this.repositories = repositories;
        this.external = external;
        this.hosts = hosts;
        this.reports = reports;
        this.clock = clock;
    }

    /** What the tests of a commit came to, by name. */
    @GetMapping(HOSTED)
    @Requires(Permission.MEMBER)
    TestReportsAnswer list(@PathVariable String owner, @PathVariable String name, @PathVariable String commit) {
        return new TestReportsAnswer(true, reports.of(repository(owner, name).id(), commit));
    }

    /**
     * Keeps what some tests of a commit came to, in place of what was reported under their name before. Open change requests
     * with that commit carry one comment with all of them, and a check for each.
     *
     * @param report name of these tests, such as unit
     */
    @PutMapping(HOSTED + "/{report}")
    @Requires(Permission.WRITE_REPOSITORIES)
    TestReportAnswer put(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable String commit,
            @PathVariable String report,
            @RequestBody TestReportBody body,
            Actor actor) {
        HostedRepository repository = repository(owner, name).requireWriter(actor);
        return kept(RepositoryAt.of(repository), body.report(commit, report, actor, clock), actor);
    }

    /** What the tests of a commit of a repository outside came to, by name. */
    @GetMapping(OUTSIDE)
    @Requires(Permission.MEMBER)
    TestReportsAnswer listOutside(@PathVariable String id, @PathVariable String commit) {
        return new TestReportsAnswer(true, reports.of(external.get(id).at().id(), commit));
    }

    /**
     * The same for a repository outside. The commit gets a status there, and open change requests with it the one comment.
     *
     * @param report name of these tests, such as unit
     */
    @PutMapping(OUTSIDE + "/{report}")
    @Requires(Permission.WRITE_REPOSITORIES)
    TestReportAnswer putOutside(
            @PathVariable String id,
            @PathVariable String commit,
            @PathVariable String report,
            @RequestBody TestReportBody body,
            Actor actor) {
        ExternalRepository repository = external.get(id).requireWriter(actor);
        return kept(repository.at(), body.report(commit, report, actor, clock), actor);
    }

    private TestReportAnswer kept(RepositoryAt repository, TestReport made, Actor actor) {
        if (!hosts.of(repository).hasCommit(repository, made.commit())) {
            throw new NotFound("commit", "id", made.commit());
        }
        reports.put(repository.id(), made, actor);
        return new TestReportAnswer(true, made);
    }

    private static void check(List<String> files, String log) {
        if (files.size() > MOST_FILES || files.stream().anyMatch(Objects::isNull)) {
            throw new InvalidInput("junit", "has at most %,d texts, and null is none".formatted(MOST_FILES));
        }
        long size = files.stream().mapToLong(String::length).sum() + log.length();
        if (size > LARGEST) {
            throw new InvalidInput(
                    "junit", "has %,d characters with the log, and at most %,d are taken".formatted(size, LARGEST));
        }
    }

    private HostedRepository repository(String owner, String name) {
        return repositories.get(RepositoryName.of(owner, name));
    }
}
