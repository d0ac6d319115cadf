package dev.fairway.selfservice.runs;

import static fairway.tables.selfservice.Tables.RUN;
import static fairway.tables.selfservice.Tables.STEP;
import static fairway.tables.selfservice.Tables.STEP_ANSWER;
import static fairway.tables.selfservice.Tables.STEP_ASKED;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectOne;

import dev.fairway.access.Actor;
import dev.fairway.selfservice.workflows.InputNode;
import dev.fairway.selfservice.workflows.Node;
import dev.fairway.shared.Json;
import dev.fairway.shared.Notifiable.Addressees;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ObjectNode;

/** Whom steps ask, and what they answered. */
@Repository
public class Questions {

    private final DSLContext db;
    private final Clock clock;

    Questions(DSLContext db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** What somebody answered. */
    public record Answer(String person, String button, ObjectNode inputs, Instant at) {}

    /** Where nobody is named, whoever asked for the run is asked. */
    public void ask(Run run, Step step, Node node) {
        InputNode input = InputNode.of(node);
        if (!input.namesResponders()) {
            add(step, Naming.USER, List.of(run.request().by()));
            return;
        }
        add(step, Naming.USER, Json.texts(input.responders().get("users")));
        add(step, Naming.ROLE, Json.texts(input.responders().get("roles")));
        add(step, Naming.TEAM, Json.texts(input.responders().get("teams")));
    }

    private void add(Step step, Naming kind, Collection<String> names) {
        for (String name : Set.copyOf(names)) {
            db.insertInto(STEP_ASKED).values(step.id(), kind.name(), name).execute();
        }
    }

    public Addressees asked(Step step) {
        return new Addressees(names(step, Naming.USER), names(step, Naming.ROLE), names(step, Naming.TEAM), Set.of());
    }

    private Set<String> names(Step step, Naming kind) {
        return db.select(STEP_ASKED.NAME)
                .from(STEP_ASKED)
                .where(STEP_ASKED.STEP_ID.eq(step.id()), STEP_ASKED.KIND.eq(kind.name()))
                .fetchSet(STEP_ASKED.NAME);
    }

    /** @return whether it is their first answer */
    public boolean answer(Step step, Actor actor, String button, ObjectNode inputs) {
        return db.insertInto(STEP_ANSWER)
                        .set(STEP_ANSWER.STEP_ID, step.id())
                        .set(STEP_ANSWER.PERSON, actor.name())
                        .set(STEP_ANSWER.BUTTON, button)
                        .set(STEP_ANSWER.INPUTS, Json.ordered(inputs))
                        .set(STEP_ANSWER.AT, clock.instant().atOffset(ZoneOffset.UTC))
                        .onConflictDoNothing()
                        .execute()
                > 0;
    }

    /** Oldest first. */
    public List<Answer> of(Step step) {
        return db.selectFrom(STEP_ANSWER)
                .where(STEP_ANSWER.STEP_ID.eq(step.id()))
                .orderBy(STEP_ANSWER.AT, STEP_ANSWER.PERSON)
                .fetch(row -> new Answer(
                        row.getPerson(),
                        row.getButton(),
                        Json.readObject(row.getInputs()),
                        row.getAt().toInstant()));
    }

    public boolean mayAnswer(Step step, Actor actor) {
        return actor.isAdmin()
                || db.fetchExists(selectOne()
                        .from(STEP_ASKED)
                        .where(STEP_ASKED.STEP_ID.eq(step.id()))
                        .and(isNamed(actor)));
    }

    /** Of runs with a step that waits for an answer of theirs. */
    static Condition awaits(Actor actor) {
        Condition answered = exists(selectOne()
                .from(STEP_ANSWER)
                .where(STEP_ANSWER.STEP_ID.eq(STEP.ID), STEP_ANSWER.PERSON.eq(actor.name())));
        return RUN.STATUS
                .eq(Status.IN_PROGRESS.name())
                .and(exists(selectOne()
                        .from(STEP)
                        .join(STEP_ASKED)
                        .on(STEP_ASKED.STEP_ID.eq(STEP.ID))
                        .where(STEP.RUN_ID.eq(RUN.ID), STEP.STATE.eq(Step.State.OPEN.name()))
                        .and(isNamed(actor))
                        .andNot(answered)));
    }

    /** Of runs that ask somebody, or did. */
    static Condition isAsked(Actor actor) {
        return exists(selectOne()
                .from(STEP)
                .join(STEP_ASKED)
                .on(STEP_ASKED.STEP_ID.eq(STEP.ID))
                .where(STEP.RUN_ID.eq(RUN.ID))
                .and(isNamed(actor)));
    }

    private static Condition isNamed(Actor actor) {
        return Naming.of(actor, STEP_ASKED.KIND, STEP_ASKED.NAME);
    }
}
