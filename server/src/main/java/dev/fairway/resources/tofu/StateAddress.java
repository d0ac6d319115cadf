package dev.fairway.resources.tofu;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.springframework.stereotype.Component;

/** Where OpenTofu finds the database that Fairway itself is on. */
@Component
class StateAddress {

    private final HikariDataSource database;
    private final DSLContext db;

    StateAddress(DataSource database, DSLContext db) throws SQLException {
        this.database = database.unwrap(HikariDataSource.class);
        this.db = db;
    }

    /** As libpq writes it. It holds the password. */
    String text() {
        Properties said = Objects.requireNonNull(Driver.parseURL(database.getJdbcUrl(), new Properties()), "address");
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("host", first(said.getProperty("PGHOST")));
        parts.put("port", first(said.getProperty("PGPORT")));
        parts.put("dbname", said.getProperty("PGDBNAME"));
        parts.put("user", or(database.getUsername(), said.getProperty("user")));
        parts.put("password", or(database.getPassword(), said.getProperty("password")));
        parts.put("sslmode", sslMode(said.getProperty("sslmode", "prefer")));
        Stream.of("sslrootcert", "sslcert", "sslkey")
                .filter(said::containsKey)
                .forEach(name -> parts.put(name, said.getProperty(name)));
        parts.put("application_name", "fairway-tofu");
        return parts.entrySet().stream()
                .filter(part -> part.getValue() != null)
                .map(part -> "%s='%s'".formatted(part.getKey(), quoted(part.getValue())))
                .collect(Collectors.joining(" "));
    }

    /** User and password may also stand in the address itself. */
    private static @Nullable String or(@Nullable String named, @Nullable String written) {
        return named == null ? written : named;
    }

    /** Several may be written, of which OpenTofu knows one. */
    private static String first(String hosts) {
        return hosts.split(",", 2)[0];
    }

    /** OpenTofu's driver knows neither {@code allow} nor {@code prefer}: what Fairway itself came to holds for it, too. */
    private String sslMode(String said) {
        if (said.startsWith("verify-") || said.equals("disable") || said.equals("require")) {
            return said;
        }
        boolean isEncrypted =
                Boolean.TRUE.equals(db.fetchValue("select ssl from pg_stat_ssl where pid = pg_backend_pid()"));
        return isEncrypted ? "require" : "disable";
    }

    private static String quoted(String value) {
        return value.replace("\\", "\\\\").replace("'", "\\'");
    }
}
