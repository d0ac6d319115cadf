package dev.fairway.catalog.imports;

import dev.fairway.access.Actor;
import dev.fairway.catalog.imports.ImportBatches.Effect;
import dev.fairway.catalog.imports.ImportBatches.Result;
import dev.fairway.catalog.imports.Imports.Import;
import dev.fairway.catalog.imports.Imports.Status;
import dev.fairway.shared.Json;
import dev.fairway.shared.jobs.Jobs;
import dev.fairway.shared.jobs.OneOffJob;
import fairway.tables.catalog.tables.records.ImportRecord;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ArrayNode;

/** Works imports off in the background, a batch and its progress in one transaction. */
@Component
class ImportRunner implements OneOffJob {

    private static final int BATCH = 200;
    private static final int MOST_ERRORS = 100;

    private final Imports imports;
    private final ImportBatches batches;
    private final Jobs jobs;
    private final TransactionTemplate transaction;

    ImportRunner(Imports imports, ImportBatches batches, Jobs jobs, TransactionTemplate transaction) {
        this.imports = imports;
        this.batches = batches;
        this.jobs = jobs;
        this.transaction = transaction;
    }

    Import start(ImportRequest request, Actor actor) {
        MappedFile file = MappedFile.of(request);
        return Objects.requireNonNull(transaction.execute(status -> {
            Import added = imports.add(request, file.items().size(), actor);
            jobs.add(this, added.id(), actor.name());
            return added;
        }));
    }

    @Override
    public String kind() {
        return "import";
    }

    @Override
    public String purpose() {
        return "Turns a file into entities.";
    }

    @Override
    public Work takeUp(String id) {
        imports.begin(id);
        ImportRecord row = imports.hold(id);
        if (row.getRequest() == null) {
            return () -> last(row);
        }
        MappedFile file = MappedFile.of(imports.requestOf(row));
        return () -> step(id, file);
    }

    @Override
    public void giveUp(String id, String reason) {
        imports.fail(id, reason);
    }

    private Step step(String id, MappedFile file) {
        ImportRecord row = imports.hold(id);
        if (Status.valueOf(row.getStatus()).hasEnded()) {
            return last(row);
        }
        int begin = row.getProcessed();
        int end = Math.min(begin + BATCH, file.items().size());
        Mapping mapping = imports.requestOf(row).checkedMapping();
        count(row, batches.write(file.items().subList(begin, end), mapping, imports.actorOf(row)));
        row.setProcessed(end);
        boolean done = end == file.items().size();
        row.setStatus(done ? Status.COMPLETED.name() : Status.RUNNING.name());
        if (done) {
            row.setEndedAt(imports.now());
            row.setRequest(null);
        }
        row.update();
        return done ? last(row) : Step.more(end, row.getTotal());
    }

    private static Step last(ImportRecord row) {
        return Step.last(
                row.getProcessed(),
                row.getTotal(),
                "%s: %,d created, %,d updated, %,d unchanged, %,d refused"
                        .formatted(
                                row.getStatus().toLowerCase(Locale.ROOT),
                                row.getCreated(),
                                row.getUpdated(),
                                row.getUnchanged(),
                                row.getRefused()));
    }

    private static void count(ImportRecord row, List<Result> results) {
        row.setCreated(row.getCreated() + number(results, Effect.CREATE));
        row.setUpdated(row.getUpdated() + number(results, Effect.UPDATE));
        row.setUnchanged(row.getUnchanged() + number(results, Effect.UNCHANGED));
        row.setRefused(row.getRefused() + number(results, Effect.REFUSED));
        ArrayNode errors = (ArrayNode) Json.read(row.getErrors().data());
        results.stream()
                .filter(result -> result.effect() == Effect.REFUSED)
                .limit(Math.max(0, MOST_ERRORS - errors.size()))
                .forEach(result -> errors.addObject()
                        .put("blueprint", result.item().blueprint())
                        .put("identifier", result.identifier())
                        .put("message", result.message()));
        row.setErrors(Json.jsonb(errors));
    }

    private static int number(List<Result> results, Effect effect) {
        return (int)
                results.stream().filter(result -> result.effect() == effect).count();
    }
}
