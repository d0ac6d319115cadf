package dev.fairway.delivery.changes;

import static fairway.tables.delivery.Tables.CHANGE_REQUEST;
import static fairway.tables.delivery.Tables.REPOSITORY;
import static org.jooq.impl.DSL.noCondition;

import dev.fairway.access.Actor;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.shared.NotFound;
import fairway.tables.delivery.tables.records.ChangeRequestRecord;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;

/** The rows of change requests. Whoever changes one has locked its repository. */
@Repository
public class ChangeRequests {

    private final DSLContext db;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    ChangeRequests(DSLContext db, Clock clock, ApplicationEventPublisher events) {
        this.db = db;
        this.clock = clock;
        this.events = events;
    }

    public ChangeRequest get(HostedRepository repository, int number) {
        return list(CHANGE_REQUEST.REPOSITORY_ID.eq(repository.id()).and(CHANGE_REQUEST.NUMBER.eq(number)), 1).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("change request", "number", repository.name() + "#" + number));
    }

    /** The open one between two branches. */
    public Optional<ChangeRequest> findOpen(HostedRepository repository, ChangeRequest.Branches branches) {
        return list(
                        open(repository.id())
                                .and(CHANGE_REQUEST.SOURCE.eq(branches.source()))
                                .and(CHANGE_REQUEST.TARGET.eq(branches.target())),
                        1)
                .stream()
                .findFirst();
    }

    /** Those that a branch is the source or the target of. */
    List<ChangeRequest> openAt(String repositoryId, String branch) {
        return list(
                open(repositoryId).and(CHANGE_REQUEST.SOURCE.eq(branch).or(CHANGE_REQUEST.TARGET.eq(branch))),
                Integer.MAX_VALUE);
    }

    /** Open ones whose newest commit it is. */
    public List<ChangeRequest> openWith(String repositoryId, String head) {
        return list(open(repositoryId).and(CHANGE_REQUEST.HEAD.eq(head)), Integer.MAX_VALUE);
    }

    /** Open ones that are to be merged into a branch, the newest first. */
    public List<ChangeRequest> openInto(String repositoryId, String target, int limit) {
        return list(open(repositoryId).and(CHANGE_REQUEST.TARGET.eq(target)), limit);
    }

    private static Condition open(String repositoryId) {
        return CHANGE_REQUEST
                .REPOSITORY_ID
                .eq(repositoryId)
                .and(CHANGE_REQUEST.STATE.eq(ChangeRequest.State.OPEN.name()));
    }

    /** The newest first. @param before id of the last one of the page before */
    List<ChangeRequest> newest(Condition condition, @Nullable Long before, int limit) {
        return list(condition.and(before == null ? noCondition() : CHANGE_REQUEST.ID.lt(before)), limit);
    }

    /** Also locks the repository. */
    ChangeRequest insert(
            HostedRepository repository,
            ChangeRequest.Text text,
            ChangeRequest.Branches branches,
            ChangeRequest.Commits commits,
            Actor author) {
        int number = db.update(REPOSITORY)
                .set(REPOSITORY.LAST_NUMBER, REPOSITORY.LAST_NUMBER.plus(1))
                .where(REPOSITORY.ID.eq(repository.id()))
                .returningResult(REPOSITORY.LAST_NUMBER)
                .fetchSingle()
                .value1();
        OffsetDateTime now = now();
        ChangeRequestRecord row = new ChangeRequestRecord();
        row.setRepositoryId(repository.id());
        row.setNumber(number);
        row.setTitle(text.title());
        row.setDescription(text.description());
        row.setSource(branches.source());
        row.setTarget(branches.target());
        row.setAuthor(author.name());
        row.setState(ChangeRequest.State.OPEN.name());
        row.setBase(commits.base());
        row.setHead(commits.head());
        row.setCreatedAt(now);
        row.setUpdatedAt(now);
        db.insertInto(CHANGE_REQUEST).set(row).execute();
        ChangeRequest opened = get(repository, number);
        events.publishEvent(new ChangeRequestChanged(null, opened, author.name()));
        return opened;
    }

    ChangeRequest reword(ChangeRequest request, ChangeRequest.Text text, Actor actor) {
        ChangeRequestRecord row = new ChangeRequestRecord();
        row.setTitle(text.title());
        row.setDescription(text.description());
        return update(request, row, actor.name());
    }

    /** Other commits are to be merged than before. */
    ChangeRequest moved(ChangeRequest request, ChangeRequest.Commits commits, String actor) {
        ChangeRequestRecord row = new ChangeRequestRecord();
        row.setBase(commits.base());
        row.setHead(commits.head());
        return update(request, row, actor);
    }

    ChangeRequest reopened(ChangeRequest request, ChangeRequest.Commits commits, String actor) {
        ChangeRequestRecord row = new ChangeRequestRecord();
        row.setState(ChangeRequest.State.OPEN.name());
        row.setBase(commits.base());
        row.setHead(commits.head());
        row.setEndedBy(null);
        row.setEndedAt(null);
        return update(request, row, actor);
    }

    ChangeRequest closed(ChangeRequest request, String actor) {
        return ended(request, ChangeRequest.State.CLOSED, null, actor);
    }

    ChangeRequest merged(ChangeRequest request, String commit, String actor) {
        return ended(request, ChangeRequest.State.MERGED, commit, actor);
    }

    private ChangeRequest ended(
            ChangeRequest request, ChangeRequest.State state, @Nullable String commit, String actor) {
        ChangeRequestRecord row = new ChangeRequestRecord();
        row.setState(state.name());
        row.setMergeCommit(commit);
        row.setEndedBy(actor);
        row.setEndedAt(now());
        return update(request, row, actor);
    }

    private ChangeRequest update(ChangeRequest before, ChangeRequestRecord row, String actor) {
        row.setUpdatedAt(now());
        db.update(CHANGE_REQUEST)
                .set(row)
                .where(CHANGE_REQUEST.ID.eq(before.id()))
                .execute();
        ChangeRequest after = list(CHANGE_REQUEST.ID.eq(before.id()), 1).getFirst();
        events.publishEvent(new ChangeRequestChanged(before, after, actor));
        return after;
    }

    private List<ChangeRequest> list(Condition condition, int limit) {
        return db.select(CHANGE_REQUEST.asterisk(), REPOSITORY.OWNER, REPOSITORY.NAME)
                .from(CHANGE_REQUEST)
                .join(REPOSITORY)
                .on(REPOSITORY.ID.eq(CHANGE_REQUEST.REPOSITORY_ID))
                .where(condition)
                .orderBy(CHANGE_REQUEST.ID.desc())
                .limit(limit)
                .fetch(ChangeRequests::request);
    }

    private static ChangeRequest request(Record found) {
        ChangeRequestRecord row = found.into(CHANGE_REQUEST);
        OffsetDateTime ended = row.getEndedAt();
        return new ChangeRequest(
                row.getId(),
                row.getRepositoryId(),
                new RepositoryName(found.get(REPOSITORY.OWNER), found.get(REPOSITORY.NAME)),
                row.getNumber(),
                new ChangeRequest.Text(row.getTitle(), row.getDescription()),
                new ChangeRequest.Branches(row.getSource(), row.getTarget()),
                row.getAuthor(),
                ChangeRequest.State.valueOf(row.getState()),
                new ChangeRequest.Commits(row.getBase(), row.getHead(), row.getMergeCommit()),
                new ChangeRequest.Times(
                        row.getCreatedAt().toInstant(),
                        row.getUpdatedAt().toInstant(),
                        row.getEndedBy(),
                        ended == null ? null : ended.toInstant()));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
