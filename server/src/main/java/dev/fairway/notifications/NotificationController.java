package dev.fairway.notifications;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.access.Teams;
import dev.fairway.notifications.Inbox.Item;
import dev.fairway.notifications.Preferences.Mail;
import dev.fairway.notifications.Preferences.Preference;
import dev.fairway.notifications.TeamRoutes.Route;
import dev.fairway.shared.Choice;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Refused;
import dev.fairway.shared.Slice;
import dev.fairway.shared.Timestamps;
import dev.fairway.shared.http.Flag;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/notifications")
class NotificationController {

    private static final int MOST = 200;
    private static final int LAST_YEAR = 9_999;
    private static final int MOST_READ = 1_000;
    private static final int LONGEST_ADDRESS = 2_000;

    /** @param readAt null while it is unread */
    record NotificationJson(
            long id,
            String kind,
            String subject,
            String body,
            String link,
            String at,
            @Nullable String readAt) {}

    /** @param next id behind which the next page begins; null on the last */
    record NotificationsAnswer(
            boolean ok,
            List<NotificationJson> notifications,
            int unread,
            @Nullable Long next) {}

    record UnreadAnswer(boolean ok, int unread) {}

    /** @param ids none for all */
    record ReadBody(@Nullable List<Long> ids) {

        List<Long> checked() {
            List<Long> some = ids == null ? List.of() : ids;
            if (some.size() > MOST_READ || some.stream().anyMatch(Objects::isNull)) {
                throw new InvalidInput("ids", "are at most %,d ids; send none for all".formatted(MOST_READ));
            }
            return some;
        }
    }

    /**
     * @param language of messages: en or ko
     * @param mail NOW, DAILY or OFF
     * @param muted kinds that no mail is sent about
     * @param mutedUntil no mail is sent before; null for now
     * @param kinds everything that can be muted; only in answers
     */
    record PreferenceJson(
            @Nullable String language,
            @Nullable String mail,
            @Nullable List<String> muted,
            @Nullable String mutedUntil,
            @Nullable List<String> kinds) {}

    record PreferenceAnswer(boolean ok, PreferenceJson preference, boolean hasMail) {}

    /** Addresses are never given back. */
    record RouteJson(
            @Nullable String slack,
            @Nullable String webhook,
            @Nullable String language) {}

    record RouteAnswer(boolean ok, boolean hasSlack, boolean hasWebhook, String language) {
        static RouteAnswer of(Route route) {
            return new RouteAnswer(
                    true,
                    route.slack() != null,
                    route.webhook() != null,
                    route.language().code());
        }
    }

    /** @param next id behind which the next page begins; null on the last */
    record DeliveriesAnswer(
            boolean ok,
            List<Deliveries.Delivery> deliveries,
            @Nullable Long next) {}

    private final Inbox inbox;
    private final Texts texts;
    private final Preferences preferences;
    private final TeamRoutes routes;
    private final Deliveries deliveries;
    private final NotificationSettings settings;
    private final Teams teams;

    NotificationController(
            Inbox inbox,
            Texts texts,
            Preferences preferences,
            TeamRoutes routes,
            Deliveries deliveries,
            NotificationSettings settings,
            Teams teams) {
        this.inbox = inbox;
        this.texts = texts;
        this.preferences = preferences;
        this.routes = routes;
        this.deliveries = deliveries;
        this.settings = settings;
        this.teams = teams;
    }

    /** What the caller was told, newest first. @param language of the texts: en or ko */
    @GetMapping
    @Requires(Permission.MEMBER)
    NotificationsAnswer list(
            @RequestParam(required = false) @Nullable String unread,
            @RequestParam(required = false) @Nullable String language,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") int limit,
            Actor actor) {
        Language chosen = language == null ? preferences.of(actor.name()).language() : language(language);
        boolean unreadOnly = unread != null && Flag.isSet(unread);
        Slice<Item, Long> page =
                Slice.of(limit, MOST, many -> inbox.page(actor.name(), unreadOnly, before, many), Item::id);
        return new NotificationsAnswer(
                true, page.map(item -> json(item, chosen)), inbox.unread(actor.name()), page.next());
    }

    private NotificationJson json(Item item, Language language) {
        Text text = texts.of(item.kind(), language, item.values());
        Instant read = item.readAt();
        return new NotificationJson(
                item.id(),
                item.kind(),
                text.subject(),
                text.body(),
                item.link(),
                Timestamps.format(item.at()),
                read == null ? null : Timestamps.format(read));
    }

    /** How many notifications of the caller are unread. */
    @GetMapping("/unread")
    @Requires(Permission.MEMBER)
    UnreadAnswer unread(Actor actor) {
        return new UnreadAnswer(true, inbox.unread(actor.name()));
    }

