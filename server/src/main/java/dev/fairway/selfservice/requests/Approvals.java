package dev.fairway.selfservice.requests;

import static fairway.tables.selfservice.Tables.APPROVAL;
import static org.jooq.impl.DSL.arrayConcat;
import static org.jooq.impl.DSL.val;

import dev.fairway.access.Actor;
import dev.fairway.access.User;
import dev.fairway.access.Users;
import dev.fairway.selfservice.policy.Demand;
import dev.fairway.selfservice.runs.Delegations;
import dev.fairway.selfservice.runs.Demands;
import dev.fairway.selfservice.runs.Run;
import dev.fairway.selfservice.runs.RunReports;
import dev.fairway.selfservice.runs.Runs;
import dev.fairway.selfservice.runs.Status;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.Refused;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private final Demands demands;
    private final Users users;
    private final Delegations delegations;

    Approvals(
            DSLContext db,
            Clock clock,
            Runs runs,
            RunReports reports,
            Demands demands,
            Users users,
            Delegations delegations) {
        this.db = db;
        this.clock = clock;
        this.runs = runs;
        this.reports = reports;
        this.demands = demands;
        this.users = users;
        this.delegations = delegations;
    }

    /** What an approver says. */
    enum Decision {
        APPROVE,
        DECLINE
    }

    /** What somebody decided. @param standsFor in whose place beside their own @param countsFor numbers of the demands */
    record Said(
            String approver,
            List<String> standsFor,
            boolean approved,
            List<Integer> countsFor,
            @Nullable String comment,
            Instant at) {}

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
        Set<Integer> open = open(run, actor);
        refuseOthers(run, actor);
        if (open.isEmpty()) {
            throw new Conflict(
                    "decided_already",
                    "%s has decided on \"%s\" already".formatted(actor.name(), id),
                    Map.of("id", id, "approver", actor.name()));
        }
        keep(run, decision, open, comment, actor);
        if (decision == Decision.DECLINE) {
            return reports.decline(run, comment, actor);
        }
        if (!demands.numbered(id).stream().allMatch(demand -> isMet(demand, run))) {
            reports.count(run, comment, actor);
            return run;
        }
        return reports.approve(run, comment, actor);
    }

    private void refuseOthers(Run run, Actor actor) {
        if (run.isOf(actor)) {
            throw new Refused("Nobody approves a request of their own; somebody else has to decide on \"%s\""
                    .formatted(run.id()));
        }
        if (asked(run, actor).isEmpty()) {
            throw new Refused("%s may not decide on \"%s\"; its page says who may".formatted(actor.name(), run.id()));
        }
    }

    /** Whether their decision on it is still open. */
    boolean mayDecide(Run run, Actor actor) {
        return run.progress().status() == Status.WAITING_FOR_APPROVAL
                && !run.isOf(actor)
                && !open(run, actor).isEmpty();
    }

    /** The demands that a decision of theirs counts for. */
    private Set<Integer> asked(Run run, Actor actor) {
        List<Actor> voices = voices(run, actor);
        return demands.numbered(run.id()).stream()
                .filter(demand -> actor.isAdmin()
                        || voices.stream().anyMatch(demand.demand().from()::name))
                .map(Demands.Numbered::number)
                .collect(Collectors.toSet());
    }

    /** They themselves, and those in whose place they decide; nobody decides in the place of whoever asked. */
    private List<Actor> voices(Run run, Actor actor) {
        return delegations.voices(actor).stream()
                .filter(voice -> !run.isOf(voice))
                .toList();
    }

    /** Those of them that they have not decided on. */
    private Set<Integer> open(Run run, Actor actor) {
        Set<Integer> open = asked(run, actor);
        of(run.id()).stream()
                .filter(said -> said.approver().equals(actor.name()))
                .forEach(said -> open.removeAll(said.countsFor()));
        return open;
    }

    /** Who decided before, and is asked for more now, decides on that as well. */
    private void keep(Run run, Decision decision, Set<Integer> countsFor, @Nullable String comment, Actor actor) {
        List<Demands.Numbered> decided = demands.numbered(run.id()).stream()
                .filter(demand -> countsFor.contains(demand.number()))
                .toList();
        String[] others = voices(run, actor).stream()
                .filter(voice -> !voice.equals(actor)
                        && decided.stream()
                                .anyMatch(demand -> demand.demand().from().name(voice)))
                .map(Actor::name)
                .toArray(String[]::new);
        Integer[] numbers = countsFor.toArray(Integer[]::new);
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        boolean approved = decision == Decision.APPROVE;
        db.insertInto(APPROVAL)
                .set(APPROVAL.RUN_ID, run.id())
                .set(APPROVAL.APPROVER, actor.name())
                .set(APPROVAL.APPROVED, approved)
                .set(APPROVAL.COUNTS_FOR, numbers)
                .set(APPROVAL.STANDS_FOR, others)
                .set(APPROVAL.COMMENT, comment)
                .set(APPROVAL.AT, now)
                .onConflict(APPROVAL.RUN_ID, APPROVAL.APPROVER)
                .doUpdate()
                .set(APPROVAL.APPROVED, approved)
                .set(APPROVAL.COUNTS_FOR, arrayConcat(APPROVAL.COUNTS_FOR, val(numbers)))
                .set(APPROVAL.STANDS_FOR, arrayConcat(APPROVAL.STANDS_FOR, val(others)))
                .set(APPROVAL.COMMENT, comment)
                .set(APPROVAL.AT, now)
                .execute();
    }

    /** What was decided on a run so far, oldest first. */
    List<Said> of(String run) {
        return db.selectFrom(APPROVAL)
                .where(APPROVAL.RUN_ID.eq(run))
                .orderBy(APPROVAL.AT, APPROVAL.APPROVER)
                .fetch(row -> new Said(
                        row.getApprover(),
                        Stream.of(row.getStandsFor()).distinct().toList(),
                        row.getApproved(),
                        List.of(row.getCountsFor()),
                        row.getComment(),
                        row.getAt().toInstant()));
    }

    /** Where all have to, everybody that is named has to, whatever others say. */
    boolean isMet(Demands.Numbered demand, Run run) {
        List<Said> approvals = of(run.id()).stream()
                .filter(said -> said.approved() && said.countsFor().contains(demand.number()))
                .toList();
        Set<String> approved = approvals.stream()
                .flatMap(said -> Stream.concat(Stream.of(said.approver()), said.standsFor().stream()))
                .collect(Collectors.toSet());
        int needed = demand.demand().needed();
        return approvals.size() >= Math.max(1, needed)
                && (needed != Demand.ALL || approved.containsAll(named(demand.demand(), run)));
    }

    /** Those who are named, can sign in, and did not ask for it themselves. */
    private Set<String> named(Demand demand, Run run) {
        Set<String> named = users
                .active(
                        demand.from().users(),
                        demand.from().roles(),
                        demand.from().teams())
                .stream()
                .map(User::email)
                .collect(Collectors.toCollection(HashSet::new));
        named.remove(run.request().by());
        return named;
    }
}
