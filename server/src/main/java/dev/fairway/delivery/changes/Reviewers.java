package dev.fairway.delivery.changes;

import static fairway.tables.delivery.Tables.CHANGE_REQUEST;
import static fairway.tables.delivery.Tables.REVIEW;
import static fairway.tables.delivery.Tables.REVIEWER;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import dev.fairway.access.Actor;
import dev.fairway.access.Role;
import dev.fairway.access.Teams;
import dev.fairway.access.Users;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Notifiable.Addressees;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Who is asked to look at a change request: those it names, the owners of its paths, and without any the owner team. */
@Repository
class Reviewers {

    private static final int MOST = 50;
    private static final String TEAM = "TEAM";
    private static final String USER = "USER";

    private final DSLContext db;
    private final Teams teams;
    private final Users users;
    private final Trials trials;

    Reviewers(DSLContext db, Teams teams, Users users, Trials trials) {
        this.db = db;
        this.teams = teams;
        this.users = users;
        this.trials = trials;
    }

    /** @param kind TEAM or USER */
    record Reviewer(String kind, String name) {}

    /** @param named e-mails, beside the owners */
    void ask(HostedRepository repository, ChangeRequest request, List<String> named) {
        if (named.size() > MOST) {
            throw new InvalidInput("reviewers", "has %d; at most %d".formatted(named.size(), MOST));
        }
        for (String email : named) {
            if (users.find(email).isEmpty()) {
                throw new InvalidInput("reviewers", "there is no user \"%s\"".formatted(email));
            }
            add(request, USER, email.toLowerCase(Locale.ROOT));
        }
        askOwners(repository, request);
        if (of(request).isEmpty()) {
            add(request, TEAM, repository.name().owner());
        }
    }

    /** Those who were asked before stay so. */
    void askOwners(HostedRepository repository, ChangeRequest request) {
        trials.of(repository, request).stream()
                .flatMap(trial -> trial.owned().stream())
                .flatMap(owned -> owned.owners().stream())
                .distinct()
                .limit(MOST)
                .forEach(owner -> {
                    if (owner.startsWith("@")) {
                        add(request, TEAM, owner.substring(1));
                    } else {
                        add(request, USER, owner.toLowerCase(Locale.ROOT));
                    }
                });
    }

    private void add(ChangeRequest request, String kind, String name) {
        db.insertInto(REVIEWER)
                .set(REVIEWER.CHANGE_REQUEST_ID, request.id())
                .set(REVIEWER.KIND, kind)
                .set(REVIEWER.NAME, name)
                .onConflictDoNothing()
                .execute();
    }

    List<Reviewer> of(ChangeRequest request) {
        return db.selectFrom(REVIEWER)
                .where(REVIEWER.CHANGE_REQUEST_ID.eq(request.id()))
                .orderBy(REVIEWER.KIND, REVIEWER.NAME)
                .fetch(row -> new Reviewer(row.getKind(), row.getName()));
    }

    /** Them all but whoever asks. Where nobody is in the team of the platform, administrators look after it. */
    Addressees addressees(ChangeRequest request, String except) {
        Set<String> people = new HashSet<>();
        Set<String> groups = new HashSet<>();
        for (Reviewer reviewer : of(request)) {
            (reviewer.kind().equals(TEAM) ? groups : people).add(reviewer.name());
        }
        boolean isPlatform = groups.contains(RepositoryName.PLATFORM)
                && teams.find(RepositoryName.PLATFORM).isEmpty();
        Set<String> roles = isPlatform ? Set.of(Role.ADMIN) : Set.of();
        return new Addressees(people, roles, groups, Set.of(except));
    }

    /** Open ones that wait for somebody. */
    static Condition waitsFor(Actor actor) {
        Condition isAsked = REVIEWER.KIND
                .eq(USER)
                .and(REVIEWER.NAME.eq(actor.name()))
                .or(REVIEWER.KIND.eq(TEAM).and(REVIEWER.NAME.in(actor.teams())));
        return CHANGE_REQUEST
                .STATE
                .eq(ChangeRequest.State.OPEN.name())
                .and(CHANGE_REQUEST.AUTHOR.ne(actor.name()))
                .and(exists(selectOne()
                        .from(REVIEWER)
                        .where(REVIEWER.CHANGE_REQUEST_ID.eq(CHANGE_REQUEST.ID))
                        .and(isAsked)))
                .and(notExists(selectOne()
                        .from(REVIEW)
                        .where(REVIEW.CHANGE_REQUEST_ID.eq(CHANGE_REQUEST.ID))
                        .and(REVIEW.REVIEWER.eq(actor.name()))
                        .and(REVIEW.COMMIT.eq(CHANGE_REQUEST.HEAD))));
    }
}
