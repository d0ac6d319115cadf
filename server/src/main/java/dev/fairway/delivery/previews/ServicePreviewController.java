package dev.fairway.delivery.previews;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.delivery.hosts.ExternalRepositories;
import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.delivery.previews.Preview.Outside;
import dev.fairway.delivery.previews.PreviewViews.PreviewView;
import dev.fairway.delivery.releases.Releases;
import dev.fairway.delivery.releases.Service;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Previews by the services that they are of. */
@RestController
@RequestMapping("/v1/deliveries/{service}/previews")
class ServicePreviewController {

    /** More than a team may have at once. */
    private static final int MOST = 200;

    /**
     * @param change number of the change request
     * @param name of the change request, as people write it
     * @param link path of its page here, or its address at a Git host
     * @param externalRepository id of the repository; null where it is hosted here
     */
    record ServicePreviewView(
            int change, String name, String link, @Nullable String externalRepository, PreviewView preview) {}

    /** A repository at a Git host. @param webUrl where people read it */
    record OutsideView(String id, String name, String webUrl) {}

    /**
     * @param previews that are there, or still there; the first that ends first
     * @param outside where its change requests are; null where they are here, or not known
     * @param mayTry whether whoever asks may begin, extend and stop previews of it
     * @param environments that change requests are tried in
     */
    record ServicePreviewsAnswer(
            boolean ok,
            List<ServicePreviewView> previews,
            @Nullable OutsideView outside,
            boolean mayTry,
            List<String> environments) {}

    private final Releases releases;
    private final Previews previews;
    private final TriedRepositories repositories;
    private final ExternalRepositories external;
    private final PreviewDemands demands;
    private final PreviewViews views;

    ServicePreviewController(
            Releases releases,
            Previews previews,
            TriedRepositories repositories,
            ExternalRepositories external,
            PreviewDemands demands,
            PreviewViews views) {
        this.releases = releases;
        this.previews = previews;
        this.repositories = repositories;
        this.external = external;
        this.demands = demands;
        this.views = views;
    }

    /** The previews of a service, of whichever change requests. */
    @GetMapping
    @Requires(Permission.MEMBER)
    ServicePreviewsAnswer list(@PathVariable String service, Actor actor) {
        Service found = releases.getService(service);
        Optional<RepositoryAt> repository = repositories.find(found);
        return new ServicePreviewsAnswer(
                true,
                previews.ofService(service, MOST).stream().map(this::view).toList(),
                repository.filter(at -> !at.isEmbedded()).map(this::outside).orElse(null),
                repository.filter(at -> demands.mayTry(at, found, actor)).isPresent(),
                demands.bases());
    }

    private OutsideView outside(RepositoryAt at) {
        return new OutsideView(at.id(), at.name(), external.get(at.id()).webUrl());
    }

    private ServicePreviewView view(Preview preview) {
        Outside outside = preview.tried().outside();
        String here = repositories.nameOf(preview.repositoryId());
        return new ServicePreviewView(
                preview.change(),
                outside == null ? "%s#%d".formatted(here, preview.change()) : outside.name(),
                outside == null
                        ? "/repositories/%s/change-requests/%d".formatted(here, preview.change())
                        : outside.url(),
                outside == null ? null : preview.repositoryId(),
                views.view(preview));
    }
}
