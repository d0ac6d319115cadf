package dev.fairway.delivery.contents;

import dev.fairway.access.Actor;
import dev.fairway.delivery.DeliverySettings;
import dev.fairway.delivery.git.Branches;
import dev.fairway.delivery.git.GitFolders;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Movements;
import dev.fairway.delivery.git.Revisions;
import dev.fairway.delivery.git.WrittenRepository;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.TooLarge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Commits without a clone, for forms and for what Fairway writes itself. */
@Component
public class Commits {

    private static final int MOST_FILES = 1_000;
    private static final int LONGEST_MESSAGE = 10_000;
    private static final int TRIES = 10;
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(20);

    private final GitFolders folders;
    private final Movements movements;
    private final Signing signing;
    private final DeliverySettings settings;
    private final Turns turns = new Turns();

    Commits(GitFolders folders, Movements movements, Signing signing, DeliverySettings settings) {
        this.folders = folders;
        this.movements = movements;
        this.signing = signing;
        this.settings = settings;
    }

    /**
     * Where a commit goes.
     *
     * @param expectedHead commit that the branch has to be at; null for wherever it is
     * @param from branch, tag or commit that the branch begins at when it is not there; null when it has to be there, or the
     *     repository is empty
     * @param upon commit whose files the new one begins with, and which it joins to the branch; null for those of the branch
     */
    public record Place(
            String branch,
            @Nullable String expectedHead,
            @Nullable String from,
            @Nullable String upon) {

        public static Place on(String branch) {
            return new Place(branch, null, null, null);
        }

        public Place expecting(@Nullable String head) {
            return new Place(branch, head, from, upon);
        }

        public Place beginningAt(@Nullable String ref) {
            return new Place(branch, expectedHead, ref, upon);
        }

        /** The branch is made there where it is not yet. */
        public Place upon(String commit) {
            return new Place(branch, expectedHead, commit, commit);
        }
    }

    /**
     * Writes some files in one commit. When they all are as they should be already, nothing happens. Whether the author may
     * is judged by whoever calls.
     *
     * @return the newest commit of the branch, in 40 hexadecimal digits
     * @throws dev.fairway.shared.Conflict {@code branch_moved} when the branch is not where it was expected
     */
    public String write(
            HostedRepository repository, Place place, Actor author, String message, List<FileChange> changes) {
        check(place, message, changes);
        PersonIdent person = signing.person(author);
        try (Repository git = folders.open(repository.id())) {
            for (int tried = 0; tried < TRIES; tried++) {
                ObjectId commit =
                        turns.one(repository.id(), () -> tried(git, place, new Note(author, person, message), changes));
                if (commit != null) {
                    movements.settle(repository.id(), author);
                    return commit.name();
                }
                if (place.expectedHead() != null) {
                    break;
                }
                letOthersFinish(tried + 1);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        throw Branches.moved(place.branch());
    }

    /** What a commit says of itself. */
    private record Note(Actor author, PersonIdent person, String message) {}

    /** @return null when the branch moved in the meantime */
    private static @Nullable ObjectId tried(Repository git, Place place, Note note, List<FileChange> changes)
            throws IOException {
        RevCommit parent = parent(git, place);
        RevCommit upon = place.upon() == null ? null : Revisions.get(git, place.upon());
        ObjectId commit = inserted(git, new Parents(parent, upon), note, changes);
        ObjectId head =
                Revisions.branch(git, place.branch()).map(RevCommit::copy).orElse(null);
        return commit.equals(head) || Branches.move(git, place.branch(), head, commit, note.author(), "commit")
                ? commit
                : null;
    }

    /** Longer each time, and never as long as whoever tries beside. */
    private static void letOthersFinish(int tries) {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(tries * LONGEST_PAUSE.toNanos()));
    }

    private void check(Place place, String message, List<FileChange> changes) {
        WrittenRepository.checkBranch("branch", place.branch());
        if (message.isBlank() || message.length() > LONGEST_MESSAGE) {
            throw new InvalidInput("message", "has 1 to %,d characters".formatted(LONGEST_MESSAGE));
        }
        if (changes.isEmpty() || changes.size() > MOST_FILES) {
            throw new InvalidInput(
                    "changes", "has %,d files; 1 to %,d are possible".formatted(changes.size(), MOST_FILES));
        }
        Set<String> paths = new HashSet<>();
        for (FileChange change : changes) {
            if (!paths.add(CheckedPath.of(change.path()))) {
                throw new InvalidInput("changes", "\"%s\" is there twice; keep one".formatted(change.path()));
            }
            if (change.content() != null
                    && change.content().length > settings.maxFile().toBytes()) {
                throw new TooLarge(
                        "The file \"%s\"".formatted(change.path()),
                        settings.maxFile().toBytes(),
                        "keep large files elsewhere");
            }
        }
    }

    private static @Nullable RevCommit parent(Repository git, Place place) throws IOException {
        RevCommit head = Revisions.branch(git, place.branch()).orElse(null);
        if (place.expectedHead() != null && (head == null || !head.name().equals(place.expectedHead()))) {
            throw Branches.moved(place.branch());
        }
        if (head != null) {
            return head;
        }
        if (place.from() != null) {
            return Revisions.get(git, place.from());
        }
        if (!git.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).isEmpty()) {
            throw new NotFound("branch", "name", place.branch());
        }
        return null;
    }

    /** @param upon null where the branch alone counts */
    private record Parents(
            @Nullable RevCommit branch, @Nullable RevCommit upon) {

        @Nullable
        RevCommit files() {
            return upon == null ? branch : upon;
        }

        /** One that is in the other is none. */
        List<RevCommit> needed(Repository git) {
            if (branch == null || upon == null) {
                RevCommit only = files();
                return only == null ? List.of() : List.of(only);
            }
            if (History.isIn(git, upon, branch)) {
                return List.of(branch);
            }
            return History.isIn(git, branch, upon) ? List.of(upon) : List.of(branch, upon);
        }
    }

    private static ObjectId inserted(Repository git, Parents parents, Note note, List<FileChange> changes)
            throws IOException {
        try (ObjectInserter inserter = git.newObjectInserter()) {
            ObjectId tree = new ChangedTree(git, parents.files()).with(changes, inserter);
            RevCommit branch = parents.branch();
            if (branch != null && tree.equals(branch.getTree())) {
                return branch.copy();
            }
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree);
            commit.setParentIds(parents.needed(git));
            commit.setAuthor(note.person());
            commit.setCommitter(note.person());
            commit.setMessage(note.message());
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }
}
