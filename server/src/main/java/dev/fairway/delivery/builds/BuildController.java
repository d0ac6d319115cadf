package dev.fairway.delivery.builds;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.delivery.builds.BuildReport.Outcome;
import dev.fairway.delivery.builds.BuildReports.Placed;
import dev.fairway.delivery.contents.History;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Takes what builds made from whatever runs them, by one call each. */
@RestController
@RequestMapping("/v1/repositories/{owner}/{name}")
class BuildController {

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
    private final History history;
    private final BuildReports reports;
    private final Clock clock;

    BuildController(Repositories repositories, History history, BuildReports reports, Clock clock) {
        this.repositories = repositories;
        this.history = history;
        this.reports = reports;
        this.clock = clock;
    }

    /** What builds of a repository made, the newest first. */
    @GetMapping("/builds")
    @Requires(Permission.MEMBER)
    BuildsAnswer list(
            @PathVariable String owner,
            @PathVariable String name,
            @RequestParam(required = false) @Nullable Long from,
            @RequestParam(defaultValue = "20") int limit) {
        String repository = repository(owner, name).id();
        Slice<Placed, Long> page = Slice.of(limit, MOST, most -> reports.page(repository, from, most), Placed::place);
        return new BuildsAnswer(true, page.map(Placed::report), page.next());
    }

    /** What builds made of a commit, by name. */
    @GetMapping("/commits/{commit}/builds")
    @Requires(Permission.MEMBER)
    BuildsOfCommitAnswer ofCommit(@PathVariable String owner, @PathVariable String name, @PathVariable String commit) {
        return new BuildsOfCommitAnswer(true, reports.of(repository(owner, name).id(), commit));
    }

    /** The bill of materials of what a build made. */
    @GetMapping("/commits/{commit}/builds/{build}/sbom")
    @Requires(Permission.MEMBER)
    SbomAnswer sbom(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable String commit,
            @PathVariable String build) {
        return reports.sbom(repository(owner, name).id(), commit, build)
                .map(text -> new SbomAnswer(true, Json.read(text)))
                .orElseThrow(() -> new NotFound("bill of materials", "build", build));
    }

    /**
     * Keeps what a build made of a commit, in place of what was reported under its name before. Its image is then what a release
     * of its tag brings, digest and all; open change requests with that commit say what was found in it.
     *
     * @param build name of this build, such as image
     */
    @PutMapping("/commits/{commit}/builds/{build}")
    @Requires(Permission.WRITE_REPOSITORIES)
    BuildAnswer put(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable String commit,
            @PathVariable String build,
            @RequestBody BuildBody body,
            Actor actor) {
        HostedRepository repository = repository(owner, name).requireWriter(actor);
        List<String> sarif = Objects.requireNonNullElse(body.sarif(), List.of());
        if (sarif.stream().anyMatch(Objects::isNull)) {
            throw new InvalidInput("sarif", "has a null where a text is expected");
        }
        BuildReport made = new BuildReport(
                commit,
                build,
                Objects.requireNonNullElse(body.outcome(), Outcome.SUCCESS),
                image(body.image(), commit),
                Scans.read(body.sbom(), sarif),
                body.seconds(),
                body.url(),
                actor.name(),
                clock.instant());
        history.requireCommit(repository, commit);
        reports.put(repository.id(), made, body.sbom(), actor);
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
