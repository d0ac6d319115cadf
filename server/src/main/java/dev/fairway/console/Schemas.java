package dev.fairway.console;

import dev.fairway.console.Header.SchemaVersion;
import dev.fairway.console.Header.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What PostgreSQL's own tables tell about ours. */
record Schemas(Connection connection) {

    private static final String HISTORY = "flyway_schema_history";

    /** @return one a module, in the order in which they were made */
    List<SchemaVersion> versions() throws SQLException {
        List<SchemaVersion> versions = new ArrayList<>();
        for (String schema : schemas()) {
            versions.add(new SchemaVersion(schema, text("""
                    select version from "%s".%s where success and version is not null
                    order by installed_rank desc limit 1""".formatted(schema, HISTORY))));
        }
        return versions;
    }

    private List<String> schemas() throws SQLException {
        return texts("""
                select n.nspname from pg_namespace n join pg_class c on c.relnamespace = n.oid
                where c.relname = '%s' and c.relkind = 'r' order by n.oid""".formatted(HISTORY));
    }

    /** Those that hold rows which cannot be made again, each after the ones that its rows refer to. */
    List<Table> tables() throws SQLException {
        List<Table> tables = new ArrayList<>();
        for (String schema : schemas()) {
            for (String name : texts("""
                    select c.relname from pg_class c
                    where c.relnamespace = ?::regnamespace and c.relkind = 'r' and c.relpersistence = 'p' and c.relname <> '%s'
                    order by c.relname""".formatted(HISTORY), schema)) {
                tables.add(new Table(schema, name, columns(schema, name)));
            }
        }
        return referredFirst(tables);
    }

    private List<String> columns(String schema, String table) throws SQLException {
        return texts("""
                select column_name from information_schema.columns
                where table_schema = ? and table_name = ? and is_generated = 'NEVER'
                order by ordinal_position""", schema, table);
    }

    private List<Table> referredFirst(List<Table> tables) throws SQLException {
        List<Table> left = new ArrayList<>(tables);
        List<Table> ordered = new ArrayList<>();
        List<String> references = texts("""
                select distinct f.nspname || '.' || t.relname || ' ' || rf.nspname || '.' || r.relname
                from pg_constraint k
                join pg_class t on t.oid = k.conrelid join pg_namespace f on f.oid = t.relnamespace
                join pg_class r on r.oid = k.confrelid join pg_namespace rf on rf.oid = r.relnamespace
                where k.contype = 'f' and k.conrelid <> k.confrelid""");
        while (!left.isEmpty()) {
            Table next = left.stream()
                    .filter(table ->
                            left.stream().noneMatch(other -> references.contains(table.key() + " " + other.key())))
                    .findFirst()
                    .orElseThrow(() ->
                            new NotPossible("The tables %s refer to each other in a circle and cannot be backed up"
                                    .formatted(left.stream().map(Table::key).toList())));
            left.remove(next);
            ordered.add(next);
        }
        return ordered;
    }

    List<Contents.Sequence> sequences() throws SQLException {
        List<Contents.Sequence> sequences = new ArrayList<>();
        for (String schema : schemas()) {
            for (String name : texts("select sequencename from pg_sequences where schemaname = ? order by 1", schema)) {
                sequences.add(sequence(schema, name));
            }
        }
        return sequences;
    }

    private Contents.Sequence sequence(String schema, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select last_value, is_called from \"%s\".\"%s\"".formatted(schema, name))) {
            row.next();
            return new Contents.Sequence(schema, name, row.getLong(1), row.getBoolean(2));
        }
    }

    private String text(String sql) throws SQLException {
        List<String> texts = texts(sql);
        return texts.isEmpty() ? "0" : texts.getFirst();
    }

    private List<String> texts(String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            List<String> texts = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        }
    }
}
