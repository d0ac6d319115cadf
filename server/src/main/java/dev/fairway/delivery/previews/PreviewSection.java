package dev.fairway.delivery.previews;

import dev.fairway.delivery.changes.RequestSection;
import dev.fairway.delivery.releases.Release;
import dev.fairway.delivery.releases.Releases;
import dev.fairway.shared.Json;
import dev.fairway.shared.MarkdownText;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What the comment of a change request says of its previews. */
@Component
class PreviewSection implements RequestSection {

    private static final DateTimeFormatter UNTIL = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Previews previews;
    private final Releases releases;

    PreviewSection(Previews previews, Releases releases) {
        this.previews = previews;
        this.releases = releases;
    }

    @Override
    public Optional<String> markdown(String repositoryId, int number, int room) {
        List<Preview> known = previews.of(repositoryId, number);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder("**Preview**\n\n");
        known.stream()
                .map(this::line)
                .filter(line -> text.length() + line.length() < room)
                .forEach(text::append);
        return Optional.of(text.toString());
    }

    private String line(Preview preview) {
        String name = MarkdownText.code(preview.service());
        return switch (preview.state()) {
            case ENDED -> "- %s is gone. %s\n".formatted(name, MarkdownText.plain(preview.message()));
            case ENDING -> "- %s is being taken away. %s\n".formatted(name, MarkdownText.plain(preview.message()));
            case RUNNING ->
                "- %s%s, until %s%s\n"
                        .formatted(
                                name,
                                address(preview),
                                UNTIL.format(preview.life().endsAt()),
                                how(preview));
        };
    }

    private static String address(Preview preview) {
        String domain = preview.address().domain();
        return domain == null
                ? " in the namespace " + MarkdownText.code(preview.address().namespace())
                : " at https://" + domain;
    }

    private String how(Preview preview) {
        return releases.newest(preview.slot()).map(PreviewSection::how).orElse("");
    }

    private static String how(Release release) {
        JsonNode image = release.content().wanted().path("image");
        String digest = Json.textAt(image, "digest");
        String tag = String.valueOf(Json.textAt(image, "tag"));
        return "  \n  Image %s%s. %s"
                .formatted(
                        MarkdownText.code(tag),
                        digest == null ? "" : " " + MarkdownText.code(digest),
                        MarkdownText.plain(release.message()));
    }
}
