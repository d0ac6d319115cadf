package dev.fairway.console;

import java.time.Instant;
import java.util.List;

/**
 * What a backup says about itself before anything else.
 *
 * @param format the version of the file's layout
 * @param schemas in the order in which they were made
 * @param tables in an order in which no row comes before one that it refers to
 */
record Header(int format, Instant createdAt, boolean holdsKey, List<SchemaVersion> schemas, List<Table> tables) {

    static final int FORMAT = 1;

    /** @param version of the last migration that was run */
    record SchemaVersion(String name, String version) {}

    /** @param columns those that hold values of their own, not computed ones */
    record Table(String schema, String name, List<String> columns) {

        String quoted() {
            return quote(schema) + "." + quote(name);
        }

        String copy() {
            return "copy %s (%s)"
                    .formatted(
                            quoted(),
                            String.join(", ", columns.stream().map(Table::quote).toList()));
        }

        String key() {
            return schema + "." + name;
        }

        private static String quote(String name) {
            return '"' + name.replace("\"", "\"\"") + '"';
        }
    }
}
