package dev.fairway.selfservice.runs;

import static fairway.tables.selfservice.Tables.ACTION;
import static fairway.tables.selfservice.Tables.RUN;
import static fairway.tables.selfservice.Tables.STEP;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import dev.fairway.access.Actor;
import dev.fairway.selfservice.executors.Foreseen;
import dev.fairway.selfservice.policy.Facts;
import dev.fairway.selfservice.runs.Run.Ending;
import dev.fairway.selfservice.runs.Run.Progress;
import dev.fairway.selfservice.runs.Run.Report;
import dev.fairway.selfservice.runs.Run.Request;
import dev.fairway.selfservice.runs.Run.Source;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import fairway.tables.selfservice.tables.records.RunRecord;
import fairway.tables.selfservice.tables.records.StepRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.SelectOnConditionStep;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** The requests of all times, newest first. */
@Repository
public class Runs implements Foreseen {

    /** The kind of the chore that begins a run. */
    public static final String CHORE = "run";

    /** Behind it comes the identifier of a run: where its secret inputs are kept while it goes on. */
    public static final String SECRETS_OF = "secrets of run ";

    private final DSLContext db;
    private final Clock clock;
    private final Delegations delegations;

    Runs(DSLContext db, Clock clock, Delegations delegations) {
        this.db = db;
        this.clock = clock;
        this.delegations = delegations;
    }

    public void add(String id, Request request, Judgement judgement, Status status) {
        OffsetDateTime at = request.at().atOffset(ZoneOffset.UTC);
        db.insertInto(RUN)
                .set(RUN.ID, id)
                .set(RUN.ACTION, request.action())
                .set(RUN.ACTION_THEN, Json.ordered(request.about()))
                .set(RUN.INVOCATION, Json.ordered(request.invocation()))
                .set(RUN.BLUEPRINT, request.blueprint())
                .set(RUN.ENTITY, request.entity())
                .set(RUN.STATUS, status.name())
                .set(RUN.TEAM, request.team())
                .set(RUN.FACTS, Json.ordered(judgement.facts().tree()))
                .set(RUN.VERDICT, Json.ordered(judgement.verdict().json()))
                .set(RUN.SOURCE, request.source().name())
                .set(RUN.INPUTS, Json.ordered(judgement.facts().inputs()))
                .set(RUN.PARENT, request.parent())
                .set(RUN.URGENT_REASON, request.urgent())
                .set(RUN.CHAIN, request.chain().toArray(String[]::new))
                .set(RUN.CREATED_AT, at)
                .set(RUN.CREATED_BY, request.by())
                .set(RUN.IMPERSONATED_BY, request.impersonatedBy())
                .set(RUN.UPDATED_AT, at)
                .set(RUN.UPDATED_BY, request.by())
                .execute();
    }

    /** @throws NotFound also when the reader may not see it */
    public Run get(String id, Actor reader) {
        return rows().where(RUN.ID.eq(id), visibleTo(reader))
                .fetchOptional(Runs::run)
                .orElseThrow(() -> new NotFound("run", "id", id));
    }

    public boolean isVisible(String id, Actor reader) {
        return db.fetchExists(RUN, RUN.ID.eq(id), visibleTo(reader));
    }

    /** Everybody's, but of actions that say otherwise only one's own. */
    private Condition visibleTo(Actor reader) {
        if (reader.isAdmin()) {
            return noCondition();
        }
        Condition isSecretive = exists(selectOne()
                .from(ACTION)
                .where(ACTION.IDENTIFIER.eq(RUN.ACTION))
                .and(condition("{0} ->> 'allowAnyoneToViewRuns' = 'false'", ACTION.DEFINITION)));
        Condition isSecretiveFlow =
                condition("coalesce({0} ->> 'allowAnyoneToViewRuns', '') = 'false'", RUN.INVOCATION);
        return RUN.CREATED_BY
                .eq(reader.name())
                .or(not(isSecretive).and(not(isSecretiveFlow)))
                .or(Demands.isNamed(delegations.voices(reader)))
                .or(Questions.isAsked(reader));
    }

    public Run get(String id) {
        return find(id).orElseThrow(() -> new NotFound("run", "id", id));
    }

    Optional<Run> find(String id) {
        return rows().where(RUN.ID.eq(id)).fetchOptional(Runs::run);
    }

    private SelectOnConditionStep<Record2<RunRecord, StepRecord>> rows() {
        return db.select(RUN, STEP).from(RUN).leftJoin(STEP).on(STEP.ID.eq(RUN.ID));
    }

    /**
     * The run as it is, kept from others until the transaction ends. It is read when it is locked: what is read while waiting
     * for the lock would show its step as it was before.
     */
    public Optional<Run> lock(String id) {
        return db.select(RUN.ID)
                .from(RUN)
                .where(RUN.ID.eq(id))
                .forUpdate()
                .fetchOptional(RUN.ID)
                .flatMap(this::find);
    }

    /** @param before only runs that were asked for before this place; null from the newest */
    public List<Run> newest(RunFilter filter, Actor reader, @Nullable Long before, int limit) {
        return rows().where(
                        filter.matching(reader, delegations.voices(reader)),
                        visibleTo(reader),
                        before == null ? noCondition() : RUN.PLACE.lt(before))
                .orderBy(RUN.PLACE.desc())
                .limit(limit)
                .fetch(Runs::run);
    }

    /** What the rules saw of it when it was judged last. */
    public Facts facts(String id) {
        return new Facts(Json.readObject(
                db.selectFrom(RUN).where(RUN.ID.eq(id)).fetchSingle().getFacts()));
    }

