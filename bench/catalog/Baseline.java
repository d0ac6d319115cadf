import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * What the figures are compared with: hand-written SQL over the same tables that makes the answer as JSON inside
 * PostgreSQL, behind the HTTP server of the JDK. No rules, no permissions, no derived properties, no audit log.
 *
 * <p>Arguments: port, JDBC URL, user, password. A request is POST /name with one parameter a line.
 */
final class Baseline {

    private static final String ENTITY = """
            json_build_object('identifier', e.identifier, 'title', e.title, 'properties', e.properties, 'relations',
                (select json_agg(json_build_array(r.identifier, g.target))
                 from catalog.edge g
                 join catalog.relation r on r.id = g.relation_id
                 where g.source_id = e.id),
                'createdAt', e.created_at, 'createdBy', e.created_by, 'updatedAt', e.updated_at, 'updatedBy', e.updated_by)
            """;
    private static final String PAGE = "select json_agg(" + ENTITY + ")::text from (select * from catalog.entity where ";
    private static final String COMPONENT = "blueprint_id = (select id from catalog.blueprint where identifier = 'component')";
    private static final String HAS_TEXT = "properties ->> '%s' ilike '%%' || ? || '%%'";

    private static final Map<String, String> STATEMENTS = new HashMap<>();

    static {
        String two = COMPONENT + " and properties @> jsonb_build_object('language', ?::text, 'lifecycle', ?::text)";
        String three = COMPONENT + " and (" + HAS_TEXT.formatted("description") + " or " + HAS_TEXT.formatted("repository")
                + " or " + HAS_TEXT.formatted("contact") + ")";
        String ordered = COMPONENT + " order by properties -> 'releasedAt' desc nulls last, id limit 20) e";
        STATEMENTS.put("first", PAGE + COMPONENT + " order by id limit 20) e");
        STATEMENTS.put("one", PAGE + COMPONENT + " and identifier = ?) e");
        STATEMENTS.put("hundred", PAGE + COMPONENT + " and identifier = any(string_to_array(?, ','))) e");
        STATEMENTS.put("ordered", PAGE + ordered);
        STATEMENTS.put("orderedTotal",
                "select json_build_object('total', (select count(*) from catalog.entity where " + COMPONENT
                        + "), 'page', (" + PAGE.replace("::text", "") + ordered + "))::text");
        STATEMENTS.put("two", PAGE + two + " order by id limit 20) e");
        STATEMENTS.put("text", PAGE + COMPONENT + " and " + HAS_TEXT.formatted("description") + " order by id limit 20) e");
        STATEMENTS.put("textThree",
                "with f as materialized (select * from catalog.entity where " + three + ")"
                        + " select json_build_object('total', (select count(*) from f), 'page', (select json_agg("
                        + ENTITY + ") from (select * from f order by id limit 20) e))::text");
        STATEMENTS.put("count", "select count(*)::text from catalog.entity where " + two);
        STATEMENTS.put("facet",
                "select json_object_agg(coalesce(v, ''), n)::text from (select properties ->> 'language' as v, count(*) as n"
                        + " from catalog.entity where " + COMPONENT + " group by 1) f");
        STATEMENTS.put("either", PAGE + COMPONENT + """
                 and id in (
                    select g.source_id from catalog.edge g join catalog.entity t on t.id = g.target_id
                    join catalog.relation r on r.id = g.relation_id
                    where r.identifier = 'system' and t.identifier = ?
                    union
                    select g.source_id from catalog.edge g join catalog.entity t on t.id = g.target_id
                    join catalog.relation r on r.id = g.relation_id
                    where r.identifier = 'dependsOn' and t.identifier = ?)
                order by properties -> 'releasedAt' desc nulls last, id limit 20) e""");
        STATEMENTS.put("graph", """
                with recursive reached(id, depth) as (
                    select id, 0 from catalog.entity where identifier = ?
                    union
                    (select n.id, r.depth + 1 from reached r, lateral (
                        (select target_id as id from catalog.edge where source_id = r.id)
                        union all
                        (select source_id from catalog.edge where target_id = r.id limit 50)) n
                     where r.depth < 3 limit 500))
                select json_agg(json_build_object('identifier', e.identifier, 'title', e.title))::text
                from (select distinct id from reached) r join catalog.entity e on e.id = r.id""");
        STATEMENTS.put("export", "select json_agg(" + ENTITY
                + ")::text || '|' || max(e.id) from (select * from catalog.entity where " + COMPONENT
                + " and id > ?::bigint order by id limit 1000) e");
        STATEMENTS.put("bulk", """
                with r as (select * from json_to_recordset(?::json -> 'entities')
                               as r(identifier text, title text, properties jsonb, relations jsonb)),
                     b as (select id from catalog.blueprint where identifier = 'component'),
                     made as (insert into catalog.entity (blueprint_id, identifier, title, properties, datasource,
                                                          created_at, created_by, updated_at, updated_by)
                              select b.id, 'baseline-' || r.identifier, r.title, r.properties, 'sql',
                                     now(), 'sql', now(), 'sql' from r, b
                              on conflict (blueprint_id, identifier) do update
                                  set title = excluded.title, properties = excluded.properties
                              returning id, identifier),
                     linked as (insert into catalog.edge
                              select m.id, l.id, t.id, 0, t.identifier
                              from made m join r on m.identifier = 'baseline-' || r.identifier
                              cross join lateral jsonb_each(r.relations) v
                              join catalog.relation l on l.identifier = v.key and l.blueprint_id = (select id from b)
                              join catalog.entity t on t.blueprint_id = l.target_id
                                  and t.identifier in (v.value #>> '{}', v.value ->> 0)
                              on conflict do nothing returning 1)
                select count(*)::text from linked""");
    }

    private final HikariDataSource pool;

    private Baseline(String url, String user, String password) {
        pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        pool.setMaximumPoolSize(16);
    }

    public static void main(String[] arguments) throws IOException {
        Baseline baseline = new Baseline(arguments[1], arguments[2], arguments[3]);
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", baseline::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body;
        int status = 200;
        try {
            String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            body = query(exchange.getRequestURI().getPath().substring(1), asked).getBytes(StandardCharsets.UTF_8);
        } catch (SQLException failure) {
            status = 500;
            body = failure.toString().getBytes(StandardCharsets.UTF_8);
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String query(String name, String asked) throws SQLException {
        if (name.isEmpty()) {
            return "ready";
        }
        String[] parameters = asked.isEmpty() ? new String[0] : asked.split("\n");
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(STATEMENTS.get(name))) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                String value = rows.getString(1);
                return value == null ? "[]" : value;
            }
        }
    }
}
