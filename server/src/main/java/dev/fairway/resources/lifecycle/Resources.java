package dev.fairway.resources.lifecycle;

import static fairway.tables.resources.Tables.RESOURCE;
import static org.jooq.impl.DSL.and;

import dev.fairway.access.Actor;
import dev.fairway.access.Teams;
import dev.fairway.resources.lifecycle.Resource.Slot;
import dev.fairway.resources.lifecycle.Resource.State;
import dev.fairway.selfservice.spi.Asked;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import fairway.tables.resources.tables.records.ResourceRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ObjectNode;

/** All resources, those that are gone included. */
@Repository
public class Resources {

    static final Condition THERE = RESOURCE.STATE.ne(State.REMOVED.name());

    private final DSLContext db;
    private final Clock clock;
    private final Teams teams;

    Resources(DSLContext db, Clock clock, Teams teams) {
        this.db = db;
        this.clock = clock;
        this.teams = teams;
    }

    /** @return whether it was added: false when a resource of that id is there already */
    public boolean add(Resource resource) {
        ResourceRecord row = row(resource);
        return db.insertInto(RESOURCE)
                        .set(row)
                        .onConflict(RESOURCE.ID)
                        .doNothing()
                        .execute()
                > 0;
    }

    public Optional<Resource> byId(String id) {
        return db.selectFrom(RESOURCE).where(RESOURCE.ID.eq(id)).fetchOptional(Resources::resource);
    }

    public Optional<Resource> find(String identifier) {
        return db.selectFrom(RESOURCE)
                .where(RESOURCE.IDENTIFIER.eq(identifier), THERE)
                .fetchOptional(Resources::resource);
    }

    public Resource get(String identifier) {
        return find(identifier).orElseThrow(() -> new NotFound("resource", "identifier", identifier));
    }

    /** What a request is about. */
    public Optional<Resource> about(Asked asked) {
        ObjectNode entity = asked.entity();
        String identifier = entity == null ? null : Json.textAt(entity, "identifier");
        return identifier == null ? Optional.empty() : find(identifier);
    }

    /** As it is now, and kept from changing until the transaction ends. */
    public Resource lock(String id) {
        return db.selectFrom(RESOURCE)
                .where(RESOURCE.ID.eq(id))
                .forUpdate()
                .fetchOptional(Resources::resource)
                .orElseThrow(() -> new NotFound("resource", "id", id));
    }

    /** Whoever has a name on a server. */
    public Optional<Resource> on(String server, String kind, String nativeName) {
        return db.selectFrom(RESOURCE)
                .where(RESOURCE.SERVER.eq(server), RESOURCE.KIND.eq(kind), RESOURCE.NATIVE_NAME.eq(nativeName), THERE)
                .fetchOptional(Resources::resource);
    }

    public int count(String team, String type, String environment) {
        return db.fetchCount(
                RESOURCE,
                and(RESOURCE.TEAM.eq(team), RESOURCE.TYPE.eq(type), RESOURCE.ENVIRONMENT.eq(environment), THERE));
    }

    /** The newest that the filter admits. @param before place behind which the page begins; null for the first */
    public List<Resource> newest(ResourceFilter filter, Actor reader, @Nullable Long before, int limit) {
        return db.selectFrom(RESOURCE)
                .where(admitted(filter, reader))
                .and(before == null ? THERE : RESOURCE.PLACE.lt(before))
                .orderBy(RESOURCE.PLACE.desc())
                .limit(limit)
                .fetch(Resources::resource);
    }

    Condition admitted(ResourceFilter filter, Actor reader) {
        return filter.conditions(new ResourceFilter.Reading(clock.instant(), reader.teams(), teams::names));
    }

    /** Those that were looked at longest ago, by server. @param since not since then */
    public Map<String, List<String>> unobserved(Instant since, int limit) {
        return db.select(RESOURCE.SERVER, RESOURCE.ID)
                .from(RESOURCE)
                .where(RESOURCE.STATE.in(State.READY.name(), State.CHANGING.name()))
                .and(RESOURCE.OBSERVED_AT.isNull().or(RESOURCE.OBSERVED_AT.lt(utc(since))))
                .orderBy(RESOURCE.OBSERVED_AT.asc().nullsFirst())
                .limit(limit)
                .fetchGroups(RESOURCE.SERVER, RESOURCE.ID);
    }

    public List<Resource> toBeRemoved(Instant now, int limit) {
        return db.selectFrom(RESOURCE)
                .where(RESOURCE.STATE.eq(State.RETIRED.name()), RESOURCE.REMOVE_AT.le(utc(now)))
                .orderBy(RESOURCE.REMOVE_AT)
                .limit(limit)
                .fetch(Resources::resource);
    }

    /** Those that end soon and whose team was not told yet. @param until when soon is over */
    public List<Resource> toBeReminded(Instant until, int limit) {
        return db.selectFrom(RESOURCE)
                .where(RESOURCE.EXPIRES_AT.le(utc(until)), RESOURCE.REMINDED_AT.isNull(), THERE)
                .and(RESOURCE.STATE.ne(State.RETIRED.name()))
                .orderBy(RESOURCE.EXPIRES_AT)
                .limit(limit)
                .fetch(Resources::resource);
    }

    void reminded(Resource resource) {
        db.update(RESOURCE)
                .set(RESOURCE.REMINDED_AT, utc(clock.instant()))
                .where(RESOURCE.ID.eq(resource.id()))
                .execute();
    }

