package dev.fairway.selfservice.runs;

import static fairway.tables.selfservice.Tables.DELEGATION;

import dev.fairway.access.Actor;
import dev.fairway.access.Actors;
import dev.fairway.access.User;
import dev.fairway.access.UserChanged;
import dev.fairway.access.Users;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Timestamps;
import fairway.tables.selfservice.tables.records.DelegationRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Who decides on requests in whose place, while they are away. Nobody stands in for whoever stands in. */
@Repository
public class Delegations {

    private static final Duration LONGEST = Duration.ofDays(366);

    private final DSLContext db;
    private final Clock clock;
    private final Users users;
    private final Actors actors;
    private final ApplicationEventPublisher events;

    Delegations(DSLContext db, Clock clock, Users users, Actors actors, ApplicationEventPublisher events) {
        this.db = db;
        this.clock = clock;
        this.users = users;
        this.actors = actors;
        this.events = events;
    }

    /** @param until when whoever is away decides alone again */
    record Delegation(String person, String delegate, String until) {}

    /** Those that count now. */
    List<Delegation> active() {
        return db.selectFrom(DELEGATION)
                .where(DELEGATION.UNTIL.gt(now()))
                .orderBy(DELEGATION.PERSON)
                .fetch(Delegations::read);
    }

    Optional<Delegation> of(String person) {
        return active().stream()
                .filter(delegation -> delegation.person().equals(person))
                .findFirst();
    }

    /** Somebody, and everybody in whose place they decide now. */
    public List<Actor> voices(Actor actor) {
        List<Actor> voices = new ArrayList<>(List.of(actor));
        db.select(DELEGATION.PERSON)
                .from(DELEGATION)
                .where(DELEGATION.DELEGATE.eq(actor.name()), DELEGATION.UNTIL.gt(now()))
                .orderBy(DELEGATION.PERSON)
                .fetch(DELEGATION.PERSON)
                .forEach(person -> actors.named(person, actor.origin()).ifPresent(voices::add));
        return voices;
    }

    @Transactional
    Delegation set(String delegate, Instant until, Actor actor) {
        boolean canDecide = users.find(delegate)
                .filter(user -> user.status() == User.Status.ACTIVE)
                .isPresent();
        if (!canDecide || delegate.equals(actor.name())) {
            throw new InvalidInput("delegate", "\"%s\" is nobody else who can sign in".formatted(delegate));
        }
        Instant now = clock.instant();
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
            throw new InvalidInput("until", "%s is not within the next year".formatted(Timestamps.format(until)));
        }
        Delegation before = of(actor.name()).orElse(null);
        db.insertInto(DELEGATION)
                .set(DELEGATION.PERSON, actor.name())
                .set(DELEGATION.DELEGATE, delegate)
                .set(DELEGATION.UNTIL, until.atOffset(ZoneOffset.UTC))
                .onConflict(DELEGATION.PERSON)
                .doUpdate()
                .set(DELEGATION.DELEGATE, delegate)
                .set(DELEGATION.UNTIL, until.atOffset(ZoneOffset.UTC))
                .execute();
        Delegation after = new Delegation(actor.name(), delegate, Timestamps.format(until));
        events.publishEvent(new DelegationChanged(actor.name(), before, after));
        return after;
    }

    @Transactional
    void end(Actor actor) {
        of(actor.name()).ifPresent(before -> {
            db.deleteFrom(DELEGATION).where(DELEGATION.PERSON.eq(actor.name())).execute();
            events.publishEvent(new DelegationChanged(actor.name(), before, null));
        });
    }

    /** Whoever is invited by the address of somebody who left stands in for nobody. */
    @EventListener
    void on(UserChanged event) {
        if (event.before() == null || event.after() != null) {
            return;
        }
        String gone = event.before().email();
        db.deleteFrom(DELEGATION)
                .where(DELEGATION.PERSON.eq(gone).or(DELEGATION.DELEGATE.eq(gone)))
                .returning()
                .fetch(Delegations::read)
                .forEach(ended -> events.publishEvent(new DelegationChanged(event.actor(), ended, null)));
    }

    private static Delegation read(DelegationRecord row) {
        return new Delegation(
                row.getPerson(),
                row.getDelegate(),
                Timestamps.format(row.getUntil().toInstant()));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
