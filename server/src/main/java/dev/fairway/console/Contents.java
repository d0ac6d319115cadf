package dev.fairway.console;

import java.util.List;

/** What a backup says at its end, when all is written: what has to be there after a restore. */
record Contents(List<Rows> tables, List<Sequence> sequences) {

    /** @param sha256 of the rows in PostgreSQL's text format */
    record Rows(String table, long count, String sha256) {}

    record Sequence(String schema, String name, long last, boolean called) {}

    String summary() {
        return "%,d rows in %d tables"
                .formatted(tables.stream().mapToLong(Rows::count).sum(), tables.size());
    }
}
