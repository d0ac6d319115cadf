package dev.fairway.selfservice.actions;

import dev.fairway.shared.Json;
import dev.fairway.shared.Place;
import dev.fairway.shared.Place.Format;
import dev.fairway.shared.Places;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The webhooks that actions tell of requests which wait for approval: their {@code approvalNotification}. */
@Component
public class ApprovalPlaces implements Places {

    private static final String PREFIX = "action/";

    private final Actions actions;

    ApprovalPlaces(Actions actions) {
        this.actions = actions;
    }

    /** @param action identifier of one that may be gone */
    public List<Place> of(String action) {
        return webhook(action)
                .map(webhook -> "slack".equals(Json.textAt(webhook, "format")) ? Format.SLACK : Format.JSON)
                .map(format -> List.of(new Place(PREFIX + action, format)))
                .orElse(List.of());
    }

    @Override
    public Optional<String> address(String place) {
        return place.startsWith(PREFIX)
                ? webhook(place.substring(PREFIX.length())).map(webhook -> Json.textAt(webhook, "url"))
                : Optional.empty();
    }

    private Optional<ObjectNode> webhook(String action) {
        return actions.find(action)
                .map(found -> Json.objectAt(found.definition(), "approvalNotification"))
                .filter(notification -> "webhook".equals(Json.textAt(notification, "type")));
    }
}
