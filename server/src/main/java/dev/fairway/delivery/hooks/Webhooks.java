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
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
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

    private static final int SECRET_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
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
        return list(
                WEBHOOK.REPOSITORY_ID.eq(repositoryId).and(WEBHOOK.ACTIVE).and(WEBHOOK.EVENTS.contains(new String[] {
                    event.name()
                })));
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

    /** What its messages are signed with; empty for one from before each had its own. */
    Optional<String> secret(UUID id) {
        return safe.find(secretKey(id));
    }

    boolean isActive(UUID id) {
        return list(WEBHOOK.ID.eq(id)).stream().anyMatch(Webhook::active);
    }

    /** @param secret shown to whoever made it, and to nobody later */
    record Added(Webhook webhook, String secret) {}

    @Transactional
    Added add(HostedRepository repository, String url, Set<Webhook.Event> told, Actor actor) {
        check(told);
        if (of(repository).size() >= MOST) {
            throw new InvalidInput("url", "%s has %d webhooks, which is the most".formatted(repository.name(), MOST));
        }
        UUID id = UUID.randomUUID();
        WebhookRecord row = new WebhookRecord();
        row.setId(id);
        row.setRepositoryId(repository.id());
        row.setHost(host(url));
        row.setEvents(names(told));
        row.setCreatedAt(clock.instant().atOffset(ZoneOffset.UTC));
        row.setCreatedBy(actor.name());
        db.insertInto(WEBHOOK).set(row).execute();
        String secret = newSecret();
        safe.put(key(id), url);
        safe.put(secretKey(id), secret);
        Webhook added = get(repository, id);
        events.publishEvent(new WebhookChanged(repository.name().toString(), null, added, actor.name()));
        return new Added(added, secret);
    }

    private static void check(Set<Webhook.Event> told) {
        if (told.isEmpty() || told.contains(Webhook.Event.TEST)) {
            throw new InvalidInput("events", "names PUSH, CHANGE_REQUEST or both");
        }
    }

    private String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @param told null leaves the events as they are; so does a null of active */
    @Transactional
    Webhook change(
            HostedRepository repository,
            UUID id,
            @Nullable Set<Webhook.Event> told,
            @Nullable Boolean active,
            Actor actor) {
        Webhook before = get(repository, id);
        Set<Webhook.Event> next = told == null ? Set.copyOf(before.events()) : told;
        check(next);
        db.update(WEBHOOK)
                .set(WEBHOOK.EVENTS, names(next))
                .set(WEBHOOK.ACTIVE, active == null ? before.active() : active)
                .where(WEBHOOK.ID.eq(id))
                .execute();
        Webhook after = get(repository, id);
        if (!after.equals(before)) {
            events.publishEvent(new WebhookChanged(repository.name().toString(), before, after, actor.name()));
        }
        return after;
    }

    private static String[] names(Set<Webhook.Event> told) {
        return told.stream().map(Webhook.Event::name).sorted().toArray(String[]::new);
    }

    @Transactional
    void remove(HostedRepository repository, UUID id, Actor actor) {
        Webhook before = get(repository, id);
        db.deleteFrom(WEBHOOK).where(WEBHOOK.ID.eq(id)).execute();
        forget(id);
        events.publishEvent(new WebhookChanged(repository.name().toString(), before, null, actor.name()));
    }

    /** The addresses go with their repository. */
    @EventListener
    void on(RepositoryChanged changed) {
        if (changed.after() == null) {
            list(WEBHOOK.REPOSITORY_ID.eq(changed.repositoryId())).forEach(webhook -> forget(webhook.id()));
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
                        row.getActive(),
                        row.getCreatedAt().toInstant(),
                        row.getCreatedBy()));
    }

    private void forget(UUID id) {
        safe.remove(key(id));
        safe.remove(secretKey(id));
    }

    private static String secretKey(UUID id) {
        return key(id) + ":secret";
    }

    private static String key(UUID id) {
        return "git-webhook:" + id;
    }
}
