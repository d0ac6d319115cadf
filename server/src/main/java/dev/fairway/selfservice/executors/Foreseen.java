package dev.fairway.selfservice.executors;

import java.util.Set;

/** Knows what the plans of runs said when they were asked for. */
public interface Foreseen {

    /** Titles of what would be lost. */
    Set<String> losses(String run);
}
