package dev.fairway.console;

import dev.fairway.console.Header.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** One moment of an installation, written while it goes on working. */
record Backup(Connection connection, KeyFile key, Clock clock) {

    Contents to(Path file) throws IOException, SQLException {
        if (Files.exists(file)) {
            throw new NotPossible("%s exists; choose another name, or move it away first".formatted(file));
        }
        try (BackupWriter writer = BackupWriter.to(file)) {
            Contents contents = write(writer);
            writer.complete(contents);
            return contents;
        }
    }

    private Contents write(BackupWriter writer) throws IOException, SQLException {
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set transaction isolation level repeatable read, read only");
            Schemas schemas = new Schemas(connection);
            Header header =
                    new Header(Header.FORMAT, clock.instant(), key.exists(), schemas.versions(), schemas.tables());
            if (header.schemas().isEmpty()) {
                throw new NotPossible("There is nothing to back up: this installation was never started");
            }
            writer.header(header);
            if (key.exists()) {
                writer.key(key.read());
            }
            List<Contents.Rows> tables = new ArrayList<>();
            for (Table table : header.tables()) {
                tables.add(copy(table, writer));
            }
            return new Contents(tables, schemas.sequences());
        }
    }

    private Contents.Rows copy(Table table, BackupWriter writer) throws IOException, SQLException {
        MessageDigest digest = BackupFile.sha256();
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(table.copy() + " to stdout");
        try (RowBlocks blocks = new RowBlocks(table, writer)) {
            for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                digest.update(row);
                blocks.add(row);
            }
        }
        return new Contents.Rows(
                table.key(), copy.getHandledRowCount(), HexFormat.of().formatHex(digest.digest()));
    }
}
