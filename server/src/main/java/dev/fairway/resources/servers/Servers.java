package dev.fairway.resources.servers;

import static fairway.tables.resources.Tables.RESOURCE;
import static fairway.tables.resources.Tables.SERVER;

import dev.fairway.access.Actor;
import dev.fairway.access.Safe;
import dev.fairway.catalog.Stamp;
import dev.fairway.resources.spi.Provisioners;
import dev.fairway.resources.spi.Report;
import dev.fairway.resources.spi.Server;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.PlatformException;
import fairway.tables.resources.tables.records.ServerRecord;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/** The servers that are connected. There are some dozens at most. */
@Repository
public class Servers {

    private final DSLContext db;
    private final Clock clock;
    private final Safe safe;
    private final Provisioners provisioners;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    Servers(
            DSLContext db,
            Clock clock,
            Safe safe,
            Provisioners provisioners,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.db = db;
        this.clock = clock;
        this.safe = safe;
        this.provisioners = provisioners;
        this.transaction = transaction;
        this.events = events;
    }

    /** In the order of their identifiers. */
    public List<ConnectedServer> all() {
        return db.selectFrom(SERVER).orderBy(SERVER.IDENTIFIER).fetch(Servers::server);
    }

    public boolean isAnyConnected() {
        return db.fetchExists(SERVER);
    }

    public Optional<ConnectedServer> find(String identifier) {
        return db.selectFrom(SERVER).where(SERVER.IDENTIFIER.eq(identifier)).fetchOptional(Servers::server);
    }

    public ConnectedServer get(String identifier) {
        return find(identifier).orElseThrow(() -> new NotFound("server", "identifier", identifier));
    }

    /** The server with what lets Fairway in. */
    public Server open(String identifier) {
        ConnectedServer server = get(identifier);
        return new Server(identifier, server.region(), server.settings(), secrets(identifier));
    }

    private ObjectNode secrets(String identifier) {
        return safe.find(key(identifier))
                .map(text -> (ObjectNode) Json.read(text))
                .orElseGet(Json::object);
    }

    /** Connects a server, once it was tested. Nothing is kept of one that cannot be reached. */
    ConnectedServer create(ObjectNode body, Actor actor) {
        WrittenServer written = WrittenServer.checked(body, Json.object(), provisioners);
        Report report = provisioners.of(written.kind()).test(written.server());
        return kept(() -> {
            int inserted = db.insertInto(SERVER)
                    .set(row(written, report, actor))
                    .set(SERVER.IDENTIFIER, written.identifier())
                    .set(SERVER.CREATED_AT, now())
                    .set(SERVER.CREATED_BY, actor.name())
                    .onConflictDoNothing()
                    .execute();
            if (inserted == 0) {
                throw Conflict.exists("server", written.identifier());
            }
            return keep(written, null, actor);
        });
    }

    /** Changes a server, once it was tested as it would be. Secrets that are left out stay as they are. */
    ConnectedServer replace(String identifier, ObjectNode body, Actor actor) {
        body.put("identifier", identifier);
        ConnectedServer before = get(identifier);
        WrittenServer written = WrittenServer.checked(body, secrets(identifier), provisioners);
        if (!written.kind().equals(before.kind())) {
            throw new Conflict(
                    "kind_fixed",
                    "%s is a %s server and stays one; connect another".formatted(identifier, before.kind()),
                    Map.of("kind", before.kind()));
        }
        Report report = provisioners.of(written.kind()).test(written.server());
        return kept(() -> {
            db.update(SERVER)
                    .set(row(written, report, actor))
                    .where(SERVER.IDENTIFIER.eq(identifier))
                    .execute();
            return keep(written, before.definition(), actor);
        });
    }

    private ConnectedServer keep(WrittenServer written, @Nullable ObjectNode before, Actor actor) {
        safe.put(key(written.identifier()), written.server().secrets().toString());
        ConnectedServer after = get(written.identifier());
        events.publishEvent(new ServerChanged(after.identifier(), before, after.definition(), actor.name()));
        return after;
    }

    /** Nothing on it changes. It is refused while there are resources on it. */
    void remove(String identifier, Actor actor) {
        ConnectedServer before = get(identifier);
        kept(() -> {
            int resources = db.fetchCount(RESOURCE, RESOURCE.SERVER.eq(identifier), RESOURCE.STATE.ne("REMOVED"));
            if (resources > 0) {
                throw new Conflict(
                        "has_dependents",
                        "%s has %,d resources; delete or move them first".formatted(identifier, resources),
                        Map.of("server", identifier, "resources", resources));
            }
            db.deleteFrom(SERVER).where(SERVER.IDENTIFIER.eq(identifier)).execute();
            safe.remove(key(identifier));
            events.publishEvent(new ServerChanged(identifier, before.definition(), null, actor.name()));
            return before;
        });
    }

    /** Asks it how it is, and keeps the answer. */
    public ConnectedServer check(String identifier) {
        ConnectedServer server = get(identifier);
        ConnectedServer.State state = ConnectedServer.State.REACHABLE;
        ObjectNode report;
        try {
            report = json(provisioners.of(server.kind()).test(open(identifier)));
        } catch (PlatformException failure) {
            state = ConnectedServer.State.UNREACHABLE;
            report = Json.object().put("error", failure.reason());
            report.set("kinds", Json.array(server.kinds()));
        }
        db.update(SERVER)
                .set(SERVER.STATE, state.name())
                .set(SERVER.REPORT, Json.jsonb(report))
                .set(SERVER.CHECKED_AT, now())
                .where(SERVER.IDENTIFIER.eq(identifier))
                .execute();
        return get(identifier);
    }

    private ServerRecord row(WrittenServer written, Report report, Actor actor) {
        ServerRecord row = new ServerRecord();
        row.setKind(written.kind());
        row.setTitle(written.title());
        row.setEnvironments(written.environments().toArray(String[]::new));
        row.setRegion(written.region());
        row.setSettings(Json.jsonb(written.server().settings()));
        row.setState(ConnectedServer.State.REACHABLE.name());
        row.setReport(Json.jsonb(json(report)));
        row.setCheckedAt(now());
        row.setUpdatedAt(now());
        row.setUpdatedBy(actor.name());
        return row;
    }

    private static ObjectNode json(Report report) {
        ObjectNode json = Json.object().put("version", report.version());
        json.set("capacity", report.capacity());
        json.set("kinds", Json.array(report.kinds().stream().sorted().toList()));
        return json;
    }

    private ConnectedServer kept(Supplier<ConnectedServer> change) {
        return Objects.requireNonNull(transaction.execute(status -> change.get()));
    }

    private static String key(String identifier) {
        return "server:" + identifier;
    }

    private static ConnectedServer server(ServerRecord row) {
        OffsetDateTime checked = row.getCheckedAt();
        return new ConnectedServer(
                row.getIdentifier(),
                row.getKind(),
                row.getTitle(),
                List.of(row.getEnvironments()),
                row.getRegion(),
                Json.readObject(row.getSettings()),
                new ConnectedServer.Health(
                        ConnectedServer.State.valueOf(row.getState()),
                        Json.readObject(row.getReport()),
                        checked == null ? null : checked.toInstant()),
                Stamp.of(row.getCreatedAt(), row.getCreatedBy(), row.getUpdatedAt(), row.getUpdatedBy()));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
