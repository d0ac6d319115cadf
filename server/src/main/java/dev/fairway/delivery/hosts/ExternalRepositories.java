package dev.fairway.delivery.hosts;

import static fairway.tables.delivery.Tables.EXTERNAL_REPOSITORY;
import static org.jooq.impl.DSL.noCondition;

import dev.fairway.access.Actor;
import dev.fairway.access.TeamChanged;
import dev.fairway.access.Teams;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.http.Flag;
import fairway.tables.delivery.tables.records.ExternalRepositoryRecord;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The repositories outside that Fairway works with. */
@Repository
public class ExternalRepositories {

    private static final int PAGE = 500;
    private static final String PREFIX = "external-";

    private final DSLContext db;
    private final Clock clock;
    private final Teams teams;
    private final ApplicationEventPublisher events;

    ExternalRepositories(DSLContext db, Clock clock, Teams teams, ApplicationEventPublisher events) {
        this.db = db;
        this.clock = clock;
        this.teams = teams;
        this.events = events;
    }

    /** Whether an id of a repository is that of one outside. */
    public static boolean isOutside(String id) {
        return id.startsWith(PREFIX);
    }

    public Optional<ExternalRepository> findById(String id) {
        return list(EXTERNAL_REPOSITORY.ID.eq(id), 1).stream().findFirst();
    }

    public ExternalRepository get(String id) {
        return findById(id).orElseThrow(() -> new NotFound("external_repository", "id", id));
    }

    /** @param name such as {@code github:acme/parcel} */
    public Optional<ExternalRepository> find(String name) {
        int colon = name.indexOf(':');
        return colon < 0 ? Optional.empty() : at(name.substring(0, colon), name.substring(colon + 1));
    }

    private Optional<ExternalRepository> at(String host, String path) {
        return list(EXTERNAL_REPOSITORY.HOST.eq(host).and(EXTERNAL_REPOSITORY.PATH.equalIgnoreCase(path)), 1).stream()
                .findFirst();
    }

    /** By the id that its host has for it. */
    public Optional<ExternalRepository> findForeign(String host, String foreignId) {
        return list(EXTERNAL_REPOSITORY.HOST.eq(host).and(EXTERNAL_REPOSITORY.FOREIGN_ID.eq(foreignId)), 1).stream()
                .findFirst();
    }

    public boolean isAny() {
        return db.fetchExists(EXTERNAL_REPOSITORY);
    }

    /** Ids. @param after the last one of the page before; empty for the first */
    public List<String> ids(String after, int limit) {
        return db.select(EXTERNAL_REPOSITORY.ID)
                .from(EXTERNAL_REPOSITORY)
                .where(EXTERNAL_REPOSITORY.ID.gt(after))
                .orderBy(EXTERNAL_REPOSITORY.ID)
                .limit(limit)
                .fetch(EXTERNAL_REPOSITORY.ID);
    }

    /** Nobody else that locks it does so before the caller's transaction has ended. */
    public void lock(String id) {
        db.select(DSL.field(
                        "pg_advisory_xact_lock(hashtextextended({0}, 0))",
                        Object.class, DSL.val("external-repository " + id)))
                .execute();
    }

    /**
     * Which ones somebody asks for; what is null does not matter.
     *
     * @param q what paths or names of hosts contain
     * @param mine those of the teams of whoever asks
     */
    record Filter(
            @Nullable String host,
            @Nullable String path,
            @Nullable String team,
            @Nullable String q,
            @Nullable String mine) {

        Condition condition(Actor actor) {
            return DSL.and(
                    q == null || q.isBlank()
                            ? noCondition()
                            : EXTERNAL_REPOSITORY
                                    .PATH
                                    .containsIgnoreCase(q)
                                    .or(EXTERNAL_REPOSITORY.HOST.containsIgnoreCase(q)),
                    Flag.isSet(mine) ? EXTERNAL_REPOSITORY.TEAM.in(actor.teams()) : noCondition(),
                    host == null ? noCondition() : EXTERNAL_REPOSITORY.HOST.eq(host),
                    path == null ? noCondition() : EXTERNAL_REPOSITORY.PATH.equalIgnoreCase(path),
                    team == null ? noCondition() : EXTERNAL_REPOSITORY.TEAM.eq(team));
        }
    }

