package dev.fairway.selfservice.runs;

import static fairway.tables.selfservice.Tables.APPROVAL;
import static fairway.tables.selfservice.Tables.DEMAND;
import static fairway.tables.selfservice.Tables.DEMAND_APPROVER;
import static fairway.tables.selfservice.Tables.RUN;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.selectOne;

import dev.fairway.access.Actor;
import dev.fairway.selfservice.policy.Approvers;
import dev.fairway.selfservice.policy.Demand;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** The approvals that runs need. */
@Repository
public class Demands {

    private final DSLContext db;

    Demands(DSLContext db) {
        this.db = db;
    }

    public void add(String run, List<Demand> demands) {
        int number = db.fetchCount(DEMAND, DEMAND.RUN_ID.eq(run));
        for (Demand demand : demands) {
            number++;
            db.insertInto(DEMAND)
                    .set(DEMAND.RUN_ID, run)
                    .set(DEMAND.NUMBER, number)
                    .set(DEMAND.TITLE, demand.title())
                    .set(DEMAND.RULE, demand.rule())
                    .set(DEMAND.NEEDED, demand.needed())
                    .execute();
            addApprovers(run, number, Naming.USER, demand.from().users());
            addApprovers(run, number, Naming.ROLE, demand.from().roles());
            addApprovers(run, number, Naming.TEAM, demand.from().teams());
        }
    }

    private void addApprovers(String run, int number, Naming kind, Set<String> names) {
        for (String name : names) {
            db.insertInto(DEMAND_APPROVER)
                    .values(run, number, kind.name(), name)
                    .execute();
        }
    }

    /** A demand of a run. @param number counts from 1 in the order in which they were asked for */
    public record Numbered(int number, Demand demand) {}

    public List<Demand> of(String run) {
        return numbered(run).stream().map(Numbered::demand).toList();
    }

    public List<Numbered> numbered(String run) {
        return db.selectFrom(DEMAND)
                .where(DEMAND.RUN_ID.eq(run))
                .orderBy(DEMAND.NUMBER)
                .fetch(row -> new Numbered(
                        row.getNumber(),
                        new Demand(row.getTitle(), row.getRule(), row.getNeeded(), from(run, row.getNumber()))));
    }

    private Approvers from(String run, int number) {
        return new Approvers(
                names(run, number, Naming.USER), names(run, number, Naming.ROLE), names(run, number, Naming.TEAM));
    }

    private Set<String> names(String run, int number, Naming kind) {
        return db.select(DEMAND_APPROVER.NAME)
                .from(DEMAND_APPROVER)
                .where(
                        DEMAND_APPROVER.RUN_ID.eq(run),
                        DEMAND_APPROVER.NUMBER.eq(number),
                        DEMAND_APPROVER.KIND.eq(kind.name()))
                .fetchSet(DEMAND_APPROVER.NAME);
    }

    /**
     * Of runs that wait for somebody who did not ask for it, and has not approved everything that they are asked for.
     *
     * @param voices they themselves, and those in whose place they decide
     */
    static Condition awaits(Actor approver, List<Actor> voices) {
        Condition theirs = approver.isAdmin()
                ? noCondition()
                : exists(selectOne()
                        .from(DEMAND_APPROVER)
                        .where(DEMAND_APPROVER.RUN_ID.eq(DEMAND.RUN_ID))
                        .and(DEMAND_APPROVER.NUMBER.eq(DEMAND.NUMBER))
                        .and(isNamedHere(voices)));
        Condition counted = exists(selectOne()
                .from(APPROVAL)
                .where(APPROVAL.RUN_ID.eq(DEMAND.RUN_ID), APPROVAL.APPROVER.eq(approver.name()))
                .and(DEMAND.NUMBER.eq(any(APPROVAL.COUNTS_FOR))));
        return RUN.STATUS
                .eq(Status.WAITING_FOR_APPROVAL.name())
                .and(RUN.CREATED_BY.ne(approver.name()))
                .and(exists(selectOne().from(DEMAND).where(DEMAND.RUN_ID.eq(RUN.ID), theirs, not(counted))));
    }

    /** Of runs that somebody is asked to decide on, or was. */
    static Condition isNamed(List<Actor> voices) {
        return exists(selectOne().from(DEMAND_APPROVER).where(DEMAND_APPROVER.RUN_ID.eq(RUN.ID), isNamedHere(voices)));
    }

    private static Condition isNamedHere(List<Actor> voices) {
        return or(voices.stream()
                .map(voice -> Naming.of(voice, DEMAND_APPROVER.KIND, DEMAND_APPROVER.NAME))
                .toList());
    }
}
