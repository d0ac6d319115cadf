package dev.fairway.resources.postgresql;

import dev.fairway.resources.spi.Server;
import dev.fairway.shared.Json;
import java.util.HashMap;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * A database and how it is reached as its administrator.
 *
 * @param sslMode as libpq calls it
 */
record PostgresAddress(Server server, String host, int port, String sslMode, String database) {

    private static final int PORT = 5432;
    private static final int CONNECT_SECONDS = 5;
    private static final int ANSWER_SECONDS = 60;

    static PostgresAddress of(Server server, String database) {
        return new PostgresAddress(
                server,
                server.text("host", "localhost"),
                server.number("port", PORT),
                server.text("sslmode", "prefer"),
                database);
    }

    static ObjectNode settings() {
        return (ObjectNode) Json.read("""
                {"properties": {
                   "host": {"type": "string", "title": "Host", "maxLength": 253},
                   "port": {"type": "number", "title": "Port", "default": 5432, "minimum": 1, "maximum": 65535},
                   "user": {"type": "string", "title": "User", "description": "May make databases and roles.", "default": "postgres", "maxLength": 63},
                   "password": {"type": "string", "title": "Password", "secret": true, "maxLength": 1000},
                   "sslmode": {"type": "string", "title": "TLS", "enum": ["disable", "prefer", "require", "verify-full"], "default": "require",
                     "description": "Users connect the same way."},
                   "database": {"type": "string", "title": "Database of the administrator", "default": "postgres", "maxLength": 63}},
                 "required": ["host", "user", "password"]}""");
    }

    ObjectNode outputs() {
        return Json.object()
                .put("host", host)
                .put("port", port)
                .put("database", database)
                .put("sslmode", sslMode);
    }

    /** What programs of PostgreSQL connect with. It holds the password. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PGHOST", host);
        environment.put("PGPORT", String.valueOf(port));
        environment.put("PGDATABASE", database);
        environment.put("PGUSER", server.text("user", "postgres"));
        environment.put("PGPASSWORD", server.text("password", ""));
        environment.put("PGSSLMODE", sslMode);
        environment.put("PGAPPNAME", "fairway");
        environment.put("PGCONNECT_TIMEOUT", String.valueOf(CONNECT_SECONDS));
        environment.put("LC_ALL", "C.UTF-8");
        return environment;
    }

    PGSimpleDataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {host});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(server.text("user", "postgres"));
        source.setPassword(server.find("password"));
        source.setSslMode(sslMode);
        source.setApplicationName("fairway");
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(ANSWER_SECONDS);
        return source;
    }
}
