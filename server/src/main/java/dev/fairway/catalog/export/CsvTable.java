package dev.fairway.catalog.export;

import dev.fairway.shared.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A CSV file for spreadsheets: lists are joined by "; ", and no text is taken for a formula. */
final class CsvTable implements Table {

    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final CSVPrinter printer;
    private final List<String> columns;

    CsvTable(Writer out, List<String> columns) throws IOException {
        this.columns = columns;
        this.printer = new CSVPrinter(out, CSVFormat.DEFAULT);
        printer.printRecord(columns);
    }

    @Override
    public void add(ObjectNode entity) {
        try {
            printer.printRecord(
                    columns.stream().map(column -> cell(entity, column)).toList());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static String cell(ObjectNode entity, String column) {
        JsonNode value = column.startsWith("$")
                ? entity.get(column.substring(1))
                : entity.path("properties").get(column);
        return text(value == null ? entity.path("relations").path(column) : value);
    }

    private static String text(JsonNode value) {
        if (Json.isNull(value)) {
            return "";
        }
        if (value.isArray()) {
            return value.valueStream().map(CsvTable::text).collect(Collectors.joining("; "));
        }
        return value.isString() ? harmless(value.stringValue()) : value.toString();
    }

    /** A spreadsheet would run a text that begins like a formula. */
    private static String harmless(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    @Override
    public void complete() {
        // a CSV file has no end of its own
    }

    @Override
    public void close() {
        // the response is the server's to close
    }
}
