package dev.fairway.delivery.releases;

import dev.fairway.delivery.builds.BuildReport;
import dev.fairway.delivery.builds.BuildReports;
import dev.fairway.delivery.builds.BuiltImage;
import dev.fairway.delivery.releases.Release.Slot;
import dev.fairway.shared.Json;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The images of services that builds of their repositories reported. */
@Component
class PublishedImages {

    private final Releases releases;
    private final SourceCommits sources;
    private final PlatformRepositories platform;
    private final BuildReports builds;

    PublishedImages(Releases releases, SourceCommits sources, PlatformRepositories platform, BuildReports builds) {
        this.releases = releases;
        this.sources = sources;
        this.platform = platform;
        this.builds = builds;
    }

    record Published(String digest, String commit) {}

    /** Empty where no build of its repository says that it published the image of the service under that tag, or its digest. */
    Optional<Published> find(Slot slot, String tag) {
        return releases.service(slot.service())
                .flatMap(service -> sources.repositoryId(service)
                        .flatMap(repository -> imageOf(service, slot.environment())
                                .flatMap(image -> builds.published(repository, image, tag)))
                        .flatMap(PublishedImages::published));
    }

    private static Optional<Published> published(BuildReport build) {
        return Optional.ofNullable(build.image())
                .map(BuiltImage::digest)
                .map(digest -> new Published(digest, build.commit()));
    }

    private Optional<String> imageOf(Service service, String environment) {
        return platform.head(platform.values())
                .map(commit -> platform.tree(commit)
                        .effective(service.team(), service.name(), environment)
                        .values())
                .map(found -> Json.textAt(found.path("image"), "repository"));
    }
}
