package dev.fairway.selfservice.executors;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** Work that leaves its key where it is sent, so that it can be looked up there whether it arrived. */
public interface Traced {

    /** What would be sent. */
    ObjectNode payload(Task task, ObjectNode scope);

    /**
     * @param payload what was sent, or would have been
     * @param since when it was sent at the earliest
     */
    Observed trace(Task task, ObjectNode payload, Instant since);
}
