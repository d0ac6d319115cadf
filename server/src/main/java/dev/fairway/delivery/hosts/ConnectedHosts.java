package dev.fairway.delivery.hosts;

import static fairway.tables.delivery.Tables.GIT_HOST;

import dev.fairway.access.Actor;
import dev.fairway.access.Safe;
import dev.fairway.delivery.hosts.ConnectedHost.Kind;
import dev.fairway.delivery.hosts.ConnectedHost.SignsInAs;
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
    SignIn signIn(ConnectedHost host) {
        String appId = host.appId();
        return appId == null
                ? new SignIn.Token(kept(host.name(), tokenKey(host.name())))
                : new SignIn.App(appId, kept(host.name(), keyKey(host.name())));
    }

    private String kept(String name, String key) {
        return safe.find(key).orElseThrow(() -> new NotFound("git_host", "name", name));
    }

    /** What its webhooks are signed with; empty where there is none. */
    public Optional<String> webhookSecret(String name) {
        return safe.find(secretKey(name));
    }

    /** What is to let Fairway in; a token or a key that is kept goes to no other address than before. */
    SignIn signInFor(WrittenHost wanted) {
        if (wanted.token() != null) {
            return new SignIn.Token(wanted.token());
        }
        Optional<ConnectedHost> before = find(wanted.name());
        Optional<ConnectedHost> there = before.filter(wanted::isWhere);
        if (wanted.namesApp()) {
            return app(wanted, there);
        }
        String field = before.map(ConnectedHost::appId).isPresent() ? "privateKey" : "token";
        return there.map(this::signIn)
                .orElseThrow(
                        () -> new InvalidInput(field, "is missing; it is needed for a new host and for a new address"));
    }

    private SignIn app(WrittenHost wanted, Optional<ConnectedHost> there) {
        String id = Optional.ofNullable(wanted.appId())
                .or(() -> there.map(ConnectedHost::appId))
                .orElseThrow(() -> new InvalidInput("appId", "is missing; it is needed where there is no app yet"));
        if (wanted.privateKey() != null) {
            return new SignIn.App(id, wanted.privateKey());
        }
        return there.filter(host -> id.equals(host.appId()))
                .map(this::signIn)
                .orElseThrow(() -> new InvalidInput(
                        "privateKey", "is missing; it is needed for a new host, a new address and another app"));
    }

    /** @param account as whom Fairway turned out to be signed in */
    @Transactional
    public ConnectedHost put(WrittenHost wanted, SignIn signIn, String account, Actor actor) {
        @Nullable ConnectedHost before = find(wanted.name()).orElse(null);
        if (before == null && db.fetchCount(GIT_HOST) >= MOST) {
            throw new InvalidInput("host", "there are %d Git hosts, which is the most".formatted(MOST));
        }
        GitHostRecord row = new GitHostRecord();
        row.setName(wanted.name());
        row.setKind(wanted.kind().name());
        row.setUrl(wanted.url());
        row.setAppId(signIn instanceof SignIn.App app ? app.id() : null);
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
        keep(wanted.name(), signIn);
        if (wanted.webhookSecret() != null) {
            safe.put(secretKey(wanted.name()), wanted.webhookSecret());
        }
        ConnectedHost after = get(wanted.name());
        events.publishEvent(new HostChanged(after.name(), before, after, actor.name()));
        return after;
    }

    private void keep(String name, SignIn signIn) {
        safe.remove(tokenKey(name));
        safe.remove(keyKey(name));
        switch (signIn) {
            case SignIn.Token(String token) -> safe.put(tokenKey(name), token);
            case SignIn.App(String _, String privateKey) -> safe.put(keyKey(name), privateKey);
        }
    }

    /** Its repositories have been removed. */
    @Transactional
    public void remove(ConnectedHost host, Actor actor) {
        db.deleteFrom(GIT_HOST).where(GIT_HOST.NAME.eq(host.name())).execute();
        safe.remove(tokenKey(host.name()));
        safe.remove(keyKey(host.name()));
        safe.remove(secretKey(host.name()));
        events.publishEvent(new HostChanged(host.name(), host, null, actor.name()));
    }

    private ConnectedHost host(GitHostRecord row) {
        return new ConnectedHost(
                row.getName(),
                Kind.valueOf(row.getKind()),
                row.getUrl(),
                SignsInAs.of(row.getAppId()),
                row.getAppId(),
                row.getAccount(),
                webhookSecret(row.getName()).isPresent(),
                row.getCreatedBy(),
                row.getCreatedAt().toInstant(),
                row.getUpdatedAt().toInstant());
    }

    private static String tokenKey(String name) {
        return "git-host:%s:token".formatted(name);
    }

    private static String keyKey(String name) {
        return "git-host:%s:key".formatted(name);
    }

    private static String secretKey(String name) {
        return "git-host:%s:secret".formatted(name);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
