package dev.fairway.selfservice.runs;

import static fairway.tables.selfservice.Tables.APPROVAL;

import dev.fairway.access.Actor;
import dev.fairway.access.User;
import dev.fairway.access.Users;
import dev.fairway.selfservice.actions.Action;
import dev.fairway.selfservice.actions.ActionPermissions;
import dev.fairway.selfservice.actions.Actions;
import dev.fairway.selfservice.runs.Run.Approval;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.Refused;
import dev.fairway.shared.jobs.Chores;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Decides on runs that wait for approval. Nobody approves a request of their own. */
@Component
class Approvals {

    private final DSLContext db;
    private final Clock clock;
    private final Runs runs;
    private final RunReports reports;
    private final Actions actions;
    private final Users users;
    private final Chores chores;

    Approvals(DSLContext db, Clock clock, Runs runs, RunReports reports, Actions actions, Users users, Chores chores) {
        this.db = db;
        this.clock = clock;
        this.runs = runs;
        this.reports = reports;
        this.actions = actions;
        this.users = users;
        this.chores = chores;
    }

    /** What an approver says. */
    enum Decision {
        APPROVE,
        DECLINE
    }

    /**
     * @throws Refused when this is not theirs to decide
     * @throws Conflict when it was decided already, or by them
     */
    @Transactional
    Run decide(String id, Decision decision, @Nullable String comment, Actor actor) {
        Run run = runs.lock(id).orElseThrow(() -> new NotFound("run", "id", id));
        if (run.progress().status() != Status.WAITING_FOR_APPROVAL) {
            throw new Conflict(
                    "not_waiting",
                    "Run \"%s\" waits for no approval any more; it is %s"
                            .formatted(id, run.progress().status()),
                    Map.of("id", id, "status", run.progress().status().name()));
        }
        Action action = actions.get(run.request().action());
        refuseOthers(run, action, actor);
        keep(id, decision, comment, actor);
        if (decision == Decision.DECLINE) {
            return reports.decline(run, comment, actor);
        }
        if (run.request().approval() == Approval.ALL && !missing(run, action).isEmpty()) {
            return run;
        }
        chores.add(RunStarts.KIND, id);
        return reports.approve(run, comment, actor);
    }

    private static void refuseOthers(Run run, Action action, Actor actor) {
        if (actor.name().equals(run.request().by())
                || actor.name().equals(run.request().impersonatedBy())) {
            throw new Refused("Nobody approves a request of their own; somebody else has to decide on \"%s\""
                    .formatted(run.id()));
        }
        if (!ActionPermissions.mayApprove(action, actor)) {
            throw new Refused("%s may not approve \"%s\"".formatted(actor.name(), action.identifier()));
        }
    }

    private void keep(String run, Decision decision, @Nullable String comment, Actor actor) {
        int kept = db.insertInto(APPROVAL)
                .set(APPROVAL.RUN_ID, run)
                .set(APPROVAL.APPROVER, actor.name())
                .set(APPROVAL.APPROVED, decision == Decision.APPROVE)
                .set(APPROVAL.COMMENT, comment)
                .set(APPROVAL.AT, clock.instant().atOffset(ZoneOffset.UTC))
                .onConflictDoNothing()
                .execute();
        if (kept == 0) {
            throw new Conflict(
                    "decided_already",
                    "%s has decided on \"%s\" already".formatted(actor.name(), run),
                    Map.of("id", run, "approver", actor.name()));
        }
    }

    /** Those who may approve, are people that can sign in, and have not. */
    private Set<String> missing(Run run, Action action) {
        Set<String> missing = new HashSet<>();
        for (User user : users.all()) {
            Actor person = Actor.of(user, "");
            if (user.status() == User.Status.ACTIVE && ActionPermissions.isNamedAsApprover(action, person)) {
                missing.add(user.email());
            }
        }
        missing.remove(run.request().by());
        missing.removeAll(db.select(APPROVAL.APPROVER)
                .from(APPROVAL)
                .where(APPROVAL.RUN_ID.eq(run.id()))
                .fetch(APPROVAL.APPROVER));
        return missing;
    }
}
