package dev.fairway.resources.postgresql;

import dev.fairway.resources.spi.Found;
import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.NameTaken;
import dev.fairway.resources.spi.Observation;
import dev.fairway.resources.spi.Provisioner;
import dev.fairway.resources.spi.Report;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.Record;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * A database on a shared server. Three roles that nobody signs in as hold the rights (owner, read and write, read only); users
 * are members of one of them. A comment on the owning role marks the database as Fairway's.
 */
@Component
class PostgresProvisioner implements Provisioner {

    static final String OWNER = "owner";
    static final String WRITER = "readwrite";
    static final String READER = "readonly";

    private static final String ADMINISTRATION = "postgres";

    @Override
    public String kind() {
        return "postgresql";
    }

    @Override
    public ObjectNode settings() {
        return PostgresAddress.settings();
    }

    @Override
    public List<String> roles(ObjectNode template) {
        return List.of(OWNER, WRITER, READER);
    }

    @Override
    public Report test(Server server) {
        return within(server, admin(server), session -> {
            Record row = session.one("""
                    select current_setting('server_version') as version, rolsuper as super, rolcreaterole as roles,
                      rolcreatedb as databases, current_setting('max_connections')::int as most,
                      (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as used,
                      (select sum(pg_database_size(oid))::bigint from pg_database
                        where has_database_privilege(oid, 'CONNECT')) as bytes
                    from pg_roles where rolname = current_user""");
            boolean isAdministrator = row.get("super", Boolean.class)
                    || row.get("roles", Boolean.class) && row.get("databases", Boolean.class);
            if (!isAdministrator) {
                throw new NotAdministrator(server.identifier(), server.text("user", ADMINISTRATION));
            }
            ObjectNode capacity = Json.object();
            capacity.put("connectionsMost", row.get("most", Integer.class));
            capacity.put("connectionsUsed", row.get("used", Integer.class));
            capacity.put("diskBytesUsed", row.get("bytes", Long.class));
            return new Report(row.get("version", String.class), capacity);
        });
    }

    @Override
    public void apply(Server server, Wanted wanted, Consumer<String> log) {
        run(server, admin(server), session -> {
            if (claim(session, server, wanted)) {
                log.accept("Made the roles of database %s".formatted(wanted.name()));
            }
            if (create(session, server, wanted)) {
                log.accept("Made database %s".formatted(wanted.name()));
            }
            limit(session, wanted);
        });
        run(server, wanted.name(), session -> open(session, wanted));
    }

    /** The roles come first, in one transaction with their mark: whoever goes on after a crash knows the database by them. */
    private static boolean claim(PostgresSession session, Server server, Wanted wanted) {
        Optional<String> mark = markOf(session, wanted);
        if (mark.isPresent()) {
            refuseOthers(mark.get(), server, wanted);
            return false;
        }
        if (ownerOf(session, wanted).isPresent()) {
            throw new NameTaken("Database", wanted.name(), server.identifier());
        }
        session.inTransaction(() -> makeRoles(session, server, wanted));
        return true;
    }

    private static void makeRoles(PostgresSession session, Server server, Wanted wanted) {
        for (String role : List.of(OWNER, WRITER, READER)) {
            String group = group(wanted, role);
            if (session.hasRole(group)) {
                throw new NameTaken("Role", group, server.identifier());
            }
            session.run("create role %I nologin", group);
            session.run("comment on role %I is %L", group, wanted.mark());
        }
        session.run("grant %I to current_user", group(wanted, OWNER));
    }

    /** Who owned it goes on with what it has, and may connect as before; the owning role may do the same. */
    @Override
    public void adopt(Server server, Wanted wanted) {
        run(server, admin(server), session -> {
            Optional<String> mark = markOf(session, wanted);
            if (mark.isPresent()) {
                refuseOthers(mark.get(), server, wanted);
            }
            String owner = ownerOf(session, wanted).orElseThrow(() -> new NotFound("database", "name", wanted.name()));
            if (!owner.equals(group(wanted, OWNER))) {
                // before the database is taken over, so that an attempt that ends here is begun again
                run(server, wanted.name(), inside -> inside.run("grant all on schema public to %I", owner));
                takeOver(session, server, wanted, owner, mark.isPresent());
            }
        });
    }

