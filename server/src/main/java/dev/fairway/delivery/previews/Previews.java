package dev.fairway.delivery.previews;

import static fairway.tables.delivery.Tables.CHANGE_REQUEST;
import static fairway.tables.delivery.Tables.EXTERNAL_REPOSITORY;
import static fairway.tables.delivery.Tables.PREVIEW;
import static fairway.tables.delivery.Tables.SERVICE;

import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.delivery.previews.Preview.Address;
import dev.fairway.delivery.previews.Preview.Life;
import dev.fairway.delivery.previews.Preview.Outside;
import dev.fairway.delivery.previews.Preview.State;
import dev.fairway.delivery.previews.Preview.Tried;
import dev.fairway.delivery.releases.Release.Slot;
import dev.fairway.shared.NotFound;
import fairway.tables.delivery.tables.records.PreviewRecord;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The rows of previews. */
@Repository
class Previews {

    private final DSLContext db;

    Previews(DSLContext db) {
        this.db = db;
    }

    Optional<Preview> find(Slot slot) {
        return find(slot.environment());
    }

    Optional<Preview> find(String environment) {
        return listed(PREVIEW.ENVIRONMENT.eq(environment), 1).stream().findFirst();
    }

    Preview get(Slot slot) {
        return find(slot).orElseThrow(() -> new NotFound("preview", "environment", slot.environment()));
    }

    List<Preview> of(String repositoryId, int change) {
        return listed(PREVIEW.REPOSITORY_ID.eq(repositoryId).and(PREVIEW.CHANGE.eq(change)), Integer.MAX_VALUE);
    }

    /** Those of a repository that are there. */
    List<Preview> running(String repositoryId) {
        return listed(
                PREVIEW.REPOSITORY_ID.eq(repositoryId).and(PREVIEW.STATE.eq(State.RUNNING.name())), Integer.MAX_VALUE);
    }

    /** Those of a service that are there, or still there. */
    List<Preview> ofService(String service, int limit) {
        return listed(PREVIEW.SERVICE.eq(service).and(PREVIEW.STATE.ne(State.ENDED.name())), limit);
    }

    /** Those that are there, or still there. */
    int countOfTeam(String team) {
        return db.fetchCount(
                PREVIEW.join(SERVICE).on(SERVICE.NAME.eq(PREVIEW.SERVICE)),
                SERVICE.TEAM.eq(team).and(PREVIEW.STATE.ne(State.ENDED.name())));
    }

    /** Nobody else begins one for the team until the transaction ends. */
    void lockTeam(String team) {
        db.execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", "previews of " + team);
    }

    /** The services that come from a repository, by name; hosts outside tell no large letters from small ones. */
    List<String> services(RepositoryAt repository) {
        Condition isFrom = repository.isEmbedded()
                ? SERVICE.REPOSITORY.eq(repository.name())
                : SERVICE.REPOSITORY.equalIgnoreCase(repository.name());
        return db.select(SERVICE.NAME)
                .from(SERVICE)
                .where(isFrom)
                .orderBy(SERVICE.NAME)
                .limit(100)
                .fetch(SERVICE.NAME);
    }

    /** Whose time is over, or whose change request is here and not open any more. */
    List<Preview> over(Instant now, int limit) {
        Condition isOpen = DSL.exists(DSL.selectOne()
                .from(CHANGE_REQUEST)
                .where(
                        CHANGE_REQUEST.REPOSITORY_ID.eq(PREVIEW.REPOSITORY_ID),
                        CHANGE_REQUEST.NUMBER.eq(PREVIEW.CHANGE),
                        CHANGE_REQUEST.STATE.eq(ChangeRequest.State.OPEN.name())));
        Condition isOutside = DSL.exists(
                DSL.selectOne().from(EXTERNAL_REPOSITORY).where(EXTERNAL_REPOSITORY.ID.eq(PREVIEW.REPOSITORY_ID)));
        return listed(
                PREVIEW.STATE
                        .eq(State.RUNNING.name())
                        .and(PREVIEW.ENDS_AT.le(at(now)).or(DSL.not(isOpen.or(isOutside)))),
                limit);
    }

