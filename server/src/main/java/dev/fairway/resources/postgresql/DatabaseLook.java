package dev.fairway.resources.postgresql;

import dev.fairway.resources.spi.Found;
import dev.fairway.resources.spi.Observation;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a server tells of its databases. */
final class DatabaseLook {

    private static final Pattern WHOLE_SECONDS = Pattern.compile("(0|[1-9]\\d{0,8})s");

    private DatabaseLook() {}

    /** @param extensions that the database has */
    static Observation of(PostgresSession session, Wanted wanted, String owner, List<String> extensions) {
        Record row = session.one("""
                select datconnlimit as limit, pg_database_size(d.oid) as bytes,
                  (select blks_hit::float8 / nullif(blks_hit + blks_read, 0) from pg_stat_database t where t.datid = d.oid) as hits,
                  (select count(*)::int from pg_stat_activity a where a.datname = d.datname) as connections,
                  (select option from unnest(s.setconfig) option where option like 'statement_timeout=%%') as timeout,
                  exists (select from aclexplode(coalesce(datacl, acldefault('d', datdba))) where grantee = 0) as public
                from pg_database d left join pg_db_role_setting s on s.setdatabase = d.oid and s.setrole = 0
                where datname = %L""", wanted.name());
        ObjectNode actual = Json.object();
        int limit = Objects.requireNonNull(row.get("limit", Integer.class));
        if (limit >= 0) {
            actual.put("connections", limit);
        }
        actual.set("statementTimeout", seconds(row.get("timeout", String.class)));
        actual.put("publicAccess", row.get("public", Boolean.class));
        actual.put(
                "owner",
                owner.equals(PostgresProvisioner.group(wanted, PostgresProvisioner.OWNER)) ? "fairway" : owner);
        // what owners add to it is theirs
        List<String> wantedExtensions = Json.texts(wanted.specification().get("extensions"));
        actual.set(
                "extensions",
                Json.array(
                        wantedExtensions.stream().filter(extensions::contains).toList()));
        long bytes = Objects.requireNonNull(row.get("bytes", Long.class));
        int connections = Objects.requireNonNull(row.get("connections", Integer.class));
        Map<String, Double> measures = new HashMap<>();
        measures.put("diskBytes", (double) bytes);
        measures.put("connections", (double) connections);
        Double hits = row.get("hits", Double.class);
        if (hits != null) {
            measures.put("hitRate", hits);
        }
        return new Observation(true, actual, measures, complaint(wanted, bytes, connections, limit));
    }

    private static @Nullable String complaint(Wanted wanted, long bytes, int connections, int limit) {
        double gigabytes = bytes / 1e9;
        double disk = wanted.specification().path("disk").asDouble(Double.MAX_VALUE);
        if (gigabytes > disk) {
            return String.format(Locale.ROOT, "It holds %.1f GB, and %.0f GB were asked for", gigabytes, disk);
        }
        return limit > 0 && connections >= limit ? "All %d connections are taken".formatted(limit) : null;
    }

    /** PostgreSQL keeps a time as it was written: here as whole seconds, by others in any way. */
    private static JsonNode seconds(@Nullable String setting) {
        String text = setting == null ? "0s" : setting.substring(setting.indexOf('=') + 1);
        return WHOLE_SECONDS.matcher(text).matches()
                ? Json.read(text.substring(0, text.length() - 1))
                : Json.text(text);
    }

    static List<String> extensions(PostgresSession session) {
        return session.texts("select extname from pg_extension where extname <> 'plpgsql' order by 1");
    }

    /** What would be lost with the database that the session is in. */
    static String loss(PostgresSession session) {
        Record row = session.one("""
                select count(*) filter (where relkind in ('r', 'p')) as tables,
                  coalesce(sum(greatest(reltuples, 0)) filter (where relkind = 'r'), 0)::bigint as rows,
                  pg_size_pretty(pg_database_size(current_database())) as size
                from pg_class c join pg_namespace n on n.oid = relnamespace
                where nspname not in ('pg_catalog', 'information_schema') and nspname not like 'pg_toast%%'""");
        return "%s with about %s, %s"
                .formatted(
                        counted(row.get("tables", Long.class), "table"),
                        counted(row.get("rows", Long.class), "row"),
                        row.get("size", String.class));
    }

    private static String counted(long count, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", count, thing, count == 1 ? "" : "s");
    }

    /** Databases that Fairway did not make. */
    static List<Found> others(PostgresSession session) {
        return session.rows("""
                select datname as name, pg_get_userbyid(datdba) as owner, datconnlimit as limit,
                  case when has_database_privilege(oid, 'CONNECT') then pg_database_size(oid) end as bytes
                from pg_database d
                where not datistemplate and datname <> 'postgres'
                  and coalesce(shobj_description(datdba, 'pg_authid'), '') not like 'fairway:%%'
                order by datname limit 10000""").map(DatabaseLook::found);
    }

    private static Found found(Record row) {
        ObjectNode specification = Json.object();
        Integer limit = row.get("limit", Integer.class);
        if (limit != null && limit > 0) {
            specification.put("connections", limit);
        }
        ObjectNode details = Json.object().put("owner", row.get("owner", String.class));
        details.put("bytes", row.get("bytes", Long.class));
        return new Found(row.get("name", String.class), specification, details);
    }
}
