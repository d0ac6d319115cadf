package dev.fairway.delivery.changes;

import java.util.Optional;

/** Part of what machines say of a change request, here or at a host outside, behind what they say of its newest commit. */
public interface RequestSection {

    /** In Markdown; empty where there is nothing to say. @param room how many characters are left for it */
    Optional<String> markdown(String repositoryId, int number, int room);
}
