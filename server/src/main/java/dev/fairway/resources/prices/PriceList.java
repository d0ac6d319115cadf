package dev.fairway.resources.prices;

import static fairway.tables.resources.Tables.PRICE;

import dev.fairway.access.Actor;
import dev.fairway.resources.Prices;
import dev.fairway.selfservice.spi.Cost;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.jq.Jq;
import dev.fairway.shared.jq.JqFailed;
import fairway.tables.resources.tables.records.PriceRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What things cost, kept with the day from which it holds and where the figure comes from. */
@Repository
public class PriceList implements Prices {

    private static final int CENTS = 2;

    private final DSLContext db;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    PriceList(DSLContext db, Clock clock, ApplicationEventPublisher events) {
        this.db = db;
        this.clock = clock;
        this.events = events;
    }

    /** By item and region, the newest first. */
    List<Price> all() {
        return db.selectFrom(PRICE)
                .orderBy(PRICE.ITEM, PRICE.REGION.asc().nullsFirst(), PRICE.VALID_FROM.desc())
                .fetch(PriceList::price);
    }

    @Override
    public Optional<UnitPrice> of(String item, String region) {
        return of(item, region, today()).map(price -> new UnitPrice(price.amount(), price.currency()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** The price that holds on a day: the one of the region, else the one of all regions. */
    Optional<Price> of(String item, String region, LocalDate day) {
        return db.selectFrom(PRICE)
                .where(PRICE.ITEM.eq(item), PRICE.VALID_FROM.le(day))
                .and(PRICE.REGION.isNull().or(PRICE.REGION.eq(region)))
                .orderBy(PRICE.REGION.asc().nullsLast(), PRICE.VALID_FROM.desc())
                .limit(1)
                .fetchOptional(PriceList::price);
    }

    /**
     * What a specification costs a month, by the prices of today: for each line of the model, quantity times price, rounded to
     * cents.
     *
     * @param model {@code [{item, quantity: jq, title: jq}]}
     * @return empty when nothing of it has a price, or the specification is not complete yet
     */
    public Optional<Cost> cost(JsonNode model, ObjectNode specification, String region, BigDecimal before) {
        List<Cost.Part> lines = new ArrayList<>();
        String currency = "";
        LocalDate today = today();
        for (JsonNode line : model) {
            Optional<Price> price = of(line.path("item").asString(""), region, today);
            Optional<BigDecimal> quantity = quantity(line, specification);
            if (price.isEmpty() || quantity.isEmpty()) {
                continue;
            }
            BigDecimal amount = price.get().amount().multiply(quantity.get()).setScale(CENTS, RoundingMode.HALF_UP);
            lines.add(new Cost.Part(title(line, specification), amount));
            currency = price.get().currency();
        }
        BigDecimal after = lines.stream().map(Cost.Part::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        return lines.isEmpty() ? Optional.empty() : Optional.of(new Cost(currency, before, after, lines));
    }

    private static Optional<BigDecimal> quantity(JsonNode line, ObjectNode specification) {
        try {
            return Jq.first(line.path("quantity").asString(""), specification)
                    .filter(JsonNode::isNumber)
                    .map(JsonNode::decimalValue);
        } catch (JqFailed incomplete) {
            return Optional.empty();
        }
    }

    private static String title(JsonNode line, ObjectNode specification) {
        return Jq.first(line.path("title").asString(""), specification)
                .map(title -> title.asString(""))
                .orElse("");
    }

    /** Adds a price. Those from an earlier day stay, so that it can be told what something cost then. */
    @Transactional
    Price add(Price written, Actor actor) {
        Price added = db.insertInto(PRICE)
                .set(row(written, actor))
                .onConflictDoNothing()
                .returning()
                .fetchOptional(PriceList::price)
                .orElseThrow(() -> Conflict.exists("price", written.item() + " from " + written.validFrom()));
        events.publishEvent(new PriceChanged(null, added, actor.name()));
        return added;
    }

    @Transactional
    void remove(long id, Actor actor) {
        Price removed = db.deleteFrom(PRICE)
                .where(PRICE.ID.eq(id))
                .returning()
                .fetchOptional(PriceList::price)
                .orElseThrow(() -> new NotFound("price", "id", String.valueOf(id)));
        events.publishEvent(new PriceChanged(removed, null, actor.name()));
    }

    /** Adds what comes with Fairway where an item has no price at all. */
    @Transactional
    void ship(JsonNode list) {
        for (JsonNode one : list.path("prices")) {
            Price price = new Price(
                    0,
                    one.path("item").asString(""),
                    Json.textAt(one, "region"),
                    one.path("amount").decimalValue(),
                    list.path("currency").asString(""),
                    one.path("unit").asString(""),
                    LocalDate.parse(list.path("validFrom").asString("")),
                    list.path("source").asString(""));
            if (!db.fetchExists(PRICE, PRICE.ITEM.eq(price.item()))) {
                db.insertInto(PRICE)
                        .set(row(price, Actor.SYSTEM))
                        .onConflictDoNothing()
                        .execute();
            }
        }
    }

    private PriceRecord row(Price price, Actor actor) {
        PriceRecord row = new PriceRecord();
        row.setItem(price.item());
        row.setRegion(price.region());
        row.setAmount(price.amount());
        row.setCurrency(price.currency());
        row.setUnit(price.unit());
        row.setValidFrom(price.validFrom());
        row.setSource(price.source());
        row.setCreatedAt(clock.instant().atOffset(ZoneOffset.UTC));
        row.setCreatedBy(actor.name());
        return row;
    }

    private static Price price(PriceRecord row) {
        return new Price(
                row.getId(),
                row.getItem(),
                row.getRegion(),
                row.getAmount(),
                row.getCurrency(),
                row.getUnit(),
                row.getValidFrom(),
                row.getSource());
    }
}