    /** Those that end before, and nobody was told. */
    List<Preview> toBeReminded(Instant end, int limit) {
        return listed(
                PREVIEW.STATE
                        .eq(State.RUNNING.name())
                        .and(PREVIEW.ENDS_AT.le(at(end)))
                        .and(PREVIEW.REMINDED.isFalse()),
                limit);
    }

    /** Of change requests outside: those whose host was not asked since then, longest ago first. */
    List<Preview> toBeAsked(Instant since, int limit) {
        return db.selectFrom(PREVIEW)
                .where(PREVIEW.STATE.eq(State.RUNNING.name()))
                .and(PREVIEW.REQUEST_URL.isNotNull())
                .and(PREVIEW.ASKED_AT.le(at(since)))
                .orderBy(PREVIEW.ASKED_AT, PREVIEW.ENVIRONMENT)
                .limit(limit)
                .fetch(Previews::preview);
    }

    /** Its host was asked how the change request stands. */
    void asked(Preview preview, Instant now) {
        db.update(PREVIEW).set(PREVIEW.ASKED_AT, at(now)).where(is(preview)).execute();
    }

    void reminded(Preview preview) {
        db.update(PREVIEW).set(PREVIEW.REMINDED, true).where(is(preview)).execute();
    }

    /** A later end is reminded of anew. */
    void save(Preview preview) {
        PreviewRecord row = new PreviewRecord();
        row.setEnvironment(preview.slot().environment());
        row.setService(preview.service());
        row.setRepositoryId(preview.repositoryId());
        row.setChange(preview.change());
        Outside outside = preview.tried().outside();
        row.setRequestName(outside == null ? null : outside.name());
        row.setRequestUrl(outside == null ? null : outside.url());
        row.setBase(preview.base());
        row.setNamespace(preview.address().namespace());
        row.setDomain(preview.address().domain());
        row.setState(preview.state().name());
        row.setMessage(preview.message());
        row.setCreatedBy(preview.life().createdBy());
        row.setCreatedAt(at(preview.life().createdAt()));
        row.setEndsAt(at(preview.life().endsAt()));
        Instant ended = preview.life().endedAt();
        row.setEndedAt(ended == null ? null : at(ended));
        db.insertInto(PREVIEW)
                .set(row)
                .onConflict(PREVIEW.ENVIRONMENT)
                .doUpdate()
                .set(row)
                .set(
                        PREVIEW.REMINDED,
                        DSL.field(PREVIEW.REMINDED
                                .isTrue()
                                .and(PREVIEW.ENDS_AT.eq(at(preview.life().endsAt())))))
                .execute();
    }

    private static Condition is(Preview preview) {
        return PREVIEW.ENVIRONMENT.eq(preview.slot().environment());
    }

    private List<Preview> listed(Condition condition, int limit) {
        return db.selectFrom(PREVIEW)
                .where(condition)
                .orderBy(PREVIEW.ENDS_AT, PREVIEW.ENVIRONMENT)
                .limit(limit)
                .fetch(Previews::preview);
    }

    private static Preview preview(PreviewRecord row) {
        OffsetDateTime ended = row.getEndedAt();
        return new Preview(
                new Slot(row.getService(), row.getEnvironment()),
                new Tried(row.getRepositoryId(), row.getChange(), outside(row.getRequestName(), row.getRequestUrl())),
                row.getBase(),
                new Address(row.getNamespace(), row.getDomain()),
                State.valueOf(row.getState()),
                row.getMessage(),
                new Life(
                        row.getCreatedBy(),
                        row.getCreatedAt().toInstant(),
                        row.getEndsAt().toInstant(),
                        ended == null ? null : ended.toInstant()));
    }

    private static @Nullable Outside outside(@Nullable String name, @Nullable String url) {
        return name == null || url == null ? null : new Outside(name, url);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
