package dev.fairway.delivery.git;

import dev.fairway.access.Actor;
import dev.fairway.shared.Refused;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A repository that Fairway hosts. Every member reads it; those write to it whom the owner team and the grants name, and
 * administrators.
 *
 * @param id names its folder, and stays when it is renamed
 * @param bytes on the disk, as they were after the last push
 */
public record HostedRepository(
        String id,
        RepositoryName name,
        String description,
        String defaultBranch,
        Protection protection,
        List<Grant> grants,
        Activity activity) {

    /** @param pushedAt null before the first push */
    public record Activity(
            String createdBy,
            Instant createdAt,
            long bytes,
            @Nullable Instant pushedAt) {}

    public boolean mayWrite(Actor actor) {
        return mayMaintain(actor) || grants.stream().anyMatch(grant -> names(grant, actor));
    }

    public boolean mayMaintain(Actor actor) {
        return actor.isAdmin()
                || actor.teams().contains(name.owner())
                || grants.stream().anyMatch(grant -> grant.level() == Grant.Level.MAINTAIN && names(grant, actor));
    }

    /** @throws Refused naming whom to ask */
    public HostedRepository requireWriter(Actor actor) {
        if (!mayWrite(actor)) {
            throw new Refused(
                    "%s may read %s and not write to it; ask somebody of the team \"%s\" for the right to write"
                            .formatted(actor.name(), name, name.owner()));
        }
        return this;
    }

    /** @throws Refused naming whom to ask */
    public HostedRepository requireMaintainer(Actor actor) {
        if (!mayMaintain(actor)) {
            throw new Refused("%s may not change %s; ask somebody of the team \"%s\""
                    .formatted(actor.name(), name, name.owner()));
        }
        return this;
    }

    private static boolean names(Grant grant, Actor actor) {
        return switch (grant.kind()) {
            case TEAM -> actor.teams().contains(grant.name());
            case USER -> actor.kind() == Actor.Kind.PERSON && actor.name().equals(grant.name());
        };
    }
}
