package dev.fairway.delivery.git;

import static fairway.tables.delivery.Tables.REPOSITORY;
import static fairway.tables.delivery.Tables.REPOSITORY_GRANT;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;

import dev.fairway.access.Actor;
import dev.fairway.access.TeamChanged;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.NotFound;
import fairway.tables.delivery.tables.records.RepositoryRecord;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The repositories that Fairway hosts. */
@Repository
public class Repositories {

    private static final Field<List<Grant>> GRANTS = multiset(
                    select(REPOSITORY_GRANT.KIND, REPOSITORY_GRANT.NAME, REPOSITORY_GRANT.LEVEL)
                            .from(REPOSITORY_GRANT)
                            .where(REPOSITORY_GRANT.REPOSITORY_ID.eq(REPOSITORY.ID))
                            .orderBy(REPOSITORY_GRANT.KIND, REPOSITORY_GRANT.NAME))
            .convertFrom(rows -> rows.map(row ->
                    new Grant(Grant.Kind.valueOf(row.value1()), row.value2(), Grant.Level.valueOf(row.value3()))));

    private final DSLContext db;
    private final Clock clock;
    private final GitFolders folders;
    private final WrittenRepositories written;
    private final FormerNames former;
    private final ApplicationEventPublisher events;

    Repositories(
            DSLContext db,
            Clock clock,
            GitFolders folders,
            WrittenRepositories written,
            FormerNames former,
            ApplicationEventPublisher events) {
        this.db = db;
        this.clock = clock;
        this.folders = folders;
        this.written = written;
        this.former = former;
        this.events = events;
    }

    public Optional<HostedRepository> find(RepositoryName name) {
        return list(REPOSITORY.OWNER.eq(name.owner()).and(REPOSITORY.NAME.eq(name.name()))).stream()
                .findFirst();
    }

    /** By the name that it has, or had until another took it. */
    public Optional<HostedRepository> findNowOrBefore(RepositoryName name) {
        return find(name).or(() -> former.find(name).flatMap(this::findById));
    }

    /** @throws RepositoryRenamed when it had that name before */
    public HostedRepository get(RepositoryName name) {
        return find(name)
                .orElseThrow(() -> former.find(name)
                        .flatMap(this::findById)
                        .<RuntimeException>map(renamed -> new RepositoryRenamed(name, renamed.name()))
                        .orElseGet(() -> new NotFound("repository", "name", name.toString())));
    }

    public HostedRepository byId(String id) {
        return findById(id).orElseThrow(() -> new NotFound("repository", "id", id));
    }

    public Optional<HostedRepository> findById(String id) {
        return list(REPOSITORY.ID.eq(id)).stream().findFirst();
    }

    /** In the order of owners and names. @param behind of the last one of the page before */
    List<HostedRepository> page(RepositoryFilter filter, Actor actor, @Nullable RepositoryName behind, int limit) {
        return db.select(REPOSITORY.asterisk(), GRANTS)
                .from(REPOSITORY)
                .where(filter.conditions(actor, behind))
                .orderBy(REPOSITORY.OWNER, REPOSITORY.NAME)
                .limit(limit)
                .fetch(Repositories::repository);
    }

    /** Makes an empty repository. Whether the actor may is judged by whoever calls. */
    @Transactional
    public HostedRepository create(WrittenRepository wanted, Actor actor) {
        return made(wanted, null, actor)
                .orElseThrow(() -> Conflict.exists("repository", wanted.name().toString()));
    }

    /**
     * The same for steps that are repeated after a crash: what was made under that key is given back.
     *
     * @param key unique among all that is made so, at most 200 characters
     */
    @Transactional
    public HostedRepository createOnce(String key, WrittenRepository wanted, Actor actor) {
        return list(REPOSITORY.CREATION_KEY.eq(key)).stream()
                .findFirst()
                .or(() -> made(wanted, key, actor))
                .or(() -> list(REPOSITORY.CREATION_KEY.eq(key)).stream().findFirst())
                .orElseThrow(() -> Conflict.exists("repository", wanted.name().toString()));
    }

    /** What {@link #createOnce} made under that key. */
    public Optional<HostedRepository> madeOnce(String key) {
        return list(REPOSITORY.CREATION_KEY.eq(key)).stream().findFirst();
    }

    /** The folder is there before the row, so that no repository is without one; a folder without a row is set aside later. */
    private Optional<HostedRepository> made(WrittenRepository wanted, @Nullable String key, Actor actor) {
        written.check(wanted);
        written.checkRoom(wanted.name().owner());
        String id = UUID.randomUUID().toString();
        folders.make(id, wanted.defaultBranch());
        RepositoryRecord row = wanted.row();
        row.setId(id);
        row.setOwner(wanted.name().owner());
        row.setName(wanted.name().name());
        row.setCreationKey(key);
        row.setCreatedAt(now());
        row.setCreatedBy(actor.name());
        row.setUpdatedAt(now());
        if (db.insertInto(REPOSITORY).set(row).onConflictDoNothing().execute() == 0) {
            folders.setAside(id);
            return Optional.empty();
        }
        former.take(wanted.name());
        putGrants(id, wanted.grants());
        HostedRepository made = byId(id);
        events.publishEvent(RepositoryChanged.made(made, actor));
        return Optional.of(made);
    }

