package dev.fairway.delivery.incoming;

import static fairway.tables.delivery.Tables.HOST_DELIVERY;
import static org.jooq.impl.DSL.noCondition;

import dev.fairway.delivery.hosts.ConnectedHost;
import dev.fairway.delivery.hosts.ExternalRepositories;
import dev.fairway.delivery.hosts.ExternalRepository;
import dev.fairway.delivery.hosts.FoundRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What Git hosts told, each message once. */
@Repository
class HostDeliveries {

    private final DSLContext db;
    private final Clock clock;
    private final ExternalRepositories repositories;
    private final ApplicationEventPublisher events;

    HostDeliveries(DSLContext db, Clock clock, ExternalRepositories repositories, ApplicationEventPublisher events) {
        this.db = db;
        this.clock = clock;
        this.repositories = repositories;
        this.events = events;
    }

    /** Has it followed. One that was received before is not followed again. @param id that the host gave it */
    @Transactional
    public void receive(ConnectedHost host, String id, String event, HostMessage message) {
        FoundRepository about = message.repository();
        int isNew = db.insertInto(HOST_DELIVERY)
                .set(HOST_DELIVERY.HOST, host.name())
                .set(HOST_DELIVERY.ID, id)
                .set(HOST_DELIVERY.EVENT, event)
                .set(HOST_DELIVERY.REPOSITORY, about == null ? null : about.path())
                .set(HOST_DELIVERY.OUTCOME, "")
                .set(HOST_DELIVERY.RECEIVED_AT, now())
                .onConflictDoNothing()
                .execute();
        if (isNew == 0) {
            return;
        }
        db.update(HOST_DELIVERY)
                .set(HOST_DELIVERY.OUTCOME, outcome(host, message))
                .where(HOST_DELIVERY.HOST.eq(host.name()), HOST_DELIVERY.ID.eq(id))
                .execute();
    }

    private String outcome(ConnectedHost host, HostMessage message) {
        FoundRepository about = message.repository();
        if (about == null) {
            return "It is about no repository";
        }
        Optional<ExternalRepository> known = repositories.findForeign(host.name(), about.id());
        if (known.isEmpty()) {
            return "Fairway does not work with this repository";
        }
        ExternalRepository now = isWhole(about) ? repositories.follow(known.get(), about) : known.get();
        return switch (message.moved()) {
            case null -> "Nothing follows from it";
            case HostMessage.Branch branch -> {
                String by = "%s:%s".formatted(host.name(), message.actor());
                events.publishEvent(new ExternalPushed(now.at(), branch.name(), branch.from(), branch.to(), by));
                yield "The branch %s moved".formatted(branch.name());
            }
            case HostMessage.Request request -> {
                events.publishEvent(
                        new ExternalRequestMoved(now.at(), request.number(), request.head(), request.state()));
                yield "The change request %d is %s".formatted(request.number(), request.state());
            }
        };
    }

    private static boolean isWhole(FoundRepository about) {
        return !about.path().isEmpty()
                && !about.defaultBranch().isEmpty()
                && !about.webUrl().isEmpty();
    }

    /** The newest first. @param before place of the last one of the page before */
    List<HostDelivery> newest(ConnectedHost host, @Nullable Long before, int limit) {
        return db.selectFrom(HOST_DELIVERY)
                .where(HOST_DELIVERY.HOST.eq(host.name()))
                .and(before == null ? noCondition() : HOST_DELIVERY.PLACE.lt(before))
                .orderBy(HOST_DELIVERY.PLACE.desc())
                .limit(limit)
                .fetch(row -> new HostDelivery(
                        row.getId(),
                        row.getPlace(),
                        row.getEvent(),
                        row.getRepository(),
                        row.getOutcome(),
                        row.getReceivedAt().toInstant()));
    }

    /** @return how many */
    int forget(Duration kept) {
        return db.deleteFrom(HOST_DELIVERY)
                .where(HOST_DELIVERY.RECEIVED_AT.lt(now().minus(kept)))
                .execute();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
