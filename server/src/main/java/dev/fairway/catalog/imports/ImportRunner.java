package dev.fairway.catalog.imports;

import dev.fairway.access.Actor;
import dev.fairway.catalog.imports.ImportBatches.Effect;
import dev.fairway.catalog.imports.ImportBatches.Result;
import dev.fairway.catalog.imports.Imports.Import;
import dev.fairway.catalog.imports.Imports.Status;
import dev.fairway.shared.Json;
import dev.fairway.shared.PlatformException;
import fairway.tables.catalog.tables.records.ImportRecord;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ArrayNode;

/**
 * Works imports off in the background, a batch and its progress in one transaction: whatever ends the process, whole
 * batches are kept, and the next start goes on behind the last of them.
 */
@Component
class ImportRunner {

    private static final Logger LOG = LoggerFactory.getLogger(ImportRunner.class);
    private static final int BATCH = 200;
    private static final int MOST_ERRORS = 100;

    private final Imports imports;
    private final ImportBatches batches;
    private final TransactionTemplate transaction;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    ImportRunner(Imports imports, ImportBatches batches, TransactionTemplate transaction) {
        this.imports = imports;
        this.batches = batches;
        this.transaction = transaction;
    }

    /** Those of an earlier start, of another node that is gone, and those that the database went away from. */
    @EventListener(ApplicationReadyEvent.class)
    @Scheduled(fixedDelay = 3, initialDelay = 3, timeUnit = TimeUnit.SECONDS)
    void goOnWithUnfinished() {
        try {
            imports.unfinished().forEach(this::startInBackground);
        } catch (DataAccessException away) {
            LOG.debug("The database cannot be reached; imports wait", away);
        }
    }

    Import start(ImportRequest request, Actor actor) {
        MappedFile file = MappedFile.of(request);
        Import added = imports.add(request, file.items().size(), actor);
        startInBackground(added.id());
        return added;
    }

    private void startInBackground(String id) {
        if (underWay.add(id)) {
            Thread.ofVirtual().name("import-" + id).start(() -> run(id));
        }
    }

    private void run(String id) {
        try {
            ImportRecord held = imports.hold(id);
            if (held.getRequest() == null) {
                return;
            }
            MappedFile file = MappedFile.of(imports.requestOf(held));
            boolean more = true;
            while (more) {
                more = Boolean.TRUE.equals(transaction.execute(status -> step(id, file)));
            }
        } catch (PlatformException known) {
            imports.fail(id, known.reason());
        } catch (RuntimeException failure) {
            LOG.error("Import {} stopped and is tried again", id, failure);
        } finally {
            underWay.remove(id);
        }
    }

    /** @return whether there is more to do */
    private boolean step(String id, MappedFile file) {
        ImportRecord row = imports.hold(id);
        if (Status.valueOf(row.getStatus()).hasEnded()) {
            return false;
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
        return !done;
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