    void askedToEnd(Resource resource) {
        db.update(RESOURCE)
                .set(RESOURCE.END_ASKED_AT, utc(clock.instant()))
                .where(RESOURCE.ID.eq(resource.id()))
                .execute();
    }

    void endsWithDump(Resource resource, boolean isToBe) {
        db.update(RESOURCE)
                .set(RESOURCE.WITHOUT_DUMP, !isToBe)
                .where(RESOURCE.ID.eq(resource.id()))
                .execute();
    }

    /** Whether a final dump is to be taken when it ends. */
    boolean endsWithDump(Resource resource) {
        return db.fetchExists(RESOURCE, RESOURCE.ID.eq(resource.id()), RESOURCE.WITHOUT_DUMP.isFalse());
    }

    /** It is filled from a dump before anybody gets in. */
    void restores(Resource resource, String dump) {
        db.update(RESOURCE)
                .set(RESOURCE.RESTORES, dump)
                .where(RESOURCE.ID.eq(resource.id()))
                .execute();
    }

    /** The dump that it is filled from while it is made. */
    Optional<String> restored(Resource resource) {
        return db.select(RESOURCE.RESTORES)
                .from(RESOURCE)
                .where(RESOURCE.ID.eq(resource.id()), RESOURCE.RESTORES.isNotNull())
                .fetchOptional(RESOURCE.RESTORES);
    }

    /** Its end is another one now: its team is told again, and it is deleted again. */
    public void endMoved(Resource resource) {
        db.update(RESOURCE)
                .setNull(RESOURCE.REMINDED_AT)
                .setNull(RESOURCE.END_ASKED_AT)
                .where(RESOURCE.ID.eq(resource.id()))
                .execute();
    }

    /** Those whose end has come, and that nobody asked to delete for it yet. */
    public List<Resource> expired(Instant now, int limit) {
        return db.selectFrom(RESOURCE)
                .where(RESOURCE.EXPIRES_AT.le(utc(now)), RESOURCE.STATE.eq(State.READY.name()))
                .and(RESOURCE.END_ASKED_AT.isNull())
                .orderBy(RESOURCE.EXPIRES_AT)
                .limit(limit)
                .fetch(Resources::resource);
    }

    /** Keeps everything of it but what its place was made with. */
    public void save(Resource resource) {
        ResourceRecord row = row(resource);
        row.setUpdatedAt(utc(clock.instant()));
        row.changed(RESOURCE.ID, false);
        db.update(RESOURCE).set(row).where(RESOURCE.ID.eq(resource.id())).execute();
    }

    private static ResourceRecord row(Resource resource) {
        ResourceRecord row = new ResourceRecord();
        row.setId(resource.id());
        row.setIdentifier(resource.identifier());
        row.setType(resource.wish().type());
        row.setName(resource.wish().name());
        row.setEnvironment(resource.wish().environment());
        row.setTeam(resource.wish().team());
        row.setService(resource.wish().service());
        row.setSpecification(Json.jsonb(resource.wish().specification()));
        row.setServer(resource.spot().server());
        row.setKind(resource.spot().kind());
        row.setNativeName(resource.spot().nativeName());
        row.setOrigin(resource.spot().origin().name());
        row.setTemplate(Json.jsonb(resource.spot().template()));
        fillStanding(row, resource);
        row.setExpiresAt(utc(resource.dates().expiresAt()));
        row.setRemoveAt(utc(resource.dates().removeAt()));
        row.setCreatedAt(utc(resource.dates().createdAt()));
        row.setCreatedBy(resource.dates().createdBy());
        row.setUpdatedAt(utc(resource.dates().updatedAt()));
        return row;
    }

    private static void fillStanding(ResourceRecord row, Resource resource) {
        Resource.Standing standing = resource.standing();
        row.setState(standing.state().name());
        row.setReason(standing.reason());
        row.setSlot(standing.slot().letter());
        row.setOutputs(Json.jsonb(standing.outputs()));
        row.setObserved(Json.jsonb(standing.observed()));
        row.setObservedAt(utc(standing.observedAt()));
        row.setRun(standing.run());
        Resource.Price price = resource.price();
        row.setMonthly(price == null ? null : price.monthly());
        row.setCurrency(price == null ? null : price.currency());
    }

    public static Resource resource(ResourceRecord row) {
        ObjectNode specification = Json.readObject(row.getSpecification());
        return new Resource(
                row.getId(),
                row.getIdentifier(),
                row.getPlace() == null ? 0 : row.getPlace(),
                new Resource.Wish(
                        row.getType(),
                        row.getName(),
                        row.getEnvironment(),
                        row.getTeam(),
                        row.getService(),
                        specification),
                new Resource.Spot(
                        row.getServer(),
                        row.getKind(),
                        row.getNativeName(),
                        Resource.Origin.valueOf(row.getOrigin()),
                        Json.readObject(row.getTemplate())),
                new Resource.Standing(
                        State.valueOf(row.getState()),
                        row.getReason(),
                        Slot.of(row.getSlot()),
                        Json.readObject(row.getOutputs()),
                        Json.readObject(row.getObserved()),
                        instant(row.getObservedAt()),
                        row.getRun()),
                row.getMonthly() == null ? null : new Resource.Price(row.getMonthly(), row.getCurrency()),
                new Resource.Dates(
                        row.getCreatedAt().toInstant(),
                        row.getCreatedBy(),
                        row.getUpdatedAt().toInstant(),
                        instant(row.getExpiresAt()),
                        instant(row.getRemoveAt())));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
