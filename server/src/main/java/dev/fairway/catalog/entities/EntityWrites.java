package dev.fairway.catalog.entities;

import dev.fairway.catalog.Entity;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.search.Entities;
import dev.fairway.catalog.search.EntityJson;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.TooLarge;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes to entities, one transaction each, tried again where another writer came in between. */
@Service
public class EntityWrites {

    public static final int LARGEST_BATCH = 1000;

    private static final int TRIES = 4;

    private final TransactionTemplate transaction;
    private final Blueprints blueprints;
    private final Entities entities;
    private final EntityWriter writer;

    EntityWrites(
            PlatformTransactionManager transactions, Blueprints blueprints, Entities entities, EntityWriter writer) {
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.blueprints = blueprints;
        this.entities = entities;
        this.writer = writer;
    }

    /** Writes what can be written of a batch and says of each item what became of it. */
    public List<Outcome> writeAll(String blueprint, List<? extends JsonNode> bodies, WriteOptions options) {
        if (bodies.size() > LARGEST_BATCH) {
            throw new TooLarge("The batch", LARGEST_BATCH, "send it in smaller ones");
        }
        return inTransaction(options, () -> writer.write(blueprints.get(blueprint), bodies, options));
    }

    /** Writes one entity, or nothing. */
    public Entity write(String blueprint, ObjectNode body, WriteOptions options) {
        return inTransaction(options, () -> {
            Outcome outcome = writer.write(blueprints.get(blueprint), List.of(body), options)
                    .getFirst();
            if (outcome instanceof Outcome.Refused refused) {
                throw refused.reason();
            }
            return entities.get(blueprints.get(blueprint), outcome.identifier());
        });
    }

    /**
     * Changes one entity that is there; the body may give it another identifier.
     *
     * @param seen the version that the writer saw; null when it does not matter
     */
    public Entity change(
            String blueprint, String identifier, ObjectNode body, @Nullable Integer seen, WriteOptions options) {
        return inTransaction(options, () -> {
            Blueprint kind = blueprints.kept(blueprints.get(blueprint));
            Entity before = entities.lock(kind, List.of(identifier)).stream()
                    .findFirst()
                    .orElseThrow(() -> new NotFound("entity", "identifier", blueprint + "/" + identifier));
            refuseIfChangedSince(seen, kind, before);
            if (!body.has("identifier")) {
                body.put("identifier", identifier);
            }
            Draft draft = writer.draft(kind, new EntityWriter.Item(0, body), options);
            if (!draft.identifier().equals(identifier)
                    && !entities.lock(kind, List.of(draft.identifier())).isEmpty()) {
                throw Conflict.exists("entity", blueprint + "/" + draft.identifier());
            }
            Outcome outcome = writer.rewrite(kind, draft, before, options).getFirst();
            if (outcome instanceof Outcome.Refused refused) {
                throw refused.reason();
            }
            return entities.get(kind, outcome.identifier());
        });
    }

    private static void refuseIfChangedSince(@Nullable Integer seen, Blueprint blueprint, Entity now) {
        if (seen != null && seen != now.key().version()) {
            throw new Conflict(
                    "version_conflict",
                    "\"%s\" was changed by %s since you opened it; compare and save again"
                            .formatted(
                                    now.identifier(), now.provenance().stamp().updatedBy()),
                    Map.of("current", EntityJson.of(blueprint, now)));
        }
    }

    /** Within somebody's transaction it is a part that can be undone and tried again by itself. */
    private <T> T inTransaction(WriteOptions options, Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return Objects.requireNonNull(transaction.execute(status -> {
                    T result = work.get();
                    if (options.commit() == WriteOptions.Commit.CHECKED_ONLY) {
                        status.setRollbackOnly();
                    }
                    return result;
                }));
            } catch (ConcurrencyFailureException | DataIntegrityViolationException another) {
                if (attempt == TRIES) {
                    throw another;
                }
            }
        }
    }
}
