package dev.fairway.selfservice.runs;

import dev.fairway.shared.PlatformException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Carries out one kind of invocation. */
sealed interface Executor {

    /** The type of the invocation, such as {@code UPSERT_ENTITY}. */
    String type();

    /**
     * What came of a run.
     *
     * @param status IN_PROGRESS when somebody outside reports the end later
     * @param response what was answered, without secrets
     * @param message a sentence for the log
     */
    record Outcome(Status status, @Nullable JsonNode response, String message) {}

    /** Works within the database: its effect and the end of the run happen in one transaction, so both or neither. */
    non-sealed interface Inside extends Executor {

        /**
         * @param scope what expressions see, secrets included
         * @throws PlatformException when it cannot be done; its message tells the requester why
         */
        Outcome execute(Run run, ObjectNode scope);
    }

    /** Works on the world outside, which no transaction takes back. */
    non-sealed interface Outside extends Executor {

        /** What would be sent: nothing but what the invocation and the scope say. */
        ObjectNode payload(Run run, ObjectNode scope);

        /**
         * Sends it, once.
         *
         * @throws PlatformException when it failed; its message tells the requester why
         */
        Outcome send(Run run, ObjectNode payload);
    }

    /** Is fetched and carried out by an integration or an agent, which reports how it goes on. */
    non-sealed interface Pulled extends Executor {

        /** Who fetches it. */
        String installation(Run run, ObjectNode scope);

        /** What they get. */
        ObjectNode payload(Run run, ObjectNode scope);
    }
}
