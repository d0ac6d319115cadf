package dev.fairway.notifications;

import dev.fairway.notifications.Deliveries.Channel;
import dev.fairway.notifications.Deliveries.Message;
import dev.fairway.notifications.Preferences.Preference;
import dev.fairway.notifications.TeamRoutes.Route;
import dev.fairway.shared.Notifiable;
import dev.fairway.shared.Place;
import dev.fairway.shared.Place.Format;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** The ways out that somebody chose. */
@Component
class Routing {

    private final Preferences preferences;
    private final TeamRoutes routes;
    private final Texts texts;
    private final Deliveries deliveries;
    private final NotificationSettings settings;
    private final Clock clock;

    Routing(
            Preferences preferences,
            TeamRoutes routes,
            Texts texts,
            Deliveries deliveries,
            NotificationSettings settings,
            Clock clock) {
        this.preferences = preferences;
        this.routes = routes;
        this.texts = texts;
        this.deliveries = deliveries;
        this.settings = settings;
        this.clock = clock;
    }

    void toPerson(String person, Notifiable fact) {
        Preference preference = preferences.of(person);
        if (settings.hasMail() && preference.wantsMail(fact.kind(), clock.instant())) {
            send(Channel.MAIL, person, preference.language(), fact);
        }
    }

    void toTeam(String team, Notifiable fact) {
        Route route = routes.of(team);
        if (route.slack() != null) {
            send(Channel.SLACK, team, route.language(), fact);
        }
        if (route.webhook() != null) {
            send(Channel.WEBHOOK, team, route.language(), fact);
        }
    }

    void toPlace(Place place, Notifiable fact) {
        Channel channel = place.format() == Format.SLACK ? Channel.SLACK : Channel.WEBHOOK;
        send(channel, place.name(), Language.EN, fact);
    }

    private void send(Channel channel, String recipient, Language language, Notifiable fact) {
        Text text = texts.of(fact.kind(), language, fact.values());
        deliveries.add(new Message(channel, recipient, fact.kind(), fact.key(), text, fact.link()));
    }
}
