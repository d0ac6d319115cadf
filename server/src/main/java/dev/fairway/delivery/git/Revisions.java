package dev.fairway.delivery.git;

import dev.fairway.shared.NotFound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Finds commits by the names of branches and tags, or by 40 hexadecimal digits; Git's other ways to write them are not read. */
public final class Revisions {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{40}");

    private Revisions() {}

    /** @throws NotFound when there is neither branch, tag nor commit of that name */
    public static RevCommit get(Repository git, String name) {
        return find(git, name).orElseThrow(() -> new NotFound("commit", "ref", name));
    }

    /** What looks like a commit is one: a branch of that name does not stand in for it. */
    public static Optional<RevCommit> find(Repository git, String name) {
        if (ID.matcher(name).matches()) {
            return parsed(git, ObjectId.fromString(name));
        }
        return branch(git, name).or(() -> tag(git, name));
    }

    /** The newest commit of a branch. */
    public static Optional<RevCommit> branch(Repository git, String name) {
        return at(git, Constants.R_HEADS + name);
    }

    /** The commit of a tag; empty also for one of something else. */
    public static Optional<RevCommit> tag(Repository git, String name) {
        return at(git, Constants.R_TAGS + name);
    }

    /** @throws NotFound when there is no such branch */
    public static RevCommit getBranch(Repository git, String name) {
        return branch(git, name).orElseThrow(() -> new NotFound("branch", "name", name));
    }

    private static Optional<RevCommit> at(Repository git, String ref) {
        try {
            Ref found = Repository.isValidRefName(ref) ? git.exactRef(ref) : null;
            return found == null || found.getObjectId() == null ? Optional.empty() : parsed(git, found.getObjectId());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Optional<RevCommit> parsed(Repository git, ObjectId id) {
        try (RevWalk walk = new RevWalk(git)) {
            return Optional.of(walk.parseCommit(id));
        } catch (MissingObjectException | IncorrectObjectTypeException none) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
