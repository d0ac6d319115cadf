package dev.fairway.delivery.previews;

import dev.fairway.shared.Notifiable;
import java.util.Map;
import java.util.Set;

/** A preview ends within a day: its team and whoever began it are told. */
record PreviewEnds(Preview preview, String title, String team, String link) implements Notifiable {

    @Override
    public String kind() {
        return "preview-ends";
    }

    @Override
    public String key() {
        return "preview-ends %s %s"
                .formatted(preview.slot().environment(), preview.life().endsAt());
    }

    @Override
    public Addressees to() {
        return new Addressees(Set.of(preview.life().createdBy()), Set.of(), Set.of(team), Set.of());
    }

    @Override
    public Map<String, String> values() {
        return Map.of(
                "title",
                title,
                "service",
                preview.service(),
                "at",
                preview.life().endsAt().toString());
    }
}
