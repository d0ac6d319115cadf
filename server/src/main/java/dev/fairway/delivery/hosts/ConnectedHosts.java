package dev.fairway.delivery.hosts;

import static fairway.tables.delivery.Tables.GIT_HOST;

import dev.fairway.access.Actor;
import dev.fairway.access.Safe;
import dev.fairway.delivery.hosts.ConnectedHost.Kind;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.NotFound;
import fairway.tables.delivery.tables.records.GitHostRecord;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The Git hosts that are connected. There are some dozens at most. */
@Repository
public class ConnectedHosts {

    private static final int MOST = 50;

    private final DSLContext db;
    private final Clock clock;
    private final Safe safe;
    private final ApplicationEventPublisher events;

    ConnectedHosts(DSLContext db, Clock clock, Safe safe, ApplicationEventPublisher events) {
        this.db = db;
        this.clock = clock;
        this.safe = safe;
        this.events = events;
    }

    /** In the order of their names. */
    List<ConnectedHost> all() {
        return db.selectFrom(GIT_HOST).orderBy(GIT_HOST.NAME).fetch(this::host);
    }

    public Optional<ConnectedHost> find(String name) {
        return db.selectFrom(GIT_HOST).where(GIT_HOST.NAME.eq(name)).fetchOptional(this::host);
    }

    public ConnectedHost get(String name) {
        return find(name).orElseThrow(() -> new NotFound("git_host", "name", name));
    }

    /** What lets Fairway in. */
    String token(String name) {
        return safe.find(tokenKey(name)).orElseThrow(() -> new NotFound("git_host", "name", name));
    }

    /** What its webhooks are signed with; empty where there is none. */
    public Optional<String> webhookSecret(String name) {
        return safe.find(secretKey(name));
    }

    /** Its token; the one that is kept goes to no other address than before. */
    String tokenFor(WrittenHost wanted) {
        if (wanted.token() != null) {
            return wanted.token();
        }
        Optional<ConnectedHost> before = find(wanted.name());
        if (before.isEmpty()
                || !before.get().url().equals(wanted.url())
                || before.get().kind() != wanted.kind()) {
            throw new InvalidInput("token", "is missing; it is needed for a new host and for a new address");
        }
        return token(wanted.name());
    }

    /** @param account whom the token turned out to belong to */
    @Transactional
    public ConnectedHost put(WrittenHost wanted, String token, String account, Actor actor) {
        @Nullable ConnectedHost before = find(wanted.name()).orElse(null);
        if (before == null && db.fetchCount(GIT_HOST) >= MOST) {
            throw new InvalidInput("host", "there are %d Git hosts, which is the most".formatted(MOST));
        }
        GitHostRecord row = new GitHostRecord();
        row.setName(wanted.name());
        row.setKind(wanted.kind().name());
        row.setUrl(wanted.url());
        row.setAccount(account);
        row.setUpdatedAt(now());
        GitHostRecord first = row.copy();
        first.setName(wanted.name());
        first.setCreatedAt(now());
        first.setCreatedBy(actor.name());
        db.insertInto(GIT_HOST)
                .set(first)
                .onConflict(GIT_HOST.NAME)
                .doUpdate()
                .set(row)
                .execute();
        safe.put(tokenKey(wanted.name()), token);
        if (wanted.webhookSecret() != null) {
            safe.put(secretKey(wanted.name()), wanted.webhookSecret());
        }
        ConnectedHost after = get(wanted.name());
        events.publishEvent(new HostChanged(after.name(), before, after, actor.name()));
        return after;
    }

    /** Its repositories have been removed. */
    @Transactional
    public void remove(ConnectedHost host, Actor actor) {
        db.deleteFrom(GIT_HOST).where(GIT_HOST.NAME.eq(host.name())).execute();
        safe.remove(tokenKey(host.name()));
        safe.remove(secretKey(host.name()));
        events.publishEvent(new HostChanged(host.name(), host, null, actor.name()));
    }

    private ConnectedHost host(GitHostRecord row) {
        return new ConnectedHost(
                row.getName(),
                Kind.valueOf(row.getKind()),
                row.getUrl(),
                row.getAccount(),
                webhookSecret(row.getName()).isPresent(),
                row.getCreatedBy(),
                row.getCreatedAt().toInstant(),
                row.getUpdatedAt().toInstant());
    }

    private static String tokenKey(String name) {
        return "git-host:%s:token".formatted(name);
    }

    private static String secretKey(String name) {
        return "git-host:%s:secret".formatted(name);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
