package dev.fairway.delivery.git;

import dev.fairway.access.Actor;
import dev.fairway.shared.Conflict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** Movements of branches that Fairway makes itself. They are told by {@link Movements#settle}. */
public final class Branches {

    private Branches() {}

    /**
     * Moves a branch forward, or makes it.
     *
     * @param from where it has to be; null when it must not be there
     * @param cause noted in Git's log, given back by {@link dev.fairway.delivery.Pushed#cause}
     * @return whether it was there; nothing has happened when it was not
     */
    public static boolean move(
            Repository git, String branch, @Nullable ObjectId from, ObjectId to, Actor actor, String cause) {
        try {
            RefUpdate update = update(git, branch, from, actor, cause);
            update.setNewObjectId(to);
            return isDone(update.update(), branch);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @return whether it was there; nothing has happened when it was not */
    public static boolean delete(Repository git, String branch, ObjectId from, Actor actor) {
        try {
            RefUpdate update = update(git, branch, from, actor, "delete");
            update.setForceUpdate(true);
            return isDone(update.delete(), branch);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static Conflict moved(String branch) {
        return new Conflict(
                "branch_moved",
                "Branch \"%s\" has moved in the meantime; look at what is new in it and try again".formatted(branch),
                Map.of("branch", branch));
    }

    private static RefUpdate update(Repository git, String branch, @Nullable ObjectId from, Actor actor, String cause)
            throws IOException {
        RefUpdate update = git.updateRef(Constants.R_HEADS + branch);
        update.setExpectedOldObjectId(from == null ? ObjectId.zeroId() : from);
        update.setRefLogIdent(new PersonIdent(actor.name(), actor.name()));
        update.setRefLogMessage(Movements.CAUSE + cause, false);
        return update;
    }

    private static boolean isDone(RefUpdate.Result result, String branch) {
        return switch (result) {
            case NEW, FAST_FORWARD, FORCED, NO_CHANGE -> true;
            case LOCK_FAILURE, REJECTED -> false;
            default -> throw new IllegalStateException("Branch %s was not moved: %s".formatted(branch, result));
        };
    }
}
