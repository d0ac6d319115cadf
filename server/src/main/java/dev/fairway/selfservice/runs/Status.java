package dev.fairway.selfservice.runs;

/** Where a run stands. */
enum Status {
    WAITING_FOR_APPROVAL,
    IN_PROGRESS,
    SUCCESS,
    FAILURE,
    DECLINED;

    boolean hasEnded() {
        return this == SUCCESS || this == FAILURE || this == DECLINED;
    }
}
