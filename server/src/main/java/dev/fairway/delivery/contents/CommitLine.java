package dev.fairway.delivery.contents;

import java.time.Instant;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * A commit in one line.
 *
 * @param id 40 hexadecimal digits
 * @param subject first line of its message
 * @param author as the commit says, which nobody has checked
 */
public record CommitLine(String id, String subject, String author, String authorEmail, Instant at) {

    private static final int LONGEST = 300;

    public static CommitLine of(RevCommit commit) {
        return new CommitLine(
                commit.name(),
                shortened(commit.getShortMessage()),
                shortened(commit.getAuthorIdent().getName()),
                shortened(commit.getAuthorIdent().getEmailAddress()),
                Instant.ofEpochSecond(commit.getCommitTime()));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
