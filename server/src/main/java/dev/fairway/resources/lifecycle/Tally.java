package dev.fairway.resources.lifecycle;

import static fairway.tables.resources.Tables.RESOURCE;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.sum;

import dev.fairway.access.Actor;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** How many resources there are, and what they cost together. */
@Repository
public class Tally {

    private final DSLContext db;
    private final Resources resources;

    Tally(DSLContext db, Resources resources) {
        this.db = db;
        this.resources = resources;
    }

    /** By type how many some teams have. */
    public Map<String, Integer> byType(Set<String> owners) {
        return db.select(RESOURCE.TYPE, count())
                .from(RESOURCE)
                .where(RESOURCE.TEAM.in(owners), Resources.THERE)
                .groupBy(RESOURCE.TYPE)
                .fetchMap(RESOURCE.TYPE, count());
    }

    /**
     * What resources are together.
     *
     * @param currency null of those that have no price
     * @param monthly what they cost a month
     */
    record ResourceSum(
            @Nullable String currency, int count, @Nullable BigDecimal monthly) {}

    /** One for each currency of what a filter admits. */
    List<ResourceSum> sums(ResourceFilter filter, Actor reader) {
        return db.select(RESOURCE.CURRENCY, count(), sum(RESOURCE.MONTHLY))
                .from(RESOURCE)
                .where(resources.admitted(filter, reader))
                .groupBy(RESOURCE.CURRENCY)
                .orderBy(RESOURCE.CURRENCY)
                .fetch(row -> new ResourceSum(row.value1(), row.value2(), row.value3()));
    }
}
