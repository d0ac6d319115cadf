package dev.fairway.catalog.export;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.search.Entities;
import dev.fairway.catalog.search.EntityJson;
import dev.fairway.catalog.search.Search;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

@RestController
class ExportController {

    private final Blueprints blueprints;
    private final Entities entities;

    ExportController(Blueprints blueprints, Entities entities) {
        this.blueprints = blueprints;
        this.entities = entities;
    }

    /** @param columns properties, relations or meta properties, joined by commas; absent for all */
    @GetMapping("/v1/blueprints/{blueprint}/entities/export")
    @Requires(Permission.MEMBER)
    void export(
            @PathVariable String blueprint,
            @RequestParam(defaultValue = "csv") String format,
            @RequestParam(required = false) @Nullable String query,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable List<String> columns,
            Actor actor,
            HttpServletResponse response)
            throws IOException {
        Blueprint kind = blueprints.get(blueprint);
        if (!format.equals("csv") && !format.equals("json")) {
            throw new InvalidInput("format", "\"%s\" is not csv or json".formatted(format));
        }
        Search wanted = new Search(query == null || query.isBlank() ? null : rules(query), search, null);
        List<String> shown = columns == null || columns.isEmpty() ? allColumns(kind) : columns;
        response.setContentType(format.equals("csv") ? "text/csv;charset=UTF-8" : "application/json");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(blueprint + "." + format)
                        .build()
                        .toString());
        Writer out = response.getWriter();
        try (Table table = format.equals("csv") ? new CsvTable(out, shown) : new JsonTable(out)) {
            entities.forEach(kind, wanted, actor, entity -> table.add(EntityJson.of(kind, entity)));
            table.complete();
        }
    }

    private static List<String> allColumns(Blueprint blueprint) {
        List<String> columns = new ArrayList<>(List.of("$identifier", "$title", "$team"));
        columns.addAll(blueprint.properties().keySet());
        columns.addAll(blueprint.derived().keySet());
        columns.addAll(blueprint.relations().keySet());
        return columns;
    }

    private static JsonNode rules(String query) {
        try {
            return Json.read(query);
        } catch (JacksonException wrong) {
            throw new InvalidInput("query", "is no JSON: " + wrong.getOriginalMessage());
        }
    }
}
