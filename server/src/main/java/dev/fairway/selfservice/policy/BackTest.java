package dev.fairway.selfservice.policy;

import static fairway.tables.selfservice.Tables.RUN;

import dev.fairway.selfservice.policy.Verdict.Outcome;
import dev.fairway.selfservice.policy.Verdict.Spoken;
import dev.fairway.shared.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tries a rule on what was asked for before, over the facts as they were then. */
@Component
class BackTest {

    private static final int MOST_SHOWN = 100;

    /**
     * What a rule would have said.
     *
     * @param tried how many requests were looked at
     * @param about how many of them are in the scope of the rule
     * @param outcomes how many times it came to each
     * @param spoken the newest 100 of those that it would have spoken about
     */
    record BackTestReport(int tried, int about, Map<Outcome, Integer> outcomes, List<Tried> spoken) {}

    /** @param decided what was decided about the request at the time */
    record Tried(
            String run,
            String action,
            String by,
            Instant at,
            Verdict.@Nullable Decision decided,
            Outcome outcome,
            @Nullable String message) {}

    private final DSLContext db;

    BackTest(DSLContext db) {
        this.db = db;
    }

    /** @param last how many requests, from the newest */
    BackTestReport of(RuleDefinition definition, int last) {
        PolicyRule rule = PolicyRule.of(0, definition, null);
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        List<Tried> spoken = new ArrayList<>();
        int[] counts = {0, 0};
        db.select(RUN.ID, RUN.ACTION, RUN.CREATED_BY, RUN.CREATED_AT, RUN.FACTS, RUN.VERDICT)
                .from(RUN)
                .orderBy(RUN.PLACE.desc())
                .limit(last)
                .forEach(row -> {
                    counts[0]++;
                    Facts facts = new Facts(Json.readObject(row.get(RUN.FACTS)));
                    if (facts.tree().isEmpty() || !definition.isAbout(facts)) {
                        return;
                    }
                    counts[1]++;
                    Spoken said = rule.ask(Values.of(facts), Set.of());
                    outcomes.merge(said.outcome(), 1, Integer::sum);
                    if (said.outcome() != Outcome.PASSED && spoken.size() < MOST_SHOWN) {
                        spoken.add(tried(row, said));
                    }
                });
        return new BackTestReport(counts[0], counts[1], outcomes, spoken);
    }

    private static Tried tried(Record row, Spoken said) {
        String decided = Json.textAt(Json.readObject(row.get(RUN.VERDICT)), "decision");
        return new Tried(
                row.get(RUN.ID),
                row.get(RUN.ACTION),
                row.get(RUN.CREATED_BY),
                row.get(RUN.CREATED_AT).toInstant(),
                decided == null ? null : Verdict.Decision.valueOf(decided),
                said.outcome(),
                said.message());
    }
}
