package dev.fairway.catalog.entities;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.TooLarge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/v1/blueprints/{blueprint}")
class BulkController {

    record Batch(@Nullable List<JsonNode> entities) {}

    record Identifiers(@Nullable List<String> entities) {

        List<String> checked() {
            if (entities == null || entities.isEmpty()) {
                throw new InvalidInput("entities", "is a list of identifiers");
            }
            if (entities.size() > EntityWrites.LARGEST_BATCH) {
                throw new TooLarge("The list", EntityWrites.LARGEST_BATCH, "send it in smaller ones");
            }
            return entities;
        }
    }

    record WrittenItem(String identifier, int index, boolean created) {}

    record RefusedItem(
            String identifier, int index, int statusCode, String error, String message, Map<String, ?> details) {
        static RefusedItem of(Outcome.Refused refused) {
            PlatformException reason = refused.reason();
            return new RefusedItem(
                    refused.identifier(),
                    refused.index(),
                    reason.status(),
                    reason.code(),
                    reason.reason(),
                    reason.details());
        }
    }

    record BatchAnswer(boolean ok, List<WrittenItem> entities, List<RefusedItem> errors) {}

    record DeletedAnswer(boolean ok, List<String> deletedEntities) {}

    record RestoredAnswer(boolean ok, List<String> restoredEntities) {}

    private final EntityWrites writes;
    private final EntityDeletion deletion;
    private final DeletedEntities deleted;
    private final BulkTurns turns;

    BulkController(EntityWrites writes, EntityDeletion deletion, DeletedEntities deleted, BulkTurns turns) {
        this.writes = writes;
        this.deletion = deletion;
        this.deleted = deleted;
        this.turns = turns;
    }

    /** 200 when all were written, 207 when some were refused: each item has its own answer. */
    @PostMapping("/entities/bulk")
    @Requires(Permission.WRITE_ENTITIES)
    ResponseEntity<BatchAnswer> write(
            @PathVariable String blueprint, WriteParameters parameters, @RequestBody Batch batch, Actor actor) {
        if (batch.entities() == null || batch.entities().isEmpty()) {
            throw new InvalidInput("entities", "is a list of 1 to %,d entities".formatted(EntityWrites.LARGEST_BATCH));
        }
        List<WrittenItem> written = new ArrayList<>();
        List<RefusedItem> refused = new ArrayList<>();
        List<JsonNode> entities = batch.entities();
        for (Outcome outcome : turns.take(() -> writes.writeAll(blueprint, entities, parameters.options(actor)))) {
            switch (outcome) {
                case Outcome.Written done ->
                    written.add(
                            new WrittenItem(done.identifier(), done.index(), done.effect() == Outcome.Effect.CREATED));
                case Outcome.Refused reason -> refused.add(RefusedItem.of(reason));
            }
        }
        HttpStatus status = refused.isEmpty() ? HttpStatus.OK : HttpStatus.MULTI_STATUS;
        return ResponseEntity.status(status).body(new BatchAnswer(true, written, refused));
    }

    /** Deletes up to 1,000 entities by identifier. */
    @PostMapping("/bulk/entities/delete")
    @Requires(Permission.WRITE_ENTITIES)
    DeletedAnswer delete(
            @PathVariable String blueprint,
            @RequestParam(name = "delete_dependents", required = false) @Nullable String deleteDependents,
            @RequestBody Identifiers batch,
            Actor actor) {
        EntityDeletion.OfDependents dependents = WriteParameters.dependents(deleteDependents);
        return new DeletedAnswer(
                true, turns.take(() -> deletion.delete(blueprint, batch.checked(), dependents, actor)));
    }

    /** Undoes deletions of the last 30 days. */
    @PostMapping("/entities/restore")
    @Requires(Permission.WRITE_ENTITIES)
    RestoredAnswer restore(@PathVariable String blueprint, @RequestBody Identifiers batch, Actor actor) {
        return new RestoredAnswer(true, turns.take(() -> deleted.restore(blueprint, batch.checked(), actor)));
    }
}
