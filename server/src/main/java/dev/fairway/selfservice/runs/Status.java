package dev.fairway.selfservice.runs;

/** Where a run stands. */
public enum Status {
    WAITING_FOR_APPROVAL,
    IN_PROGRESS,
    SUCCESS,
    FAILURE,
    DECLINED;

    public boolean hasEnded() {
        return this == SUCCESS || this == FAILURE || this == DECLINED;
    }
}