    private static void takeOver(
            PostgresSession session, Server server, Wanted wanted, String before, boolean hasRoles) {
        String owner = group(wanted, OWNER);
        session.inTransaction(() -> {
            if (!hasRoles) {
                makeRoles(session, server, wanted);
            }
            session.run("alter database %I owner to %I", wanted.name(), owner);
            // a new owner takes over what the old one was granted, so this comes behind
            session.run("grant connect, temporary on database %I to %I", wanted.name(), before);
            if (!session.isSuperuser(before)) {
                session.run("grant %I to %I", before, owner);
            }
        });
    }

    private static boolean create(PostgresSession session, Server server, Wanted wanted) {
        Optional<String> owner = ownerOf(session, wanted);
        if (owner.isPresent()) {
            if (!owner.get().equals(group(wanted, OWNER))) {
                throw new NameTaken("Database", wanted.name(), server.identifier());
            }
            return false;
        }
        session.run("create database %I owner %I", wanted.name(), group(wanted, OWNER));
        return true;
    }

    private static void limit(PostgresSession session, Wanted wanted) {
        String database = wanted.name();
        session.run("revoke all on database %I from public", database);
        session.run("grant connect, temporary on database %I to %I", database, group(wanted, WRITER));
        session.run("grant connect on database %I to %I", database, group(wanted, READER));
        session.run(
                "alter database %I connection limit "
                        + wanted.specification().path("connections").asInt(-1),
                database);
        int seconds = wanted.specification().path("statementTimeout").asInt(0);
        session.run("alter database %I set statement_timeout = %L", database, seconds + "s");
    }

    /** What owners make later belongs to the owning role, and the other two may use it. */
    private static void open(PostgresSession session, Wanted wanted) {
        String owner = group(wanted, OWNER);
        String writer = group(wanted, WRITER);
        String reader = group(wanted, READER);
        session.inTransaction(() -> {
            session.run("alter schema public owner to %I", owner);
            session.run("revoke all on schema public from public");
            session.run("grant usage on schema public to %I, %I", writer, reader);
            for (String role : List.of(writer, reader)) {
                String rights = role.equals(writer) ? "select, insert, update, delete" : "select";
                session.run("grant " + rights + " on all tables in schema public to %I", role);
                session.run(
                        "alter default privileges for role %I in schema public grant " + rights + " on tables to %I",
                        owner,
                        role);
            }
            session.run("grant usage, select on all sequences in schema public to %I", writer);
            session.run(
                    "alter default privileges for role %I in schema public grant usage, select on sequences to %I",
                    owner, writer);
            for (String extension : Json.texts(wanted.specification().get("extensions"))) {
                session.run("create extension if not exists %I", extension);
            }
        });
    }

    @Override
    public void admit(Server server, Wanted wanted, Login login) {
        run(server, admin(server), session -> {
            requireOurs(session, server, wanted);
            session.inTransaction(() -> {
                if (!session.hasRole(login.user())) {
                    session.run("create role %I login", login.user());
                    session.run("comment on role %I is %L", login.user(), wanted.mark());
                }
                refuseOthers(session.commentOn(login.user()).orElse(""), server, wanted);
                session.run("grant %I to %I", group(wanted, login.role()), login.user());
                if (login.role().equals(OWNER)) {
                    session.run(
                            "alter role %I in database %I set role = %L",
                            login.user(), wanted.name(), group(wanted, OWNER));
                }
            });
            session.setPassword(login.user(), login.password());
        });
    }

