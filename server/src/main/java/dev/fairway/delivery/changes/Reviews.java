package dev.fairway.delivery.changes;

import static fairway.tables.delivery.Tables.REVIEW;

import dev.fairway.access.Actor;
import dev.fairway.delivery.git.Branches;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Refused;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What people say of change requests. */
@Repository
class Reviews {

    private static final int LONGEST_BODY = 20_000;

    private final DSLContext db;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Reviews(DSLContext db, Clock clock, ApplicationEventPublisher events) {
        this.db = db;
        this.clock = clock;
        this.events = events;
    }

    /** @param commit the head that the reviewer saw; null for the one that it has */
    record Given(
            Review.Verdict verdict, String body, @Nullable String commit) {
        Given {
            if (body.length() > LONGEST_BODY) {
                throw new InvalidInput("body", "has at most %,d characters".formatted(LONGEST_BODY));
            }
            if (verdict == Review.Verdict.CHANGES_REQUESTED && body.isBlank()) {
                throw new InvalidInput("body", "says which changes are needed");
            }
        }
    }

    @Transactional
    void give(ChangeRequest request, Given given, Actor actor) {
        request.requireOpen();
        if (given.verdict() == Review.Verdict.APPROVED) {
            refuseOwnApproval(request, actor);
        }
        if (given.commit() != null && !given.commit().equals(request.commits().head())) {
            throw Branches.moved(request.branches().source());
        }
        Long id = db.insertInto(REVIEW)
                .set(REVIEW.CHANGE_REQUEST_ID, request.id())
                .set(REVIEW.REVIEWER, actor.name())
                .set(REVIEW.VERDICT, given.verdict().name())
                .set(REVIEW.BODY, given.body())
                .set(REVIEW.COMMIT, request.commits().head())
                .set(REVIEW.AT, clock.instant().atOffset(ZoneOffset.UTC))
                .returningResult(REVIEW.ID)
                .fetchSingle()
                .value1();
        events.publishEvent(new ReviewGiven(
                request.name(), actor.name(), given.verdict(), request.commits().head()));
        events.publishEvent(ChangeNotice.of(
                request,
                given.verdict() == Review.Verdict.APPROVED ? "approved" : "changes-asked",
                String.valueOf(id),
                ChangeNotice.people(Set.of(request.author()), actor.name()),
                actor.name()));
    }

    private static void refuseOwnApproval(ChangeRequest request, Actor actor) {
        if (actor.name().equals(request.author())) {
            throw new Refused("%s is the author of %s, and nobody approves what is their own; ask somebody else"
                    .formatted(actor.name(), request.name()));
        }
        if (actor.kind() != Actor.Kind.PERSON) {
            throw new Refused("Approvals are given by people; %s is a credential".formatted(actor.name()));
        }
    }

    /** The last one of each reviewer. */
    List<Review> latest(ChangeRequest request) {
        return db.selectDistinct(REVIEW.asterisk())
                .on(REVIEW.REVIEWER)
                .from(REVIEW)
                .where(REVIEW.CHANGE_REQUEST_ID.eq(request.id()))
                .orderBy(REVIEW.REVIEWER, REVIEW.ID.desc())
                .fetchInto(REVIEW)
                .map(row -> new Review(
                        row.getReviewer(),
                        Review.Verdict.valueOf(row.getVerdict()),
                        row.getBody(),
                        row.getCommit(),
                        row.getAt().toInstant()));
    }
}
