package dev.fairway.catalog.imports;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fairway.access.Actor;
import dev.fairway.catalog.entities.EntityWrites;
import dev.fairway.catalog.entities.Outcome;
import dev.fairway.catalog.entities.WriteMode;
import dev.fairway.catalog.entities.WriteOptions;
import dev.fairway.catalog.imports.MappedFile.Item;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Writes runs of items of the same blueprint as one batch each. */
@Component
class ImportBatches {

    private final EntityWrites writes;

    ImportBatches(EntityWrites writes) {
        this.writes = writes;
    }

    /** What became of an item: its effect, or the reason why it was refused. */
    record Result(Item item, String identifier, Effect effect, List<Problem> problems) {

        String message() {
            return problems.stream()
                    .map(problem ->
                            problem.path().isEmpty() ? problem.message() : problem.path() + ": " + problem.message())
                    .collect(Collectors.joining("; "));
        }
    }

    enum Effect {
        @JsonProperty("create")
        CREATE,
        @JsonProperty("update")
        UPDATE,
        @JsonProperty("unchanged")
        UNCHANGED,
        @JsonProperty("refused")
        REFUSED
    }

    /** Writes these items in the caller's transaction. */
    List<Result> write(List<Item> items, Mapping mapping, Actor actor) {
        List<Result> results = new ArrayList<>();
        int begin = 0;
        while (begin < items.size()) {
            String blueprint = items.get(begin).blueprint();
            int end = begin;
            while (end < items.size()
                    && end - begin < EntityWrites.LARGEST_BATCH
                    && items.get(end).blueprint().equals(blueprint)) {
                end++;
            }
            results.addAll(writeOne(blueprint, items.subList(begin, end), options(mapping, actor)));
            begin = end;
        }
        return results;
    }

    private List<Result> writeOne(String blueprint, List<Item> items, WriteOptions options) {
        List<Result> results = new ArrayList<>();
        List<Item> mapped = new ArrayList<>();
        List<ObjectNode> bodies = new ArrayList<>();
        for (Item item : items) {
            ObjectNode entity = item.entity();
            if (entity == null) {
                results.add(new Result(
                        item, "unknown", Effect.REFUSED, List.of(new Problem("", String.valueOf(item.problem())))));
            } else {
                mapped.add(item);
                bodies.add(entity);
            }
        }
        for (Outcome outcome : writes.writeAll(blueprint, bodies, options)) {
            results.add(result(mapped.get(outcome.index()), outcome));
        }
        return results;
    }

    private static Result result(Item item, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Refused refused ->
                new Result(item, refused.identifier(), Effect.REFUSED, reason(refused.reason()));
            case Outcome.Written written -> new Result(item, written.identifier(), effect(written.effect()), List.of());
        };
    }

    private static List<Problem> reason(PlatformException reason) {
        return reason instanceof InvalidInput invalid ? invalid.problems() : List.of(new Problem("", reason.reason()));
    }

    private static Effect effect(Outcome.Effect effect) {
        return switch (effect) {
            case CREATED -> Effect.CREATE;
            case UPDATED -> Effect.UPDATE;
            case UNCHANGED -> Effect.UNCHANGED;
        };
    }

    private static WriteOptions options(Mapping mapping, Actor actor) {
        boolean merges = !Objects.equals(mapping.merge(), false);
        boolean createsMissing = Boolean.TRUE.equals(mapping.createMissingRelatedEntities());
        return new WriteOptions(
                merges ? WriteMode.UPSERT_MERGE : WriteMode.UPSERT,
                createsMissing ? WriteOptions.Missing.CREATED : WriteOptions.Missing.REFUSED,
                WriteOptions.Commit.KEPT,
                WriteOptions.Unknown.REFUSED,
                null,
                actor);
    }
}
