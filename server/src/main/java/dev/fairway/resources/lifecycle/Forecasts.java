package dev.fairway.resources.lifecycle;

import static fairway.tables.resources.Tables.FORECAST;

import dev.fairway.resources.servers.Servers;
import dev.fairway.resources.spi.Provisioner;
import dev.fairway.resources.spi.Provisioners;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.selfservice.spi.Plan.Piece;
import dev.fairway.shared.Json;
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.Sha256;
import dev.fairway.shared.jobs.Chore;
import dev.fairway.shared.jobs.Chores;
import fairway.tables.resources.tables.records.ForecastRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What applying would do, where only a server can tell. Plans ask for it and wait for nothing; it is found out in the background,
 * kept for some minutes, and found out anew when somebody still asks then.
 */
@Component
public class Forecasts implements Chore {

    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration FAILURE_FRESH = Duration.ofSeconds(30);
    /** Whoever types asks for something else all the time, and for the same again while they look. */
    private static final Duration STILL_ASKED = Duration.ofSeconds(15);

    private static final Duration KEPT = Duration.ofDays(1);

    private final DSLContext db;
    private final Chores chores;
    private final Servers servers;
    private final Provisioners provisioners;
    /** Its own: what is asked for begins while whoever asks is still at it. */
    private final TransactionTemplate transaction;

    private final Clock clock;

    Forecasts(
            DSLContext db,
            Chores chores,
            Servers servers,
            Provisioners provisioners,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.db = db;
        this.chores = chores;
        this.servers = servers;
        this.provisioners = provisioners;
        this.transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /**
     * What is known of it.
     *
     * @param isPending whether it is still being found out
     * @param items empty while it is pending
     * @param problem why it cannot be told; null when it can
     */
    public record Forecast(
            boolean isPending, List<Piece> items, @Nullable String problem) {

        /** Of kinds that have nothing to tell. */
        public static final Forecast NOTHING = new Forecast(false, List.of(), null);

        static final Forecast PENDING = new Forecast(true, List.of(), null);
    }

    /** @param since what changed it last, behind which nothing older counts */
    public Forecast of(String server, String kind, Wanted wanted, String since) {
        if (!provisioners.of(kind).foresees()) {
            return Forecast.NOTHING;
        }
        ObjectNode asked = Json.object().put("server", server).put("kind", kind);
        asked.put("id", wanted.id()).put("name", wanted.name()).put("since", since);
        asked.set("specification", wanted.specification());
        asked.set("template", wanted.template());
        return transaction.execute(status -> of(asked));
    }

    private Forecast of(ObjectNode asked) {
        String key = keyOf(asked);
        boolean isFirst = db.insertInto(FORECAST)
                        .set(FORECAST.KEY, key)
                        .set(FORECAST.ASKED, Json.jsonb(asked))
                        .set(FORECAST.ASKED_AT, now())
                        .onConflictDoNothing()
                        .execute()
                > 0;
        ForecastRecord row =
                db.selectFrom(FORECAST).where(FORECAST.KEY.eq(key)).forUpdate().fetchSingle();
        boolean isOld = row.getMadeAt() != null
                && row.getMadeAt()
                        .plus(row.getProblem() == null ? FRESH : FAILURE_FRESH)
                        .isBefore(now());
        if (isOld) {
            row.setItems(null);
            row.setProblem(null);
            row.setMadeAt(null);
        }
        row.setAskedAt(now());
        row.store();
        if (isFirst || isOld) {
            chores.add(kind(), key);
        }
        return read(row);
    }

    private static Forecast read(ForecastRecord row) {
        if (row.getMadeAt() == null) {
            return Forecast.PENDING;
        }
        List<Piece> items = row.getItems() == null
                ? List.of()
                : Json.read(row.getItems().data())
                        .valueStream()
                        .map(item -> Json.MAPPER.treeToValue(item, Piece.class))
                        .toList();
        return new Forecast(false, items, row.getProblem());
    }

    @Override
    public String kind() {
        return "forecast";
    }

    /** Finds it out, unless nobody asks any more. */
    @Override
    public void run(String key) {
        forgetOld();
        ForecastRecord row = db.selectFrom(FORECAST).where(FORECAST.KEY.eq(key)).fetchOne();
        if (row == null || row.getMadeAt() != null) {
            return;
        }
        if (row.getAskedAt().plus(STILL_ASKED).isBefore(now())) {
            db.deleteFrom(FORECAST).where(FORECAST.KEY.eq(key)).execute();
            return;
        }
        try {
            keep(key, forecast(Json.readObject(row.getAsked())), null);
        } catch (PlatformException failure) {
            keep(key, List.of(), failure.reason());
        }
    }

    private List<Piece> forecast(ObjectNode asked) {
        Provisioner provisioner = provisioners.of(asked.path("kind").asString(""));
        Wanted wanted = new Wanted(
                asked.path("id").asString(""),
                asked.path("name").asString(""),
                Json.objectAt(asked, "specification"),
                Json.objectAt(asked, "template"));
        return provisioner.forecast(servers.open(asked.path("server").asString("")), wanted);
    }

    private void keep(String key, List<Piece> items, @Nullable String problem) {
        ArrayNode json = Json.array();
        items.forEach(item -> json.add(Json.MAPPER.<ObjectNode>valueToTree(item)));
        db.update(FORECAST)
                .set(FORECAST.ITEMS, Json.jsonb(json))
                .set(FORECAST.PROBLEM, problem)
                .set(FORECAST.MADE_AT, now())
                .where(FORECAST.KEY.eq(key))
                .execute();
    }

    private void forgetOld() {
        db.deleteFrom(FORECAST).where(FORECAST.ASKED_AT.lt(now().minus(KEPT))).execute();
    }

    private static String keyOf(ObjectNode asked) {
        return Sha256.hex(asked.toString());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
