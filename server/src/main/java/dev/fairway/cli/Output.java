package dev.fairway.cli;

import dev.fairway.shared.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What commands print: columns for people, JSON for programs. */
final class Output {

    private static final int GAP = 2;

    private Output() {}

    /** @param rows each as long as the heads */
    static void table(PrintWriter out, List<String> heads, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>();
        all.add(heads);
        all.addAll(rows);
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                line.append(row.get(column));
                boolean isLast = column == row.size() - 1;
                line.append(" "
                        .repeat(
                                isLast
                                        ? 0
                                        : width(all, column) - row.get(column).length() + GAP));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    static void json(PrintWriter out, JsonNode node) {
        out.println(node.toPrettyString());
    }

    /** A text field, or nothing. */
    static String text(JsonNode node, String field) {
        String text = Json.textAt(node, field);
        return text == null ? "" : text;
    }
}
