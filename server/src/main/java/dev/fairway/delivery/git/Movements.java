package dev.fairway.delivery.git;

import static fairway.tables.delivery.Tables.REF_SEEN;
import static fairway.tables.delivery.Tables.REPOSITORY;

import dev.fairway.access.Actor;
import dev.fairway.delivery.Pushed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells what moved in repositories. Git moves a branch outside the database, so the places of all branches and tags are
 * compared with those that were told last: after each push, and now and then for what a crash left untold.
 */
@Component
public class Movements {

    /** Begins what the server notes in Git's log beside its own movements; what clients push is logged otherwise. */
    public static final String CAUSE = "fairway: ";

    private static final String NOTHING = ObjectId.zeroId().name();

    /** Larger ones are measured when they are packed: to look at all their files takes longer than a push. */
    private static final long SMALL = 1024 * 1024;

    private final DSLContext db;
    private final Clock clock;
    private final GitFolders folders;
    private final ApplicationEventPublisher events;

    Movements(DSLContext db, Clock clock, GitFolders folders, ApplicationEventPublisher events) {
        this.db = db;
        this.clock = clock;
        this.folders = folders;
        this.events = events;
    }

    private record Movement(@Nullable String from, @Nullable String to, String actor, String cause) {}

    /** Lets everybody else who tells of a repository or merges in it wait until the transaction ends. */
    public void lock(String id) {
        db.select(REPOSITORY.ID)
                .from(REPOSITORY)
                .where(REPOSITORY.ID.eq(id))
                .forUpdate()
                .execute();
    }

    /**
     * Tells all that is untold of one repository.
     *
     * @param actor who moved what Git's own log names nobody for
     * @return how many movements
     */
    @Transactional
    public int settle(String id, Actor actor) {
        lock(id);
        String name = db.select(REPOSITORY.OWNER, REPOSITORY.NAME)
                .from(REPOSITORY)
                .where(REPOSITORY.ID.eq(id))
                .fetchOptional(row -> new RepositoryName(row.value1(), row.value2()).toString())
                .orElse(null);
        if (name == null) {
            return 0;
        }
        Map<String, String> seen = seen(id);
        int told = 0;
        try (Repository git = folders.open(id)) {
            Map<String, String> now = now(git);
            for (String ref : changed(seen, now)) {
                for (Movement movement : movements(git, ref, seen.get(ref), now.get(ref), actor)) {
                    tell(id, name, ref, movement);
                    told++;
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        if (told > 0) {
            notePush(id);
        }
        return told;
    }

    private void notePush(String id) {
        db.update(REPOSITORY)
                .set(REPOSITORY.PUSHED_AT, time())
                .where(REPOSITORY.ID.eq(id))
                .execute();
        if (db.fetchExists(REPOSITORY, REPOSITORY.ID.eq(id), REPOSITORY.BYTES.lt(SMALL))) {
            db.update(REPOSITORY)
                    .set(REPOSITORY.BYTES, folders.size(id))
                    .where(REPOSITORY.ID.eq(id))
                    .execute();
        }
    }

    /** Whether anything is untold, without waiting for anybody. */
    boolean isUnsettled(String id) {
        try (Repository git = folders.open(id)) {
            return !changed(seen(id), now(git)).isEmpty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    boolean hasSeenAnything(String id) {
        return db.fetchExists(REF_SEEN, REF_SEEN.REPOSITORY_ID.eq(id));
    }

    private void tell(String id, String name, String ref, Movement movement) {
        if (movement.to() == null) {
            db.deleteFrom(REF_SEEN)
                    .where(REF_SEEN.REPOSITORY_ID.eq(id), REF_SEEN.REF.eq(ref))
                    .execute();
        } else {
            db.insertInto(REF_SEEN)
                    .set(REF_SEEN.REPOSITORY_ID, id)
                    .set(REF_SEEN.REF, ref)
                    .set(REF_SEEN.COMMIT, movement.to())
                    .onConflict(REF_SEEN.REPOSITORY_ID, REF_SEEN.REF)
                    .doUpdate()
                    .set(REF_SEEN.COMMIT, movement.to())
                    .execute();
        }
        events.publishEvent(new Pushed(
                id, name, ref, movement.from(), movement.to(), movement.cause(), movement.actor(), clock.instant()));
    }

    private Map<String, String> seen(String id) {
        return db.select(REF_SEEN.REF, REF_SEEN.COMMIT)
                .from(REF_SEEN)
                .where(REF_SEEN.REPOSITORY_ID.eq(id))
                .fetchMap(REF_SEEN.REF, REF_SEEN.COMMIT);
    }

    private static Map<String, String> now(Repository git) throws IOException {
        Map<String, String> places = new HashMap<>();
        for (Ref ref : git.getRefDatabase().getRefsByPrefix(Constants.R_HEADS, Constants.R_TAGS)) {
            if (ref.getObjectId() != null) {
                places.put(ref.getName(), ref.getObjectId().name());
            }
        }
        return places;
    }

    private static TreeSet<String> changed(Map<String, String> seen, Map<String, String> now) {
        TreeSet<String> refs = new TreeSet<>(seen.keySet());
        refs.addAll(now.keySet());
        refs.removeIf(ref -> Objects.equals(seen.get(ref), now.get(ref)));
        return refs;
    }

    /** The movements since, as Git logged them; one from the first place to the last where its log does not tell. */
    private static List<Movement> movements(
            Repository git, String ref, @Nullable String from, @Nullable String to, Actor actor) throws IOException {
        Deque<Movement> logged = new ArrayDeque<>();
        String place = to;
        for (RefLog.Line line : to == null ? List.<RefLog.Line>of() : RefLog.newest(git, ref)) {
            if (Objects.equals(place, from)) {
                break;
            }
            if (line.to().equals(place)) {
                String before = line.from().equals(NOTHING) ? null : line.from();
                logged.addFirst(new Movement(before, place, line.actor(), cause(line)));
                place = before;
            } else if (!logged.isEmpty()) {
                break;
            }
        }
        if (!logged.isEmpty() && Objects.equals(place, from)) {
            return List.copyOf(logged);
        }
        Movement last = logged.peekLast();
        return List.of(
                last == null
                        ? new Movement(from, to, actor.name(), "")
                        : new Movement(from, to, last.actor(), last.cause()));
    }

    private static String cause(RefLog.Line line) {
        return line.comment().startsWith(CAUSE) ? line.comment().substring(CAUSE.length()) : "";
    }

    private OffsetDateTime time() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
