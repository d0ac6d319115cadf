package dev.fairway.delivery.hosts;

import dev.fairway.access.Actor;
import dev.fairway.shared.Refused;
import java.time.Instant;

/**
 * A repository at a host outside that Fairway works with. Every member may look at it; its team and administrators have
 * Fairway write to it, as whom it is signed in as.
 *
 * @param foreignId of the host's, which stays when it is renamed
 * @param webUrl where a person opens it
 */
public record ExternalRepository(
        RepositoryAt at, String foreignId, String team, String webUrl, String createdBy, Instant createdAt) {

    public boolean mayWrite(Actor actor) {
        return actor.isAdmin() || actor.teams().contains(team);
    }

    /** @throws Refused naming whom to ask */
    public ExternalRepository requireWriter(Actor actor) {
        if (!mayWrite(actor)) {
            throw new Refused("%s may look at %s and not have it changed; ask somebody of the team \"%s\""
                    .formatted(actor.name(), at.name(), team));
        }
        return this;
    }
}
