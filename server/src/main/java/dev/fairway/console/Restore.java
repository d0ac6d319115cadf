package dev.fairway.console;

import dev.fairway.console.Header.SchemaVersion;
import dev.fairway.console.Header.Table;
import java.io.IOException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Fills an empty installation in one transaction: when anything fails, nothing of it stays. */
record Restore(Connection connection, KeyFile key) {

    Contents from(BackupFile backup) throws IOException, SQLException {
        Header header = backup.header();
        connection.setAutoCommit(false);
        boolean keyWritten = false;
        try {
            refuseUnlessEmpty(header);
            keyWritten = header.holdsKey() && writeKey(backup.key());
            Migrations.run(connection, header.schemas());
            Contents contents = fill(backup, header);
            connection.commit();
            keyWritten = false;
            return contents;
        } finally {
            if (keyWritten) {
                key.delete();
            }
            connection.rollback();
        }
    }

    private boolean writeKey(String content) throws IOException {
        key.refuseOther(content);
        return key.writeIfAbsent(content);
    }

    private void refuseUnlessEmpty(Header header) throws SQLException {
        List<String> there = new ArrayList<>();
        for (SchemaVersion schema : header.schemas()) {
            try (PreparedStatement statement = connection.prepareStatement(
                    "select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                            + " where n.nspname = ? and c.relkind in ('r', 'p')")) {
                statement.setString(1, schema.name());
                long tables = number(statement);
                if (tables > 0) {
                    there.add("\"%s\" with %d tables".formatted(schema.name(), tables));
                }
            }
        }
        if (!there.isEmpty()) {
            throw new NotPossible(
                    "This installation is not empty, it has %s; restore into a new FAIRWAY_HOME or an empty database"
                            .formatted(String.join(" and ", there)));
        }
    }

    private Contents fill(BackupFile backup, Header header) throws IOException, SQLException {
        empty(header.tables());
        List<Contents.Rows> restored = new ArrayList<>();
        for (Table table : header.tables()) {
            execute("alter table %s disable trigger user".formatted(table.quoted()));
            restored.add(copy(table, backup));
            execute("alter table %s enable trigger user".formatted(table.quoted()));
        }
        Contents expected = backup.contents();
        verify(backup, expected.tables(), restored);
        for (Contents.Sequence sequence : expected.sequences()) {
            reset(sequence);
        }
        return expected;
    }

    /** Migrations may have put rows into their tables; those of the backup take their place. What is made again goes too. */
    private void empty(List<Table> tables) throws SQLException {
        if (!tables.isEmpty()) {
            execute("truncate "
                    + String.join(", ", tables.stream().map(Table::quoted).toList()) + " cascade");
        }
    }

    private Contents.Rows copy(Table table, BackupFile backup) throws IOException, SQLException {
        MessageDigest digest = BackupFile.sha256();
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(table.copy() + " from stdin");
        try {
            for (byte[] rows = backup.rows(table); rows != null; rows = backup.rows(table)) {
                digest.update(rows);
                copy.writeToCopy(rows, 0, rows.length);
            }
            long count = copy.endCopy();
            return new Contents.Rows(table.key(), count, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException unreadable) {
            throw backup.damaged(String.valueOf(unreadable.getMessage()));
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void verify(BackupFile backup, List<Contents.Rows> expected, List<Contents.Rows> restored) {
        for (int i = 0; i < expected.size(); i++) {
            if (i >= restored.size() || !expected.get(i).equals(restored.get(i))) {
                throw backup.damaged("the rows of %s are not those that were backed up"
                        .formatted(expected.get(i).table()));
            }
        }
    }

    private void reset(Contents.Sequence sequence) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select setval(format('%I.%I', ?::text, ?::text)::regclass, ?, ?)")) {
            statement.setString(1, sequence.schema());
            statement.setString(2, sequence.name());
            statement.setLong(3, sequence.last());
            statement.setBoolean(4, sequence.called());
            number(statement);
        }
    }

    private static long number(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