    /** Changes everything but the name. Whether the actor may is judged by whoever calls. */
    @Transactional
    public HostedRepository change(HostedRepository before, WrittenRepository wanted, Actor actor) {
        written.check(wanted);
        boolean moves = !before.defaultBranch().equals(wanted.defaultBranch());
        if (moves && !folders.canBeginWith(before.id(), wanted.defaultBranch())) {
            throw new InvalidInput(
                    "defaultBranch", "there is no branch \"%s\"; push it first".formatted(wanted.defaultBranch()));
        }
        RepositoryRecord row = wanted.row();
        row.setUpdatedAt(now());
        db.update(REPOSITORY).set(row).where(REPOSITORY.ID.eq(before.id())).execute();
        db.deleteFrom(REPOSITORY_GRANT)
                .where(REPOSITORY_GRANT.REPOSITORY_ID.eq(before.id()))
                .execute();
        putGrants(before.id(), wanted.grants());
        HostedRepository after = byId(before.id());
        events.publishEvent(RepositoryChanged.changed(before, after, actor));
        if (moves) {
            afterCommit(() -> folders.begin(after.id(), after.defaultBranch()));
        }
        return after;
    }

    /**
     * Gives it another name. It keeps all that belongs to it, and the old name leads to it until another repository takes that.
     *
     * @throws Conflict when another one has the name, or it belongs to the platform, which finds its own by their names
     */
    @Transactional
    public HostedRepository rename(HostedRepository before, String name, Actor actor) {
        RepositoryName next = RepositoryName.checked(before.name().owner(), name);
        if (next.owner().equals(RepositoryName.PLATFORM)) {
            throw new Conflict(
                    "name_is_fixed",
                    "%s belongs to the platform, which finds it by its name; it keeps it".formatted(before.name()),
                    Map.of("repository", before.name().toString()));
        }
        written.lock(next.owner());
        if (next.equals(byId(before.id()).name())) {
            return before;
        }
        if (find(next).isPresent()) {
            throw Conflict.exists("repository", next.toString());
        }
        former.take(next);
        former.take(before.name());
        former.leave(before.name(), before.id());
        db.update(REPOSITORY)
                .set(REPOSITORY.NAME, next.name())
                .set(REPOSITORY.UPDATED_AT, now())
                .where(REPOSITORY.ID.eq(before.id()))
                .execute();
        HostedRepository after = byId(before.id());
        events.publishEvent(RepositoryChanged.changed(before, after, actor));
        return after;
    }

    /** @param confirmation has to be its name */
    @Transactional
    public void remove(HostedRepository repository, @Nullable String confirmation, Actor actor) {
        if (!repository.name().name().equals(confirmation)) {
            throw new InvalidInput(
                    "confirm",
                    "has to be \"%s\", the name of the repository that is deleted with everything in it"
                            .formatted(repository.name().name()));
        }
        events.publishEvent(RepositoryChanged.deleted(repository, actor));
        db.deleteFrom(REPOSITORY).where(REPOSITORY.ID.eq(repository.id())).execute();
        afterCommit(() -> folders.setAside(repository.id()));
    }

    /** Repositories stay with a team that gets another name. */
    @EventListener
    void on(TeamChanged event) {
        if (event.before() == null
                || event.after() == null
                || event.before().name().equals(event.after().name())) {
            return;
        }
        String before = event.before().name();
        String after = event.after().name();
        db.update(REPOSITORY)
                .set(REPOSITORY.OWNER, after)
                .where(REPOSITORY.OWNER.eq(before))
                .execute();
        former.move(before, after);
        db.update(REPOSITORY_GRANT)
                .set(REPOSITORY_GRANT.NAME, after)
                .where(REPOSITORY_GRANT.KIND.eq(Grant.Kind.TEAM.name()), REPOSITORY_GRANT.NAME.eq(before))
                .execute();
    }

    /** Whether there is one that is not the platform team's own. */
    public boolean isAnyOfTeams() {
        return db.fetchExists(REPOSITORY, REPOSITORY.OWNER.ne(RepositoryName.PLATFORM));
    }

    boolean isThere(String id) {
        return db.fetchExists(REPOSITORY, REPOSITORY.ID.eq(id));
    }

    /** By id the names of their default branches. */
    Map<String, String> defaultBranches() {
        return db.select(REPOSITORY.ID, REPOSITORY.DEFAULT_BRANCH)
                .from(REPOSITORY)
                .fetchMap(REPOSITORY.ID, REPOSITORY.DEFAULT_BRANCH);
    }

    private void putGrants(String id, List<Grant> grants) {
        grants.forEach(grant -> db.insertInto(REPOSITORY_GRANT)
                .set(REPOSITORY_GRANT.REPOSITORY_ID, id)
                .set(REPOSITORY_GRANT.KIND, grant.kind().name())
                .set(REPOSITORY_GRANT.NAME, grant.name())
                .set(REPOSITORY_GRANT.LEVEL, grant.level().name())
                .execute());
    }

    private List<HostedRepository> list(Condition condition) {
        return db.select(REPOSITORY.asterisk(), GRANTS)
                .from(REPOSITORY)
                .where(condition)
                .fetch(Repositories::repository);
    }

    private static HostedRepository repository(Record found) {
        RepositoryRecord row = found.into(REPOSITORY);
        OffsetDateTime pushed = row.getPushedAt();
        return new HostedRepository(
                row.getId(),
                new RepositoryName(row.getOwner(), row.getName()),
                row.getDescription(),
                row.getDefaultBranch(),
                new Protection(
                        row.getProtected(),
                        row.getRequiredApprovals(),
                        row.getStaleApprovals(),
                        Arrays.asList(row.getRequiredChecks())),
                found.get(GRANTS),
                new HostedRepository.Activity(
                        row.getCreatedBy(),
                        row.getCreatedAt().toInstant(),
                        row.getBytes(),
                        pushed == null ? null : pushed.toInstant()));
    }

    private static void afterCommit(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
