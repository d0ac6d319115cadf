package dev.fairway.catalog.imports;

import dev.fairway.access.Actor;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.imports.ImportBatches.Effect;
import dev.fairway.catalog.imports.ImportBatches.Result;
import dev.fairway.catalog.search.Entities;
import dev.fairway.catalog.search.EntityJson;
import dev.fairway.shared.Problem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tries an import and takes everything back: what would be created, changed and refused, and why. */
@Component
class ImportPreview {

    private final TransactionTemplate transaction;
    private final ImportBatches batches;
    private final Blueprints blueprints;
    private final Entities entities;

    ImportPreview(TransactionTemplate transaction, ImportBatches batches, Blueprints blueprints, Entities entities) {
        this.transaction = transaction;
        this.batches = batches;
        this.blueprints = blueprints;
        this.entities = entities;
    }

    /** One entity that shows what an import would do. */
    record Sample(
            String blueprint,
            String identifier,
            Effect change,
            @Nullable ObjectNode before,
            @Nullable ObjectNode after,
            List<Problem> errors,
            JsonNode input) {}

    record Preview(
            int total,
            int create,
            int update,
            int unchanged,
            int refused,
            List<Sample> samples,
            List<Problem> errors) {}

    Preview of(ImportRequest request, Actor actor) {
        MappedFile file = MappedFile.of(request);
        List<Result> results = Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            return batches.write(file.items(), request.checkedMapping(), actor);
        }));
        Map<Effect, Integer> counts = new EnumMap<>(Effect.class);
        List<Sample> samples = new ArrayList<>();
        for (Result result : results) {
            int count = counts.merge(result.effect(), 1, Integer::sum);
            if (count <= request.samples()) {
                samples.add(sample(result));
            }
        }
        return new Preview(
                results.size(),
                counts.getOrDefault(Effect.CREATE, 0),
                counts.getOrDefault(Effect.UPDATE, 0),
                counts.getOrDefault(Effect.UNCHANGED, 0),
                counts.getOrDefault(Effect.REFUSED, 0),
                samples,
                List.of());
    }

    private Sample sample(Result result) {
        String blueprint = result.item().blueprint();
        ObjectNode before = blueprints
                .find(blueprint)
                .flatMap(kind -> entities.find(kind, result.identifier()).map(entity -> EntityJson.of(kind, entity)))
                .orElse(null);
        return new Sample(
                blueprint,
                result.identifier(),
                result.effect(),
                before,
                result.item().entity(),
                result.problems(),
                result.item().input());
    }
}
