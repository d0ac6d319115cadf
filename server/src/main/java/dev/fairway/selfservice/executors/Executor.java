package dev.fairway.selfservice.executors;

import dev.fairway.shared.PlatformException;
import tools.jackson.databind.node.ObjectNode;

/** Carries out one kind of work. */
public sealed interface Executor {

    /** The type of the work, such as {@code UPSERT_ENTITY}. */
    String type();

    /** Works within the database: its effect and the end of the step happen in one transaction, so both or neither. */
    non-sealed interface Inside extends Executor {

        /**
         * @param scope what expressions see, secrets included
         * @throws PlatformException when it cannot be done; its message tells the requester why
         */
        Outcome execute(Task task, ObjectNode scope);
    }

    /** Works on the world outside, which no transaction takes back. */
    non-sealed interface Outside extends Executor {

        /** What would be sent: nothing but what the task and the scope say. */
        ObjectNode payload(Task task, ObjectNode scope);

        /** Sends it, once. Waits no longer than the settings allow. */
        Outcome send(Task task, ObjectNode payload);
    }

    /** Is fetched and carried out by an integration or an agent, which reports how it goes on. */
    non-sealed interface Pulled extends Executor {

        /** Who fetches it. */
        String installation(Task task, ObjectNode scope);

        /** What they get. */
        ObjectNode payload(Task task, ObjectNode scope);
    }
}