    /** In the order of hosts and paths. @param behind the last one of the page before */
    List<ExternalRepository> page(Condition filter, @Nullable RepositoryAt behind, int limit) {
        Condition later = behind == null
                ? noCondition()
                : DSL.row(EXTERNAL_REPOSITORY.HOST, EXTERNAL_REPOSITORY.PATH, EXTERNAL_REPOSITORY.ID)
                        .gt(behind.host(), behind.path(), behind.id());
        return list(filter.and(later), limit);
    }

    /** Makes one known, or gives it to another team. */
    @Transactional
    public ExternalRepository put(String host, FoundRepository found, String team, Actor actor) {
        if (teams.find(team).isEmpty()) {
            throw new InvalidInput("team", "there is no team \"%.100s\"".formatted(team));
        }
        @Nullable ExternalRepository before = findForeign(host, found.id()).orElse(null);
        ExternalRepositoryRecord row = row(found);
        row.setTeam(team);
        ExternalRepositoryRecord first = row.copy();
        first.setId(PREFIX + UUID.randomUUID());
        first.setHost(host);
        first.setForeignId(found.id());
        first.setCreatedAt(now());
        first.setCreatedBy(actor.name());
        db.insertInto(EXTERNAL_REPOSITORY)
                .set(first)
                .onConflict(EXTERNAL_REPOSITORY.HOST, EXTERNAL_REPOSITORY.FOREIGN_ID)
                .doUpdate()
                .set(row)
                .execute();
        return told(before, findForeign(host, found.id()).orElseThrow(), actor);
    }

    /** It was renamed, or another branch is its default one. */
    @Transactional
    public ExternalRepository follow(ExternalRepository before, FoundRepository found) {
        RepositoryAt at = before.at();
        boolean isSo = at.path().equals(found.path())
                && at.defaultBranch().equals(found.defaultBranch())
                && before.webUrl().equals(found.webUrl());
        if (isSo) {
            return before;
        }
        db.update(EXTERNAL_REPOSITORY)
                .set(row(found))
                .where(EXTERNAL_REPOSITORY.ID.eq(at.id()))
                .execute();
        return told(before, get(at.id()), Actor.SYSTEM);
    }

    private ExternalRepository told(@Nullable ExternalRepository before, ExternalRepository after, Actor actor) {
        events.publishEvent(new ExternalRepositoryChanged(before, after, actor.name()));
        return after;
    }

    /** At the host nothing changes. */
    @Transactional
    public void remove(ExternalRepository repository, Actor actor) {
        events.publishEvent(new ExternalRepositoryChanged(repository, null, actor.name()));
        db.deleteFrom(EXTERNAL_REPOSITORY)
                .where(EXTERNAL_REPOSITORY.ID.eq(repository.at().id()))
                .execute();
    }

    @Transactional
    public void removeAllOf(String host, Actor actor) {
        List<ExternalRepository> some = list(EXTERNAL_REPOSITORY.HOST.eq(host), PAGE);
        while (!some.isEmpty()) {
            some.forEach(repository -> remove(repository, actor));
            some = list(EXTERNAL_REPOSITORY.HOST.eq(host), PAGE);
        }
    }

    /** Repositories stay with a team that gets another name. */
    @EventListener
    void on(TeamChanged event) {
        if (event.before() != null && event.after() != null) {
            db.update(EXTERNAL_REPOSITORY)
                    .set(EXTERNAL_REPOSITORY.TEAM, event.after().name())
                    .where(EXTERNAL_REPOSITORY.TEAM.eq(event.before().name()))
                    .execute();
        }
    }

    private static ExternalRepositoryRecord row(FoundRepository found) {
        ExternalRepositoryRecord row = new ExternalRepositoryRecord();
        row.setPath(found.path());
        row.setDefaultBranch(found.defaultBranch());
        row.setWebUrl(found.webUrl());
        return row;
    }

    private List<ExternalRepository> list(Condition condition, int limit) {
        return db.selectFrom(EXTERNAL_REPOSITORY)
                .where(condition)
                .orderBy(EXTERNAL_REPOSITORY.HOST, EXTERNAL_REPOSITORY.PATH, EXTERNAL_REPOSITORY.ID)
                .limit(limit)
                .fetch(row -> new ExternalRepository(
                        new RepositoryAt(row.getId(), row.getHost(), row.getPath(), row.getDefaultBranch()),
                        row.getForeignId(),
                        row.getTeam(),
                        row.getWebUrl(),
                        row.getCreatedBy(),
                        row.getCreatedAt().toInstant()));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
