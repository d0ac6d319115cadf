package dev.fairway.delivery.freezes;

import static fairway.tables.delivery.Tables.ENVIRONMENT;
import static fairway.tables.delivery.Tables.FREEZE;

import dev.fairway.access.Actor;
import dev.fairway.delivery.freezes.Window.Once;
import dev.fairway.delivery.freezes.Window.Span;
import dev.fairway.delivery.freezes.Window.Weekly;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.NotFound;
import fairway.tables.delivery.tables.records.FreezeRecord;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Freeze windows of environments, 50 of each at most. */
@Repository
public class Freezes {

    private static final int MOST = 50;

    private final DSLContext db;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Freezes(DSLContext db, Clock clock, ApplicationEventPublisher events) {
        this.db = db;
        this.clock = clock;
        this.events = events;
    }

    /** A day on which an environment takes no releases for some time. */
    public record FrozenDay(LocalDate day, String environment, String name, String reason) {}

    /** Empty where an environment takes releases now. */
    public Optional<Frozen> now(String environment) {
        return at(clock.instant(), of(environment));
    }

    static Optional<Frozen> at(Instant at, List<Freeze> freezes) {
        Freeze first = latest(at, freezes).orElse(null);
        if (first == null) {
            return Optional.empty();
        }
        Instant until = until(first, at);
        for (int more = 0; more < MOST; more++) {
            Instant reached = until;
            until = latest(reached, freezes).map(next -> until(next, reached)).orElse(reached);
        }
        return Optional.of(new Frozen(
                first.environment(),
                first.name(),
                first.reason(),
                until,
                first.window().zone()));
    }

    /** Of those that hold at that moment. */
    private static Optional<Freeze> latest(Instant at, List<Freeze> freezes) {
        return freezes.stream()
                .filter(freeze -> until(freeze, at).isAfter(at))
                .max(Comparator.comparing(freeze -> until(freeze, at)));
    }

    /** The same moment where it does not hold then. */
    private static Instant until(Freeze freeze, Instant at) {
        return freeze.window().spans(new Span(at, at.plusNanos(1))).stream()
                .map(Span::until)
                .max(Comparator.naturalOrder())
                .orElse(at);
    }

    /** @param environment null for all @param from the first day, to the day after the last one */
    public List<FrozenDay> days(@Nullable String environment, LocalDate from, LocalDate to, ZoneId zone) {
        Span period = new Span(
                from.atStartOfDay(zone).toInstant(), to.atStartOfDay(zone).toInstant());
        List<FrozenDay> days = new ArrayList<>();
        for (Freeze freeze : environment == null ? all() : of(environment)) {
            List<Span> spans = freeze.window().spans(period);
            from.datesUntil(to)
                    .filter(day -> spans.stream().anyMatch(span -> span.meets(whole(day, zone))))
                    .forEach(day -> days.add(new FrozenDay(day, freeze.environment(), freeze.name(), freeze.reason())));
        }
        days.sort(Comparator.comparing(FrozenDay::day).thenComparing(FrozenDay::environment));
        return days;
    }

    private static Span whole(LocalDate day, ZoneId zone) {
        return new Span(
                day.atStartOfDay(zone).toInstant(),
                day.plusDays(1).atStartOfDay(zone).toInstant());
    }

    List<Freeze> of(String environment) {
        return listed(db.selectFrom(FREEZE)
                .where(FREEZE.ENVIRONMENT.eq(environment))
                .orderBy(FREEZE.CREATED_AT, FREEZE.ID)
                .fetchStream());
    }

    private List<Freeze> all() {
        return listed(
                db.selectFrom(FREEZE).orderBy(FREEZE.CREATED_AT, FREEZE.ID).fetchStream());
    }

    private static List<Freeze> listed(Stream<FreezeRecord> rows) {
        try (rows) {
            return rows.map(Freezes::freeze).toList();
        }
    }

    void requireEnvironment(String name) {
        if (!db.fetchExists(ENVIRONMENT, ENVIRONMENT.NAME.eq(name), ENVIRONMENT.PREVIEW_OF.isNull())) {
            throw new NotFound("environment", "name", name);
        }
    }

    Optional<Freeze> find(String environment, String id) {
        return of(environment).stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** Makes one, or changes it. */
    @Transactional
    public Freeze put(Freeze freeze, Actor actor) {
        requireEnvironment(freeze.environment());
        db.execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", "freezes of " + freeze.environment());
        Freeze before = find(freeze.environment(), freeze.id()).orElse(null);
        if (before == null && of(freeze.environment()).size() >= MOST) {
            throw new InvalidInput(
                    "name",
                    "%s has %d freeze windows, and no more are possible; remove one that is over"
                            .formatted(freeze.environment(), MOST));
        }
        FreezeRecord row = row(freeze);
        db.insertInto(FREEZE).set(row).onConflict(FREEZE.ID).doUpdate().set(row).execute();
        events.publishEvent(FreezeChanged.of(before, freeze, actor.name()));
        return freeze;
    }

    @Transactional
    public void remove(String environment, String id, Actor actor) {
        Freeze before = find(environment, id).orElseThrow(() -> new NotFound("freeze window", "id", id));
        db.deleteFrom(FREEZE).where(FREEZE.ID.eq(id)).execute();
        events.publishEvent(FreezeChanged.of(before, null, actor.name()));
    }

    private static FreezeRecord row(Freeze freeze) {
        FreezeRecord row = new FreezeRecord();
        row.setId(freeze.id());
        row.setEnvironment(freeze.environment());
        row.setName(freeze.name());
        row.setReason(freeze.reason());
        row.setZone(freeze.window().zone().getId());
        Once once = freeze.window() instanceof Once window ? window : null;
        Weekly weekly = freeze.window() instanceof Weekly window ? window : null;
        row.setFromAt(once == null ? null : once.from().atOffset(ZoneOffset.UTC));
        row.setUntilAt(once == null ? null : once.until().atOffset(ZoneOffset.UTC));
        row.setFromDay(weekly == null ? null : weekly.fromDay().name());
        row.setFromTime(weekly == null ? null : weekly.fromTime());
        row.setUntilDay(weekly == null ? null : weekly.untilDay().name());
        row.setUntilTime(weekly == null ? null : weekly.untilTime());
        row.setCreatedBy(freeze.createdBy());
        row.setCreatedAt(freeze.createdAt().atOffset(ZoneOffset.UTC));
        return row;
    }

    private static Freeze freeze(FreezeRecord row) {
        return new Freeze(
                row.getId(),
                row.getEnvironment(),
                row.getName(),
                row.getReason(),
                window(row),
                row.getCreatedBy(),
                row.getCreatedAt().toInstant());
    }

    private static Window window(FreezeRecord row) {
        ZoneId zone = ZoneId.of(row.getZone());
        OffsetDateTime from = row.getFromAt();
        OffsetDateTime until = row.getUntilAt();
        if (from != null && until != null) {
            return new Once(from.toInstant(), until.toInstant(), zone);
        }
        return new Weekly(
                DayOfWeek.valueOf(Objects.requireNonNull(row.getFromDay())),
                Objects.requireNonNull(row.getFromTime()),
                DayOfWeek.valueOf(Objects.requireNonNull(row.getUntilDay())),
                Objects.requireNonNull(row.getUntilTime()),
                zone);
    }
}
