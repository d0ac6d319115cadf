package dev.fairway.resources.lifecycle;

import dev.fairway.resources.lifecycle.Resource.State;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Turns of a resource's life: its row and its entity together. */
@Component
public class Life {

    private final Resources resources;
    private final ResourceEntities entities;
    private final Provisioning provisioning;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Life(
            Resources resources,
            ResourceEntities entities,
            Provisioning provisioning,
            TransactionTemplate transaction,
            Clock clock) {
        this.resources = resources;
        this.entities = entities;
        this.provisioning = provisioning;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Keeps a new resource. @return the one that is there by now: an earlier attempt may have come so far
     */
    public Resource begin(Resource resource) {
        return Objects.requireNonNull(transaction.execute(status -> {
            if (resources.add(resource)) {
                entities.define();
                Resource kept = resources.lock(resource.id());
                entities.write(
                        kept,
                        provisioning.region(kept),
                        kept.standing().run(),
                        kept.dates().createdBy());
                return kept;
            }
            return resources.lock(resource.id());
        }));
    }

    /** @param run on whose behalf; null outside of runs */
    public Resource turn(String id, @Nullable String run, String by, UnaryOperator<Resource> change) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Resource before = resources.lock(id);
            Resource after = change.apply(before);
            resources.save(after);
            if (after.standing().state() == State.REMOVED) {
                entities.remove(after, by);
            } else {
                entities.write(after, provisioning.region(after), run, by);
            }
            return after;
        }));
    }

    public Instant now() {
        return clock.instant();
    }
}