    /** Marks notifications of the caller as read. */
    @PostMapping("/read")
    @Requires(Permission.MEMBER)
    UnreadAnswer read(@RequestBody ReadBody body, Actor actor) {
        inbox.read(actor.name(), body.checked());
        return new UnreadAnswer(true, inbox.unread(actor.name()));
    }

    /** How the caller wants to be told. */
    @GetMapping("/preference")
    @Requires(Permission.MEMBER)
    PreferenceAnswer preference(Actor actor) {
        return answer(preferences.of(actor.name()));
    }

    /** Changes how the caller wants to be told. */
    @PutMapping("/preference")
    @Requires(Permission.MEMBER)
    PreferenceAnswer setPreference(@RequestBody PreferenceJson body, Actor actor) {
        Preference before = preferences.of(actor.name());
        Preference now = new Preference(
                body.language() == null ? before.language() : language(body.language()),
                body.mail() == null ? before.mail() : Choice.of(Mail.class, "mail", body.mail()),
                body.muted() == null ? List.of() : checked(body.muted()),
                until(body.mutedUntil()));
        preferences.keep(actor.name(), now);
        return answer(now);
    }

    private PreferenceAnswer answer(Preference preference) {
        Instant until = preference.mutedUntil();
        PreferenceJson json = new PreferenceJson(
                preference.language().code(),
                preference.mail().name(),
                preference.muted(),
                until == null ? null : Timestamps.format(until),
                texts.kinds(Language.EN).stream()
                        .filter(kind -> !kind.equals("digest"))
                        .toList());
        return new PreferenceAnswer(true, json, settings.hasMail());
    }

    /** Where a team is told, without the addresses. */
    @GetMapping("/teams/{team}")
    @Requires(Permission.MEMBER)
    RouteAnswer route(@PathVariable String team) {
        return RouteAnswer.of(routes.of(teams.get(team).name()));
    }

    /** Changes where a team is told: its members may, and administrators. What is left out is told nothing there. */
    @PutMapping("/teams/{team}")
    @Requires(Permission.MEMBER)
    RouteAnswer setRoute(@PathVariable String team, @RequestBody RouteJson body, Actor actor) {
        String name = teams.get(team).name();
        if (!actor.isAdmin() && !actor.teams().contains(name)) {
            throw new Refused("%s is not in \"%s\"; its members decide where it is told".formatted(actor.name(), name));
        }
        Language language = body.language() == null ? Language.EN : language(body.language());
        Route route = new Route(address("slack", body.slack()), address("webhook", body.webhook()), language);
        routes.keep(name, route);
        return RouteAnswer.of(route);
    }

    /** What was sent to the outside, newest first, and what became of it. */
    @GetMapping("/deliveries")
    @Requires(Permission.MANAGE_ORGANIZATION)
    DeliveriesAnswer deliveries(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") int limit) {
        Deliveries.State wanted = Choice.ofNullable(Deliveries.State.class, "state", state);
        Slice<Deliveries.Delivery, Long> page =
                Slice.of(limit, MOST, many -> deliveries.page(wanted, before, many), Deliveries.Delivery::id);
        return new DeliveriesAnswer(true, page.items(), page.next());
    }

    private List<String> checked(List<String> muted) {
        for (String kind : muted) {
            if (kind == null || !texts.kinds(Language.EN).contains(kind)) {
                throw new InvalidInput("muted", "\"%s\" is nothing that anybody is told".formatted(kind));
            }
        }
        return muted.stream().distinct().toList();
    }

    private static Language language(String code) {
        return Language.of(code)
                .orElseThrow(() -> new InvalidInput("language", "\"%s\" is not en or ko".formatted(code)));
    }

    private static @Nullable Instant until(@Nullable String text) {
        try {
            OffsetDateTime until = text == null ? null : OffsetDateTime.parse(text);
            if (until != null && until.getYear() > LAST_YEAR) {
                throw new InvalidInput("mutedUntil", "is later than the year %d".formatted(LAST_YEAR));
            }
            return until == null ? null : until.toInstant();
        } catch (DateTimeException none) {
            throw new InvalidInput(
                    "mutedUntil", "\"%s\" is no time with an offset, such as 2030-01-31T09:00:00Z".formatted(text));
        }
    }

    /** What is wrong with it is said without it: it is a secret. */
    private static @Nullable String address(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        boolean isAddress = text.length() <= LONGEST_ADDRESS && text.matches("https?://\\S+");
        try {
            if (isAddress && URI.create(text).getHost() != null) {
                return text;
            }
        } catch (IllegalArgumentException none) {
            // told below
        }
        throw new InvalidInput(field, "is no http or https address");
    }
}