    @Override
    public void dismiss(Server server, Wanted wanted, String user) {
        boolean isThere = within(server, admin(server), session -> {
            if (!session.hasRole(user)) {
                return false;
            }
            refuseOthers(session.commentOn(user).orElse(""), server, wanted);
            session.run("alter role %I nologin", user);
            session.disconnect("usename", user);
            session.run("grant %I to current_user", user);
            return true;
        });
        if (isThere) {
            run(
                    server,
                    wanted.name(),
                    session -> session.inTransaction(() -> {
                        session.run("reassign owned by %I to %I", user, group(wanted, OWNER));
                        session.run("drop owned by %I", user);
                        session.run("drop role %I", user);
                    }));
        }
    }

    @Override
    public ObjectNode outputs(Server server, Wanted wanted) {
        return PostgresAddress.of(server, wanted.name()).outputs();
    }

    @Override
    public String url(Server server, Wanted wanted, Login login) {
        PostgresAddress address = PostgresAddress.of(server, wanted.name());
        return "postgresql://%s:%s@%s:%d/%s?sslmode=%s"
                .formatted(
                        encoded(login.user()),
                        encoded(login.password()),
                        address.host(),
                        address.port(),
                        encoded(wanted.name()),
                        address.sslMode());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public Observation observe(Server server, Wanted wanted) {
        return within(server, admin(server), session -> {
            Optional<String> owner = ownerOf(session, wanted);
            if (owner.isEmpty()) {
                return Observation.missing();
            }
            List<String> extensions = within(server, wanted.name(), DatabaseLook::extensions);
            return DatabaseLook.of(session, wanted, owner.get(), extensions);
        });
    }

    @Override
    public String loss(Server server, Wanted wanted) {
        return within(server, wanted.name(), DatabaseLook::loss);
    }

    @Override
    public void remove(Server server, Wanted wanted) {
        run(server, admin(server), session -> {
            Optional<String> mark = markOf(session, wanted);
            if (mark.isEmpty()) {
                return;
            }
            refuseOthers(mark.get(), server, wanted);
            if (ownerOf(session, wanted).filter(group(wanted, OWNER)::equals).isPresent()) {
                session.run("drop database %I with (force)", wanted.name());
            }
            // the owning role holds the mark, so that it is the last to go
            for (String user : session.rolesMarked(wanted.mark())) {
                if (!user.equals(group(wanted, OWNER))) {
                    session.run("drop role %I", user);
                }
            }
            session.run("drop role %I", group(wanted, OWNER));
        });
    }

    @Override
    public List<Found> discover(Server server) {
        return within(server, admin(server), DatabaseLook::others);
    }

    static String group(Wanted wanted, String role) {
        return switch (role) {
            case OWNER -> wanted.name() + "_owner";
            case WRITER -> wanted.name() + "_rw";
            default -> wanted.name() + "_ro";
        };
    }

    private static Optional<String> markOf(PostgresSession session, Wanted wanted) {
        String owner = group(wanted, OWNER);
        return session.hasRole(owner) ? Optional.of(session.commentOn(owner).orElse("")) : Optional.empty();
    }

    private static Optional<String> ownerOf(PostgresSession session, Wanted wanted) {
        return session
                .texts("select pg_get_userbyid(datdba) from pg_database where datname = %L", wanted.name())
                .stream()
                .findFirst();
    }

    private static void requireOurs(PostgresSession session, Server server, Wanted wanted) {
        refuseOthers(markOf(session, wanted).orElse(""), server, wanted);
    }

    private static void refuseOthers(String mark, Server server, Wanted wanted) {
        if (!mark.equals(wanted.mark())) {
            throw new NameTaken("Role", wanted.name(), server.identifier());
        }
    }

    private static String admin(Server server) {
        return server.text("database", ADMINISTRATION);
    }

    private static void run(Server server, String database, Consumer<PostgresSession> work) {
        within(server, database, session -> {
            work.accept(session);
            return true;
        });
    }

    private static <T> T within(Server server, String database, PostgresSession.Use<T> use) {
        return PostgresSession.use(PostgresAddress.of(server, database), use);
    }
}
