package dev.fairway.delivery.hooks;

import static fairway.tables.delivery.Tables.WEBHOOK;

import dev.fairway.access.Actor;
import dev.fairway.access.Safe;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.RepositoryChanged;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.NotFound;
import fairway.tables.delivery.tables.records.WebhookRecord;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The webhooks of repositories. */
@Repository
class Webhooks {

    private static final int MOST = 20;
    private static final int LONGEST_URL = 2_000;
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final DSLContext db;
    private final Clock clock;
    private final Safe safe;
    private final ApplicationEventPublisher events;

    Webhooks(DSLContext db, Clock clock, Safe safe, ApplicationEventPublisher events) {
        this.db = db;
        this.clock = clock;
        this.safe = safe;
        this.events = events;
    }

    List<Webhook> of(HostedRepository repository) {
        return list(WEBHOOK.REPOSITORY_ID.eq(repository.id()));
    }

    List<Webhook> toldOf(String repositoryId, Webhook.Event event) {
        return list(WEBHOOK.REPOSITORY_ID.eq(repositoryId).and(WEBHOOK.EVENTS.contains(new String[] {event.name()})));
    }

    Webhook get(HostedRepository repository, UUID id) {
        return of(repository).stream()
                .filter(webhook -> webhook.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFound("webhook", "id", id.toString()));
    }

    /** @throws NotFound when it was removed */
    String address(UUID id) {
        return safe.find(key(id)).orElseThrow(() -> new NotFound("webhook", "id", id.toString()));
    }

    @Transactional
    Webhook add(HostedRepository repository, String url, Set<Webhook.Event> told, Actor actor) {
        if (told.isEmpty()) {
            throw new InvalidInput("events", "names PUSH, CHANGE_REQUEST or both");
        }
        if (of(repository).size() >= MOST) {
            throw new InvalidInput("url", "%s has %d webhooks, which is the most".formatted(repository.name(), MOST));
        }
        UUID id = UUID.randomUUID();
        WebhookRecord row = new WebhookRecord();
        row.setId(id);
        row.setRepositoryId(repository.id());
        row.setHost(host(url));
        row.setEvents(told.stream().map(Webhook.Event::name).sorted().toArray(String[]::new));
        row.setCreatedAt(clock.instant().atOffset(ZoneOffset.UTC));
        row.setCreatedBy(actor.name());
        db.insertInto(WEBHOOK).set(row).execute();
        safe.put(key(id), url);
        Webhook added = get(repository, id);
        events.publishEvent(new WebhookChanged(repository.name().toString(), null, added, actor.name()));
        return added;
    }

    @Transactional
    void remove(HostedRepository repository, UUID id, Actor actor) {
        Webhook before = get(repository, id);
        db.deleteFrom(WEBHOOK).where(WEBHOOK.ID.eq(id)).execute();
        safe.remove(key(id));
        events.publishEvent(new WebhookChanged(repository.name().toString(), before, null, actor.name()));
    }

    /** The addresses go with their repository. */
    @EventListener
    void on(RepositoryChanged changed) {
        if (changed.after() == null) {
            list(WEBHOOK.REPOSITORY_ID.eq(changed.repositoryId())).forEach(webhook -> safe.remove(key(webhook.id())));
        }
    }

    private static String host(String url) {
        try {
            URI uri = new URI(url);
            if (url.length() <= LONGEST_URL
                    && uri.getHost() != null
                    && uri.getScheme() != null
                    && SCHEMES.contains(uri.getScheme())) {
                return uri.getHost();
            }
        } catch (URISyntaxException none) {
            // told below
        }
        throw new InvalidInput("url", "is no address that begins with http:// or https://");
    }

    private List<Webhook> list(Condition condition) {
        return db.selectFrom(WEBHOOK)
                .where(condition)
                .orderBy(WEBHOOK.CREATED_AT, WEBHOOK.ID)
                .fetch(row -> new Webhook(
                        row.getId(),
                        row.getHost(),
                        Arrays.stream(row.getEvents())
                                .map(Webhook.Event::valueOf)
                                .toList(),
                        row.getCreatedAt().toInstant(),
                        row.getCreatedBy()));
    }

    private static String key(UUID id) {
        return "git-webhook:" + id;
    }
}
