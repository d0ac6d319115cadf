package dev.fairway.catalog.changes;

import dev.fairway.access.Actor;
import dev.fairway.access.AuditEvent;
import dev.fairway.access.AuditFilter;
import dev.fairway.access.AuditLog;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.catalog.changes.EntityChanges.OfEntity;
import dev.fairway.catalog.changes.EntityChanges.PageFor;
import dev.fairway.shared.Cursor;
import dev.fairway.shared.InvalidInput;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The audit log: the history of entities and everything else that changed, newest first. */
@RestController
class AuditController {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;
    private static final Set<String> ACTIONS = Set.of("CREATE", "UPDATE", "DELETE");

    record Parameters(
            @Nullable String identifier,
            @Nullable String entity,
            @Nullable String blueprint,
            @BindParam("run_id") @Nullable String runId,
            @Nullable List<String> origin,
            @Nullable List<String> resources,
            @Nullable String action,
            @Nullable String user,
            @Nullable String from,
            @Nullable String to,
            @Nullable String since,
            @Nullable String until,
            @Nullable Integer limit,
            @Nullable String cursor) {

        AuditFilter filter() {
            if (action != null && !ACTIONS.contains(action.toUpperCase(Locale.ROOT))) {
                throw new InvalidInput("action", "\"%s\" is not CREATE, UPDATE or DELETE".formatted(action));
            }
            return new AuditFilter(
                    identifier,
                    split(resources),
                    split(origin),
                    action == null ? null : action.toUpperCase(Locale.ROOT),
                    user,
                    new AuditFilter.Span(
                            time("from", from == null ? since : from), time("to", to == null ? until : to)));
        }

        int rows() {
            int rows = limit == null ? DEFAULT_LIMIT : limit;
            if (rows < 1 || rows > MAX_LIMIT) {
                throw new InvalidInput("limit", "%d is not between 1 and %,d".formatted(rows, MAX_LIMIT));
            }
            return rows;
        }

        private static List<String> split(@Nullable List<String> values) {
            return values == null
                    ? List.of()
                    : values.stream()
                            .flatMap(value -> Arrays.stream(value.split(",")))
                            .filter(value -> !value.isBlank())
                            .toList();
        }

        private static @Nullable OffsetDateTime time(String field, @Nullable String text) {
            try {
                return text == null || text.isBlank() ? null : OffsetDateTime.parse(text);
            } catch (DateTimeParseException wrong) {
                throw new InvalidInput(field, "\"%s\" is no ISO 8601 time".formatted(text));
            }
        }
    }

    record AuditAnswer(
            boolean ok, List<AuditEvent> audits, @Nullable String next) {}

    private final AuditLog log;
    private final EntityChanges changes;

    AuditController(AuditLog log, EntityChanges changes) {
        this.log = log;
        this.changes = changes;
    }

    /** What was changed, by whom, with before and after, newest first. */
    @GetMapping("/v1/audit-log")
    @Requires(Permission.MEMBER)
    AuditAnswer list(Parameters parameters, Actor actor) {
        AuditFilter filter = parameters.filter();
        OfEntity entity = new OfEntity(parameters.blueprint(), parameters.entity(), parameters.runId());
        int rows = parameters.rows();
        @Nullable Long beforeEvent = place(parameters.cursor(), 0);
        @Nullable Long beforeChange = place(parameters.cursor(), 1);
        List<AuditEvent> events = entity.isAsked() ? List.of() : log.newest(filter, beforeEvent, rows + 1);
        List<AuditEvent> all = new ArrayList<>(events);
        all.addAll(changes.newest(filter, entity, new PageFor(actor, beforeChange, rows + 1)));
        all.sort(
                Comparator.comparing((AuditEvent event) -> event.trigger().at()).reversed());
        List<AuditEvent> shown = all.size() > rows ? all.subList(0, rows) : all;
        String next = null;
        if (all.size() > rows) {
            next = new Cursor(Arrays.asList(last(shown, false, beforeEvent), last(shown, true, beforeChange))).encode();
        }
        return new AuditAnswer(true, shown, next);
    }

    private static @Nullable Long place(@Nullable String cursor, int index) {
        String value = cursor == null ? null : Cursor.decode(cursor, 2).values().get(index);
        return value == null ? null : Long.valueOf(value);
    }

    /** The oldest line shown of one of the two logs, or where its page began when none was shown. */
    private static @Nullable String last(List<AuditEvent> shown, boolean ofEntities, @Nullable Long begin) {
        String last = begin == null ? null : begin.toString();
        for (AuditEvent event : shown) {
            if (event.resourceType().equals(EntityChanges.RESOURCE) == ofEntities) {
                last = ofEntities ? event.identifier().substring(1) : event.identifier();
            }
        }
        return last;
    }
}
