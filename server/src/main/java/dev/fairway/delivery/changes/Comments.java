package dev.fairway.delivery.changes;

import static fairway.tables.delivery.Tables.COMMENT;
import static org.jooq.impl.DSL.noCondition;

import dev.fairway.access.Actor;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.Refused;
import fairway.tables.delivery.tables.records.CommentRecord;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Comments on change requests, and on lines of them. */
@Repository
public class Comments {

    private static final int LONGEST = 20_000;
    private static final int LONGEST_PATH = 1_000;
    private static final int MOST = 5_000;
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    private final DSLContext db;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Comments(DSLContext db, Clock clock, ApplicationEventPublisher events) {
        this.db = db;
        this.clock = clock;
        this.events = events;
    }

    /** The oldest first. @param after place of the last one of the page before */
    List<Comment> page(ChangeRequest request, @Nullable Long after, int limit) {
        return db.selectFrom(COMMENT)
                .where(COMMENT.CHANGE_REQUEST_ID.eq(request.id()))
                .and(after == null ? noCondition() : COMMENT.PLACE.gt(after))
                .orderBy(COMMENT.PLACE)
                .limit(limit)
                .fetch(Comments::comment);
    }

    @Transactional
    Comment add(ChangeRequest request, String body, Comment.@Nullable LinePlace at, Actor actor) {
        Set<String> others = new HashSet<>(db.selectDistinct(COMMENT.AUTHOR)
                .from(COMMENT)
                .where(COMMENT.CHANGE_REQUEST_ID.eq(request.id()), COMMENT.BOT_KEY.isNull())
                .fetch(COMMENT.AUTHOR));
        others.add(request.author());
        if (db.fetchCount(COMMENT, COMMENT.CHANGE_REQUEST_ID.eq(request.id())) >= MOST) {
            throw new InvalidInput("body", "%s has %,d comments, which is the most".formatted(request.name(), MOST));
        }
        CommentRecord row = row(request, body, actor);
        if (at != null) {
            check(at);
            row.setPath(at.path());
            row.setSide(at.side().name());
            row.setLine(at.line());
            row.setCommit(at.commit());
        }
        db.insertInto(COMMENT).set(row).execute();
        events.publishEvent(ChangeNotice.of(
                request, "commented", row.getId().toString(), ChangeNotice.people(others, actor.name()), actor.name()));
        return get(request, row.getId());
    }

    /**
     * The one comment that a machine keeps on a change request, replaced in place.
     *
     * @param key by which it finds it again: lower case letters, digits and hyphens
     */
    @Transactional
    public void putBotComment(ChangeRequest request, String key, String body, Actor actor) {
        if (!KEY.matcher(key).matches()) {
            throw new InvalidInput(
                    "key", "\"%s\" is not 1 to 64 lower case letters, digits and hyphens".formatted(key));
        }
        CommentRecord row = row(request, body, actor);
        row.setBotKey(key);
        db.insertInto(COMMENT)
                .set(row)
                .onConflict(COMMENT.CHANGE_REQUEST_ID, COMMENT.BOT_KEY)
                .where(COMMENT.BOT_KEY.isNotNull())
                .doUpdate()
                .set(COMMENT.BODY, body)
                .set(COMMENT.AUTHOR, actor.name())
                .set(COMMENT.EDITED_AT, now())
                .execute();
    }

    @Transactional
    Comment edit(ChangeRequest request, UUID id, String body, Actor actor) {
        Comment before = get(request, id);
        if (!before.author().equals(actor.name())) {
            throw new Refused("Only %s may edit this comment".formatted(before.author()));
        }
        db.update(COMMENT)
                .set(COMMENT.BODY, checked(body))
                .set(COMMENT.EDITED_AT, now())
                .where(COMMENT.ID.eq(id))
                .execute();
        return get(request, id);
    }

    @Transactional
    void remove(ChangeRequest request, UUID id, Actor actor) {
        Comment before = get(request, id);
        if (!before.author().equals(actor.name()) && !actor.isAdmin()) {
            throw new Refused("Only %s or an administrator may delete this comment".formatted(before.author()));
        }
        db.deleteFrom(COMMENT).where(COMMENT.ID.eq(id)).execute();
    }

    private Comment get(ChangeRequest request, UUID id) {
        return db.selectFrom(COMMENT)
                .where(COMMENT.ID.eq(id), COMMENT.CHANGE_REQUEST_ID.eq(request.id()))
                .fetchOptional(Comments::comment)
                .orElseThrow(() -> new NotFound("comment", "id", id.toString()));
    }

    private CommentRecord row(ChangeRequest request, String body, Actor actor) {
        CommentRecord row = new CommentRecord();
        row.setId(UUID.randomUUID());
        row.setChangeRequestId(request.id());
        row.setAuthor(actor.name());
        row.setBody(checked(body));
        row.setCreatedAt(now());
        return row;
    }

    private static String checked(String body) {
        if (body.isBlank() || body.length() > LONGEST) {
            throw new InvalidInput("body", "has 1 to %,d characters".formatted(LONGEST));
        }
        return body;
    }

    private static void check(Comment.LinePlace at) {
        if (at.path().isBlank() || at.path().length() > LONGEST_PATH) {
            throw new InvalidInput("at.path", "has 1 to %,d characters".formatted(LONGEST_PATH));
        }
        if (at.line() < 1) {
            throw new InvalidInput("at.line", "%d is not a line; the first one is 1".formatted(at.line()));
        }
        if (!COMMIT.matcher(at.commit()).matches()) {
            throw new InvalidInput("at.commit", "\"%s\" is not 40 hexadecimal digits".formatted(at.commit()));
        }
    }

    private static Comment comment(CommentRecord row) {
        OffsetDateTime edited = row.getEditedAt();
        String side = row.getSide();
        return new Comment(
                row.getId(),
                row.getPlace(),
                row.getAuthor(),
                row.getBody(),
                side == null
                        ? null
                        : new Comment.LinePlace(
                                row.getPath(), Comment.Side.valueOf(side), row.getLine(), row.getCommit()),
                row.getBotKey(),
                row.getCreatedAt().toInstant(),
                edited == null ? null : edited.toInstant());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
