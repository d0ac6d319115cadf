package dev.fairway.shared.jobs;

import java.time.Duration;

/** Work that comes again and again, on one node at a time. Every bean of this type is done. */
public interface RecurringJob {

    /** Lower case with hyphens. */
    String name();

    /** What it is for, as a sentence to whoever looks after the installation. */
    String purpose();

    /** From the end of one run to the begin of the next. */
    Duration pause();

    /**
     * Once, and safely again after a crash in the middle. What it throws is shown as the last error.
     *
     * @return what it did, in a few words
     */
    String run();
}
