package dev.fairway.delivery.builds;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.delivery.builds.BuildReport.Outcome;
import dev.fairway.delivery.builds.BuildReports.Placed;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.delivery.hosts.ExternalRepositories;
import dev.fairway.delivery.hosts.ExternalRepository;
import dev.fairway.delivery.hosts.GitHosts;
import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.Slice;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Takes what builds made from whatever runs them, by one call each. */
@RestController
class BuildController {

    private static final String HOSTED = "/v1/repositories/{owner}/{name}";
    private static final String OUTSIDE = "/v1/external-repositories/{id}";
    private static final String OF_COMMIT = "/commits/{commit}/builds";
    private static final String ONE = OF_COMMIT + "/{build}";
    private static final String SBOM = ONE + "/sbom";
    private static final int MOST = 100;

    /** @param next where the next page begins; null on the last */
    record BuildsAnswer(
            boolean ok, List<BuildReport> builds, @Nullable Long next) {}

    record BuildsOfCommitAnswer(boolean ok, List<BuildReport> builds) {}

    record BuildAnswer(boolean ok, BuildReport build) {}

    /** @param sbom as it was sent */
    record SbomAnswer(boolean ok, JsonNode sbom) {}

    /** @param tag of the image; the commit where it is left out */
    record ImageBody(
            @Nullable String repository,
            @Nullable String tag,
            @Nullable String digest) {}

    /**
     * @param outcome SUCCESS where it is left out
     * @param image that it published
     * @param sbom its bill of materials, text of a file in the JSON of CycloneDX
     * @param sarif texts of files with findings, in SARIF 2.1
     * @param seconds how long it took
     * @param url where there is more, with http or https
     */
    record BuildBody(
            @Nullable Outcome outcome,
            @Nullable ImageBody image,
            @Nullable String sbom,
            @Nullable List<String> sarif,
            @Nullable Double seconds,
            @Nullable String url) {}

    private final Repositories repositories;
    private final ExternalRepositories external;
    private final GitHosts hosts;
    private final BuildReports reports;
    private final Clock clock;

    BuildController(
            Repositories repositories,
            ExternalRepositories external,
            GitHosts hosts,
            BuildReports reports,
            Clock clock) {
        this.repositories = repositories;
        this.external = external;
        this.hosts = hosts;
        this.reports = reports;
        this.clock = clock;
    }

    /** What builds of a repository made, the newest first. */
    @GetMapping(HOSTED + "/builds")
    @Requires(Permission.MEMBER)
    BuildsAnswer list(
            @PathVariable String owner,
            @PathVariable String name,
            @RequestParam(required = false) @Nullable Long from,
            @RequestParam(defaultValue = "20") int limit) {
        return page(repository(owner, name).id(), from, limit);
    }

    private BuildsAnswer page(String repository, @Nullable Long from, int limit) {
        Slice<Placed, Long> page = Slice.of(limit, MOST, most -> reports.page(repository, from, most), Placed::place);
        return new BuildsAnswer(true, page.map(Placed::report), page.next());
    }

    /** What builds made of a commit, by name. */
    @GetMapping(HOSTED + OF_COMMIT)
    @Requires(Permission.MEMBER)
    BuildsOfCommitAnswer ofCommit(@PathVariable String owner, @PathVariable String name, @PathVariable String commit) {
        return new BuildsOfCommitAnswer(true, reports.of(repository(owner, name).id(), commit));
    }

    /** The bill of materials of what a build made. */
    @GetMapping(HOSTED + SBOM)
    @Requires(Permission.MEMBER)
    SbomAnswer sbom(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable String commit,
            @PathVariable String build) {
        return sbom(repository(owner, name).id(), commit, build);
    }

    private SbomAnswer sbom(String repository, String commit, String build) {
        return reports.sbom(repository, commit, build)
                .map(text -> new SbomAnswer(true, Json.read(text)))
                .orElseThrow(() -> new NotFound("bill of materials", "build", build));
    }

    /**
     * Keeps what a build made of a commit, in place of what was reported under its name before. Its image is then what a release
     * of its tag brings, digest and all; open change requests with that commit say what was found in it.
     *
     * @param build name of this build, such as image
     */
    @PutMapping(HOSTED + ONE)
    @Requires(Permission.WRITE_REPOSITORIES)
    BuildAnswer put(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable String commit,
            @PathVariable String build,
            @RequestBody BuildBody body,
            Actor actor) {
        HostedRepository repository = repository(owner, name).requireWriter(actor);
        return kept(RepositoryAt.of(repository), report(commit, build, body, actor), body.sbom(), actor);
    }

    /** What builds of a repository outside made, the newest first. */
    @GetMapping(OUTSIDE + "/builds")
    @Requires(Permission.MEMBER)
    BuildsAnswer listOutside(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Long from,
            @RequestParam(defaultValue = "20") int limit) {
        return page(external.get(id).at().id(), from, limit);
    }

    /** What builds made of a commit of a repository outside, by name. */
    @GetMapping(OUTSIDE + OF_COMMIT)
    @Requires(Permission.MEMBER)
    BuildsOfCommitAnswer ofCommitOutside(@PathVariable String id, @PathVariable String commit) {
        return new BuildsOfCommitAnswer(true, reports.of(external.get(id).at().id(), commit));
    }

    /** The bill of materials of what a build of a repository outside made. */
    @GetMapping(OUTSIDE + SBOM)
    @Requires(Permission.MEMBER)
    SbomAnswer sbomOutside(@PathVariable String id, @PathVariable String commit, @PathVariable String build) {
        return sbom(external.get(id).at().id(), commit, build);
    }

    /**
     * The same for a repository outside. The commit gets statuses there, and open change requests with it the one comment.
     *
     * @param build name of this build, such as image
     */
    @PutMapping(OUTSIDE + ONE)
    @Requires(Permission.WRITE_REPOSITORIES)
    BuildAnswer putOutside(
            @PathVariable String id,
            @PathVariable String commit,
            @PathVariable String build,
            @RequestBody BuildBody body,
            Actor actor) {
        ExternalRepository repository = external.get(id).requireWriter(actor);
        return kept(repository.at(), report(commit, build, body, actor), body.sbom(), actor);
    }

    private BuildReport report(String commit, String build, BuildBody body, Actor actor) {
        List<String> sarif = Objects.requireNonNullElse(body.sarif(), List.of());
        if (sarif.stream().anyMatch(Objects::isNull)) {
            throw new InvalidInput("sarif", "has a null where a text is expected");
        }
        return new BuildReport(
                commit,
                build,
                Objects.requireNonNullElse(body.outcome(), Outcome.SUCCESS),
                image(body.image(), commit),
                Scans.read(body.sbom(), sarif),
                body.seconds(),
                body.url(),
                actor.name(),
                clock.instant());
    }

    private BuildAnswer kept(RepositoryAt repository, BuildReport made, @Nullable String sbom, Actor actor) {
        if (!hosts.of(repository).hasCommit(repository, made.commit())) {
            throw new NotFound("commit", "id", made.commit());
        }
        reports.put(repository.id(), made, sbom, actor);
        return new BuildAnswer(true, made);
    }

    private static @Nullable BuiltImage image(@Nullable ImageBody image, String commit) {
        return image == null
                ? null
                : new BuiltImage(
                        Objects.requireNonNullElse(image.repository(), ""),
                        Objects.requireNonNullElse(image.tag(), commit),
                        image.digest());
    }

    private HostedRepository repository(String owner, String name) {
        return repositories.get(RepositoryName.of(owner, name));
    }
}
