package dev.fairway.notifications;

import dev.fairway.notifications.TeamRoutes.Route;
import dev.fairway.shared.Places;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where messages go that are for no person: to teams, and to places that others know. Looked up while one is sent. */
@Component
class Addresses {

    private final TeamRoutes routes;
    private final List<Places> places;

    Addresses(TeamRoutes routes, List<Places> places) {
        this.routes = routes;
        this.places = places;
    }

    /** @throws NotDelivered when it has none any more */
    String slack(String recipient) {
        return address(recipient, Route::slack);
    }

    /** @throws NotDelivered when it has none any more */
    String webhook(String recipient) {
        return address(recipient, Route::webhook);
    }

    private String address(String recipient, Function<Route, @Nullable String> way) {
        return Optional.ofNullable(way.apply(routes.of(recipient)))
                .or(() -> places.stream()
                        .flatMap(known -> known.address(recipient).stream())
                        .findFirst())
                .orElseThrow(() -> new NotDelivered("%s has no such address any more".formatted(recipient)));
    }
}
