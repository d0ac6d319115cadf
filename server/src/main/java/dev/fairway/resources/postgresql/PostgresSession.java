package dev.fairway.resources.postgresql;

import dev.fairway.resources.spi.ServerFailed;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * One connection as the administrator of a server. Statements are written with {@code %I} for a name and {@code %L} for a text, as
 * PostgreSQL's {@code format} has them; both are quoted by the driver.
 */
final class PostgresSession {

    private static final Pattern PLACE = Pattern.compile("%([IL%])");

    private final Connection connection;
    private final DSLContext db;

    private PostgresSession(Connection connection) {
        this.connection = connection;
        this.db = DSL.using(connection, SQLDialect.POSTGRES);
    }

    interface Use<T> {
        T in(PostgresSession session);
    }

    /** @throws ServerFailed with what the server says, when it cannot be reached or refuses */
    static <T> T use(PostgresAddress address, Use<T> use) {
        try (Connection connection = address.source().getConnection()) {
            return use.in(new PostgresSession(connection));
        } catch (SQLException | DataAccessException failure) {
            throw new ServerFailed(address.server().identifier(), reason(failure), failure);
        }
    }

    /** The server's own sentence; what it says of a statement besides may hold more than anybody should read. */
    private static String reason(Exception failure) {
        Throwable cause =
                failure instanceof DataAccessException && failure.getCause() != null ? failure.getCause() : failure;
        ServerErrorMessage said = cause instanceof PSQLException told ? told.getServerErrorMessage() : null;
        String sentence = said == null ? null : said.getMessage();
        return sentence == null ? String.valueOf(cause.getMessage()) : sentence;
    }

    void run(String statement, String... values) {
        db.connection(open -> {
            try (Statement prepared = open.createStatement()) {
                prepared.execute(filled(statement, values));
            }
        });
    }

    Record one(String query, String... values) {
        return rows(query, values).getFirst();
    }

    Result<Record> rows(String query, String... values) {
        return db.connectionResult(open -> {
            try (Statement prepared = open.createStatement()) {
                return db.fetch(prepared.executeQuery(filled(query, values)));
            }
        });
    }

    List<String> texts(String query, String... values) {
        return rows(query, values).getValues(0, String.class);
    }

    /** What the work throws takes everything back. */
    void inTransaction(Runnable work) {
        try {
            connection.setAutoCommit(false);
            work.run();
            connection.commit();
        } catch (SQLException failure) {
            throw new DataAccessException("The transaction failed", failure);
        } finally {
            endTransaction();
        }
    }

    private void endTransaction() {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException lost) {
            // the connection is gone, and the transaction with it
        }
    }

    boolean hasRole(String name) {
        return !texts("select rolname from pg_roles where rolname = %L", name).isEmpty();
    }

    boolean isSuperuser(String name) {
        return !texts("select rolname from pg_roles where rolname = %L and rolsuper", name)
                .isEmpty();
    }

    Optional<String> commentOn(String role) {
        return texts(
                        "select shobj_description(oid, 'pg_authid') from pg_roles where rolname = %L and shobj_description(oid, 'pg_authid') is not null",
                        role)
                .stream()
                .findFirst();
    }

    List<String> rolesMarked(String mark) {
        return texts(
                "select rolname from pg_roles where shobj_description(oid, 'pg_authid') = %L order by rolcanlogin desc, rolname",
                mark);
    }

    void disconnect(String column, String value) {
        texts("select pg_terminate_backend(pid)::text from pg_stat_activity where %I = %L", column, value);
    }

    /** The server gets and logs a salted hash (SCRAM-SHA-256), never the password. */
    void setPassword(String role, String password) {
        db.connection(open ->
                open.unwrap(PGConnection.class).alterUserPassword(role, password.toCharArray(), "scram-sha-256"));
    }

    private String filled(String statement, String... values) {
        return db.connectionResult(open -> filled(open.unwrap(PGConnection.class), statement, values));
    }

    private static String filled(PGConnection driver, String statement, String... values) throws SQLException {
        StringBuilder filled = new StringBuilder();
        Matcher place = PLACE.matcher(statement);
        int next = 0;
        while (place.find()) {
            String with = switch (place.group(1)) {
                case "I" -> driver.escapeIdentifier(values[next++]);
                case "L" -> "'" + driver.escapeLiteral(values[next++]) + "'";
                default -> "%";
            };
            place.appendReplacement(filled, Matcher.quoteReplacement(with));
        }
        return place.appendTail(filled).toString();
    }
}
