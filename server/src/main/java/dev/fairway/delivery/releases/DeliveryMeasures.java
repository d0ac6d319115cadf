package dev.fairway.delivery.releases;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * How fast and how safely changes reach an environment: the four measures of DORA's research (deployment frequency, lead time
 * for changes, change failure rate, time to restore), counted from releases. A change is a release that was deployed,
 * promoted or reported; it has failed when it did not become live, or was rolled back by the release after it.
 */
@Repository
class DeliveryMeasures {

    private final DSLContext db;

    DeliveryMeasures(DSLContext db) {
        this.db = db;
    }

    /**
     * @param deployments changes that became live, or were handed over
     * @param changes all of them
     * @param failed those that have failed
     * @param leadSeconds median from the commit of the source until it was live; null where no repository of one is known
     * @param restoreSeconds median from a failed change until something was live again; null where none has failed
     */
    record Measures(
            Instant from,
            Instant to,
            int deployments,
            int changes,
            int failed,
            @Nullable Double leadSeconds,
            @Nullable Double restoreSeconds) {}

    /** @param teams whose services count; null for all @param service null for all */
    Measures of(String environment, @Nullable List<String> teams, @Nullable String service, Instant from, Instant to) {
        return Objects.requireNonNull(db.fetchSingle(
                        """
                        with slot as (
                          select r.kind, r.state, r.ended_at, r.commit_at,
                                 lead(r.kind) over following as next_kind,
                                 min(r.ended_at) filter (where r.state in ('LIVE', 'HANDED_OVER')) over later as restored_at
                          from delivery.release r
                          where r.environment = {0} and (r.ended_at >= {1} or r.ended_at is null)
                            and ({2}::text is null or r.service = {2}::text)
                            and ({3}::text[] is null or r.service in (select name from delivery.service where team = any({3}::text[])))
                          window following as (partition by r.service order by r.number),
                                 later as (partition by r.service order by r.number rows between 1 following and unbounded following)
                        ), change as (
                          select *, state = 'FAILED' or next_kind = 'ROLL_BACK' as has_failed, state in ('LIVE', 'HANDED_OVER') as is_live
                          from slot
                          where kind in ('DEPLOY', 'PROMOTE', 'REPORTED') and state <> 'SUPERSEDED' and ended_at < {4}
                        )
                        select count(*) filter (where is_live),
                               count(*),
                               count(*) filter (where coalesce(has_failed, false)),
                               percentile_cont(0.5) within group (order by extract(epoch from ended_at - commit_at))
                                 filter (where is_live and commit_at is not null),
                               percentile_cont(0.5) within group (order by extract(epoch from restored_at - ended_at))
                                 filter (where has_failed and restored_at is not null)
                        from change""",
                        DSL.val(environment),
                        DSL.val(at(from)),
                        DSL.val(service),
                        DSL.val(teams == null ? null : teams.toArray(String[]::new), String[].class),
                        DSL.val(at(to)))
                .map(row -> new Measures(
                        from,
                        to,
                        row.get(0, int.class),
                        row.get(1, int.class),
                        row.get(2, int.class),
                        row.get(3, Double.class),
                        row.get(4, Double.class))));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
