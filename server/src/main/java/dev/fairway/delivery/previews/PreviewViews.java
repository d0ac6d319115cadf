package dev.fairway.delivery.previews;

import dev.fairway.delivery.previews.Preview.State;
import dev.fairway.delivery.releases.Release;
import dev.fairway.delivery.releases.Releases;
import dev.fairway.shared.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Previews as they are answered. */
@Component
class PreviewViews {

    /**
     * @param environment that it is tried in
     * @param domain where it is reached; null for none
     * @param release how its newest release stands; null where there is none
     * @param tag of the image of that
     * @param commit of the source of that, where it is known
     * @param message a sentence on how it is
     */
    record PreviewView(
            String service,
            String environment,
            State state,
            @Nullable String domain,
            String namespace,
            Release.@Nullable State release,
            @Nullable String tag,
            @Nullable String digest,
            @Nullable String commit,
            String message,
            Instant endsAt,
            String createdBy,
            Instant createdAt,
            @Nullable Instant endedAt) {}

    /**
     * @param services that come from the repository, and may be tried by whoever asks
     * @param environments that change requests are tried in
     */
    record PreviewsAnswer(boolean ok, List<PreviewView> previews, List<String> services, List<String> environments) {}

    /** @param run id of the request, which may still wait for somebody's approval */
    record PreviewStartedAnswer(boolean ok, String run) {}

    record OnePreviewAnswer(boolean ok, PreviewView preview) {}

    private final Previews previews;
    private final Releases releases;

    PreviewViews(Previews previews, Releases releases) {
        this.previews = previews;
        this.releases = releases;
    }

    List<PreviewView> of(String repositoryId, int number) {
        return previews.of(repositoryId, number).stream().map(this::view).toList();
    }

    OnePreviewAnswer answer(Preview preview) {
        return new OnePreviewAnswer(true, view(preview));
    }

    PreviewView view(Preview preview) {
        Optional<Release> newest = releases.newest(preview.slot());
        ObjectNode wanted = newest.map(release -> release.content().wanted()).orElse(Json.object());
        String said = newest.map(Release::message).orElse("");
        return new PreviewView(
                preview.service(),
                preview.base(),
                preview.state(),
                preview.address().domain(),
                preview.address().namespace(),
                newest.map(Release::state).orElse(null),
                Json.textAt(wanted.path("image"), "tag"),
                Json.textAt(wanted.path("image"), "digest"),
                Json.textAt(wanted.path("release"), "commit"),
                preview.state() == State.RUNNING
                        ? said
                        : "%s %s".formatted(preview.message(), said).strip(),
                preview.life().endsAt(),
                preview.life().createdBy(),
                preview.life().createdAt(),
                preview.life().endedAt());
    }
}