    /** What it would do and cost, as its requester saw it; null for what said nothing. */
    public JsonNode plan(String id) {
        return facts(id).tree().path("plan").deepCopy();
    }

    @Override
    public @Nullable String urgent(String id) {
        return db.select(RUN.URGENT_REASON).from(RUN).where(RUN.ID.eq(id)).fetchOne(RUN.URGENT_REASON);
    }

    @Override
    public Set<String> losses(String id) {
        return plan(id).path("items")
                .valueStream()
                .filter(item -> item.path("effect").asString("").equals("LOST"))
                .map(item -> item.path("title").asString(""))
                .collect(Collectors.toSet());
    }

    public void judged(String id, Judgement judgement) {
        db.update(RUN)
                .set(RUN.FACTS, Json.ordered(judgement.facts().tree()))
                .set(RUN.VERDICT, Json.ordered(judgement.verdict().json()))
                .where(RUN.ID.eq(id))
                .execute();
    }

    void approved(String id) {
        db.update(RUN).set(RUN.APPROVED_AT, now()).where(RUN.ID.eq(id)).execute();
    }

    public void begun(String id) {
        db.update(RUN).set(RUN.BEGUN_AT, now()).where(RUN.ID.eq(id)).execute();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** The automations that led to it; none for a run that is not there. */
    public List<String> chainOf(String id) {
        return db.select(RUN.CHAIN)
                .from(RUN)
                .where(RUN.ID.eq(id))
                .fetchOptional(row -> List.of(row.value1()))
                .orElse(List.of());
    }

    /** The run that a step asked for. */
    public Optional<Run> childOf(String step) {
        return rows().where(RUN.PARENT.eq(step)).fetchOptional(Runs::run);
    }

    /** How many runs asked for one another until this one was asked for. */
    public int depth(String id) {
        return db.withRecursive(name("up")
                        .fields("id", "depth")
                        .as(select(RUN.ID, val(0))
                                .from(RUN)
                                .where(RUN.ID.eq(id))
                                .unionAll(select(
                                                STEP.RUN_ID,
                                                field(name("up", "depth"), Integer.class)
                                                        .plus(1))
                                        .from(table(name("up")))
                                        .join(RUN)
                                        .on(RUN.ID.eq(field(name("up", "id"), String.class)))
                                        .join(STEP)
                                        .on(STEP.ID.eq(RUN.PARENT)))))
                .select(max(field(name("up", "depth"), Integer.class)))
                .from(table(name("up")))
                .fetchSingle()
                .value1();
    }

    /** How many of an action go on or wait. @param team for which; null for any */
    public int active(String action, @Nullable String team) {
        return db.fetchCount(
                RUN,
                RUN.ACTION.eq(action),
                team == null ? noCondition() : RUN.TEAM.eq(team),
                RUN.STATUS.in(Status.WAITING_FOR_APPROVAL.name(), Status.IN_PROGRESS.name()));
    }

    /** How many of an action somebody asked for since. */
    public int since(String action, String by, Instant since) {
        return db.fetchCount(
                RUN, RUN.ACTION.eq(action), RUN.CREATED_BY.eq(by), RUN.CREATED_AT.ge(since.atOffset(ZoneOffset.UTC)));
    }

    /** From now on it is being undone. */
    Run ends(String id, Ending ending, String reason) {
        db.update(RUN)
                .set(RUN.ENDING, ending.name())
                .set(RUN.ENDING_REASON, reason)
                .where(RUN.ID.eq(id))
                .execute();
        return get(id);
    }

    /** Keeps what became of a run that the caller has locked. */
    Run keep(String id, Status status, Report report, String by) {
        OffsetDateTime now = now();
        db.update(RUN)
                .set(RUN.STATUS, status.name())
                .set(RUN.STATUS_LABEL, report.statusLabel())
                .set(RUN.SUMMARY, report.summary())
                .set(RUN.LINKS, report.links().toArray(String[]::new))
                .set(RUN.EXTERNAL_RUN_ID, report.externalRunId())
                .set(RUN.UPDATED_AT, now)
                .set(RUN.UPDATED_BY, by)
                .set(RUN.ENDED_AT, status.hasEnded() ? coalesce(RUN.ENDED_AT, val(now)) : null)
                .where(RUN.ID.eq(id))
                .execute();
        return get(id);
    }

    private static Run run(Record2<RunRecord, StepRecord> found) {
        RunRecord row = found.value1();
        StepRecord only = found.value2();
        Request request = new Request(
                Json.readObject(row.getActionThen()),
                Json.readObject(row.getInvocation()),
                row.getBlueprint(),
                row.getEntity(),
                row.getTeam(),
                Source.valueOf(row.getSource()),
                row.getCreatedBy(),
                row.getImpersonatedBy(),
                row.getParent(),
                List.of(row.getChain()),
                row.getUrgentReason(),
                row.getCreatedAt().toInstant());
        OffsetDateTime ended = row.getEndedAt();
        Progress progress = new Progress(
                Status.valueOf(row.getStatus()),
                row.getEnding() == null ? null : Ending.valueOf(row.getEnding()),
                row.getEndingReason(),
                row.getUpdatedAt().toInstant(),
                row.getUpdatedBy(),
                ended == null ? null : ended.toInstant());
        Report report =
                new Report(row.getStatusLabel(), row.getSummary(), List.of(row.getLinks()), row.getExternalRunId());
        return new Run(
                row.getId(),
                row.getPlace(),
                request,
                Json.readObject(row.getInputs()),
                Json.readObject(row.getVerdict()),
                progress,
                report,
                only == null || only.getId() == null ? null : Steps.step(only));
    }
}
