package dev.fairway.selfservice.executors;

import dev.fairway.shared.PlatformException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Work whose end can be asked for where it is carried out. */
public interface Followed {

    /**
     * @param response what was answered when it began
     * @return how it ended; empty while it goes on
     * @throws PlatformException when nobody can be asked now
     */
    Optional<Outcome> look(Task task, JsonNode response);
}
