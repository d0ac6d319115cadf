package dev.fairway.delivery.pipelines;

/** A stage that was started. */
interface RunningStage {

    /** What prints, and ends with the stage. */
    Process process();

    /** By which whoever comes after a crash finds it. */
    String mark();

    /** Ends it with everything that it started. Doing it again does nothing. */
    void end();

    /** Why it failed. @param code that it ended with */
    String failure(int code);
}
