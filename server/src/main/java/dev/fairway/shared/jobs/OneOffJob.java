package dev.fairway.shared.jobs;

import dev.fairway.shared.PlatformException;
import org.jspecify.annotations.Nullable;

/** A kind of work that is asked for, goes on step by step, and ends. Whatever stops a node, another goes on behind the last whole step. */
public interface OneOffJob {

    /** One word in lower case, the same for all of this kind. */
    String kind();

    /** What it is for, as a sentence to whoever looks after the installation. */
    String purpose();

    /**
     * Takes one up from wherever it stands, outside of any transaction.
     *
     * @param id what {@link Jobs#add} was called with
     * @throws PlatformException when it can never be done; anything else that is thrown lets it be tried again
     */
    Work takeUp(String id);

    /** It failed for a reason that trying again does not change. */
    void giveUp(String id, String reason);

    /** The steps of one that was taken up. */
    interface Work {

        /**
         * Does the next step within the transaction that also keeps the progress. Two nodes may do this at once, when one of
         * them was thought dead: the row that the work is about is locked first and tells where to go on.
         */
        Step next();
    }

    /**
     * How far it is after a step.
     *
     * @param total null when nobody knows
     * @param report what was done in a few words when this was the last step, null when there is more to do
     */
    record Step(long done, @Nullable Long total, @Nullable String report) {

        public static Step more(long done, long total) {
            return new Step(done, total, null);
        }

        public static Step last(long done, long total, String report) {
            return new Step(done, total, report);
        }
    }
}
