package dev.fairway.selfservice.executors;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Knows what was said of runs when they were asked for. */
public interface Foreseen {

    /** Titles of what would be lost. */
    Set<String> losses(String run);

    /** Why a run could not wait; null where it could. */
    @Nullable
    String urgent(String run);
}
