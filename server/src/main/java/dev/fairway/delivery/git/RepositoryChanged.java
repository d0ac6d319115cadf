package dev.fairway.delivery.git;

import dev.fairway.access.Actor;
import dev.fairway.shared.Auditable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A repository was made, changed or deleted. Published inside the transaction that does it. */
public record RepositoryChanged(
        String repositoryId,
        String identifier,
        @Nullable State before,
        @Nullable State after,
        String actor) implements Auditable {

    public record State(
            String name, String description, String defaultBranch, Protection protection, List<Grant> grants) {
        static State of(HostedRepository repository) {
            return new State(
                    repository.name().toString(),
                    repository.description(),
                    repository.defaultBranch(),
                    repository.protection(),
                    repository.grants());
        }
    }

    static RepositoryChanged made(HostedRepository made, Actor actor) {
        return new RepositoryChanged(made.id(), made.name().toString(), null, State.of(made), actor.name());
    }

    static RepositoryChanged changed(HostedRepository before, HostedRepository after, Actor actor) {
        return new RepositoryChanged(
                after.id(), after.name().toString(), State.of(before), State.of(after), actor.name());
    }

    static RepositoryChanged deleted(HostedRepository before, Actor actor) {
        return new RepositoryChanged(before.id(), before.name().toString(), State.of(before), null, actor.name());
    }

    @Override
    public String resource() {
        return "repository";
    }
}
