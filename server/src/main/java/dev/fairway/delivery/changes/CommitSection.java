package dev.fairway.delivery.changes;

import java.util.Optional;

/** Part of what machines say of commits, in the one comment on change requests. Beans say by their order which comes first. */
public interface CommitSection {

    /** In Markdown; empty where there is nothing to say. @param room how many characters are left for it */
    Optional<String> markdown(String repositoryId, String commit, int room);
}
