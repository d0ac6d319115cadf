package dev.fairway.delivery.releases;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.clusters.Manifest;
import dev.fairway.delivery.builds.BuiltImage;
import dev.fairway.delivery.releases.Release.Slot;
import dev.fairway.delivery.releases.ReportedReleases.Report;
import dev.fairway.delivery.render.RenderedDiff;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Refused;
import dev.fairway.shared.Slice;
import dev.fairway.shared.WebAddress;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Releases of services: what they brought, and what others say of those that they carried out. */
@RestController
@RequestMapping("/v1/deliveries")
class ReleaseController {

    private static final int MOST = 200;
    private static final int LONGEST = 1_000;
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}");

    /** @param next where the next page begins; null on the last */
    record ReleasesAnswer(
            boolean ok,
            List<ReleaseView> releases,
            @Nullable Integer next) {}

    /** @param changes against the release before it */
    record ReleaseAnswer(boolean ok, ReleaseView release, RenderedDiff changes) {}

    record ReportedAnswer(boolean ok, ReleaseView release) {}

    enum Outcome {
        LIVE,
        FAILED
    }

    /**
     * @param environment that it was brought to
     * @param tag of its image
     * @param digest of its image
     * @param commit of its source
     * @param outcome LIVE where it is left out
     * @param message a sentence on how it stands, at most 1,000 characters
     * @param workflow where the build is shown that made the image, with http or https
     */
    record DeploymentBody(
            @Nullable String environment,
            @Nullable String tag,
            @Nullable String digest,
            @Nullable String commit,
            @Nullable Outcome outcome,
            @Nullable String message,
            @Nullable String workflow) {}

    private final Releases releases;
    private final Releasing releasing;
    private final ReportedReleases reported;

    ReleaseController(Releases releases, Releasing releasing, ReportedReleases reported) {
        this.releases = releases;
        this.releasing = releasing;
        this.reported = reported;
    }

    /** The newest first. */
    @GetMapping("/{service}/releases")
    @Requires(Permission.MEMBER)
    ReleasesAnswer releases(
            @PathVariable String service,
            @RequestParam String environment,
            @RequestParam(required = false) @Nullable Integer from,
            @RequestParam(defaultValue = "20") int limit) {
        releases.getService(service);
        Slot slot = new Slot(service, environment);
        Slice<Release, Integer> page = Slice.of(limit, MOST, most -> releases.page(slot, from, most), Release::number);
        return new ReleasesAnswer(true, page.map(ReleaseView::of), page.next());
    }

    /** One release, and what it changed. */
    @GetMapping("/releases/{id}")
    @Requires(Permission.MEMBER)
    ReleaseAnswer release(@PathVariable String id) {
        Release release = releases.get(id);
        List<Manifest> before = releases.numbered(release.slot(), release.number() - 1)
                .map(releasing::manifests)
                .orElse(List.of());
        return new ReleaseAnswer(true, ReleaseView.of(release), RenderedDiff.of(before, releasing.manifests(release)));
    }

    /**
     * Says how a deployment stands that somebody else carried out, in an environment without a cluster of its own here. The newest
     * release ends so where it is of that version; another version becomes a release, to promote and to count. Sending it again
     * is the same as once. Members of the team of the service may, and administrators.
     */
    @PostMapping("/{service}/releases")
    @Requires(Permission.WRITE_REPOSITORIES)
    ReportedAnswer report(@PathVariable String service, @RequestBody DeploymentBody body, Actor actor) {
        Service found = releases.getService(service);
        if (!actor.isAdmin() && !actor.teams().contains(found.team())) {
            throw new Refused("%s belongs to the team %s; ask somebody of it".formatted(service, found.team()));
        }
        if (body.environment() == null) {
            throw new InvalidInput("environment", "is missing");
        }
        String message = Objects.requireNonNullElse(body.message(), "");
        if (message.length() > LONGEST) {
            throw new InvalidInput("message", "has at most %,d characters".formatted(LONGEST));
        }
        boolean isLive = body.outcome() != Outcome.FAILED;
        Slot slot = new Slot(service, body.environment());
        return new ReportedAnswer(
                true, ReleaseView.of(reported.report(new Report(slot, wanted(body), isLive, message), actor)));
    }

    private static ObjectNode wanted(DeploymentBody body) {
        String tag = BuiltImage.requireTag("tag", Objects.requireNonNullElse(body.tag(), ""));
        ObjectNode wanted = Json.object();
        wanted.putObject("image").put("tag", tag);
        if (body.digest() != null) {
            wanted.withObject("image").put("digest", BuiltImage.requireDigest("digest", body.digest()));
        }
        ObjectNode release = wanted.putObject("release").put("version", ReleaseOrders.label(tag));
        if (body.commit() != null) {
            if (!COMMIT.matcher(body.commit()).matches()) {
                throw new InvalidInput(
                        "commit", "\"%.70s\" is not 7 to 64 hexadecimal digits".formatted(body.commit()));
            }
            release.put("commit", body.commit());
        }
        if (body.workflow() != null) {
            release.put(Release.WORKFLOW, WebAddress.require("workflow", body.workflow()));
        }
        return wanted;
    }
}
