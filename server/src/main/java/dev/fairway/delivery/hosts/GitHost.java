package dev.fairway.delivery.hosts;

import dev.fairway.access.Actor;
import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.changes.Checks;
import dev.fairway.shared.InvalidInput;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps repositories and their change requests. Whether the actor may is judged by whoever calls.
 *
 * <p>What a host outside does not answer or refuses is a {@link HostRefusal}, a {@link HostBusy} or a
 * {@link dev.fairway.shared.outbound.CallFailed}. All that writes may be done again after any of these, and is then done once.
 */
public interface GitHost {

    /** How large a text is read, in bytes. */
    int LARGEST_TEXT = 1024 * 1024;

    /** How many files a repository has at most that is looked at. */
    int MOST_FILES = 20_000;

    /** The newest commit of a branch, in 40 hexadecimal digits; empty when it is not there. */
    Optional<String> head(RepositoryAt repository, String branch);

    boolean hasCommit(RepositoryAt repository, String commit);

    /** When a commit was made; empty where there is none. @param commit in 40 hexadecimal digits */
    Optional<Instant> madeAt(RepositoryAt repository, String commit);

    /**
     * Paths of all files at a commit.
     *
     * @throws InvalidInput when there are more than {@link #MOST_FILES}
     */
    Set<String> files(RepositoryAt repository, String commit);

    /** A file at a commit; empty when it is not there, or no text of at most {@link #LARGEST_TEXT}. */
    Optional<String> text(RepositoryAt repository, String commit, String path);

    /** @return the newest commit of the branch; the one that was there where nothing has to be changed */
    String write(RepositoryAt repository, BranchCommit wanted, Actor author);

    /** Opens a change request; where one is open between the two branches, that one gets the text. */
    HostRequest propose(
            RepositoryAt repository, ChangeRequest.Branches branches, ChangeRequest.Text text, Actor author);

    Optional<HostRequest> request(RepositoryAt repository, int number);

    /** Numbers of the open ones whose newest commit it is. */
    List<Integer> openWith(RepositoryAt repository, String commit);

    /**
     * The one comment that Fairway keeps on a change request, replaced in place.
     *
     * @param key by which it is found again: lower case letters, digits and hyphens
     */
    void putComment(RepositoryAt repository, int number, String key, String markdown, Actor author);

    /** What a machine found out about a commit. Of each name the last one counts. */
    void putCheck(RepositoryAt repository, String commit, Checks.Report report, Actor reporter);
}
