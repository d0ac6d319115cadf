package dev.fairway.notifications;

import dev.fairway.access.Safe;
import dev.fairway.shared.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Where teams are told beside the inboxes of their people. The addresses are secrets: who knows them can write there. */
@Component
class TeamRoutes {

    private static final String NAME = "notifications of team ";

    private final Safe safe;

    TeamRoutes(Safe safe) {
        this.safe = safe;
    }

    /**
     * @param slack address of an incoming webhook of Slack; null for none
     * @param webhook address that gets JSON; null for none
     * @param language that the team is told in
     */
    record Route(@Nullable String slack, @Nullable String webhook, Language language) {}

    Route of(String team) {
        ObjectNode kept =
                safe.find(NAME + team).map(text -> (ObjectNode) Json.read(text)).orElseGet(Json::object);
        String language = Json.textAt(kept, "language");
        return new Route(
                Json.textAt(kept, "slack"),
                Json.textAt(kept, "webhook"),
                language == null ? Language.EN : Language.valueOf(language));
    }

    void keep(String team, Route route) {
        if (route.slack() == null && route.webhook() == null) {
            forget(team);
            return;
        }
        safe.put(NAME + team, Json.MAPPER.writeValueAsString(route));
    }

    void forget(String team) {
        safe.remove(NAME + team);
    }
}
