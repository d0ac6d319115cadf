package dev.fairway.access;

import static fairway.tables.access.Tables.APP_USER;
import static fairway.tables.access.Tables.TEAM;
import static fairway.tables.access.Tables.TEAM_MEMBER;
import static org.jooq.impl.DSL.arrayOverlap;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import dev.fairway.access.signin.PasswordHash;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.Problem;
import fairway.tables.access.tables.records.AppUserRecord;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The people of the organisation. */
@Repository
public class Users {

    private static final int MAX_NAME = 100;
    private static final int MAX_EMAIL = 254;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

    private static final Field<List<String>> TEAMS = multiset(select(TEAM.NAME)
                    .from(TEAM)
                    .join(TEAM_MEMBER)
                    .on(TEAM_MEMBER.TEAM_ID.eq(TEAM.ID))
                    .where(TEAM_MEMBER.USER_ID.eq(APP_USER.ID))
                    .orderBy(TEAM.NAME))
            .convertFrom(rows -> rows.getValues(TEAM.NAME));

    private final DSLContext db;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Users(DSLContext db, Clock clock, ApplicationEventPublisher events) {
        this.db = db;
        this.clock = clock;
        this.events = events;
    }

    public List<User> all() {
        return list(DSL.noCondition());
    }

    /** Those who can sign in, and are named by e-mail, by role or by team. */
    public List<User> active(Collection<String> emails, Collection<String> roles, Collection<String> teams) {
        Condition byTeam = APP_USER.ID.in(select(TEAM_MEMBER.USER_ID)
                .from(TEAM_MEMBER)
                .join(TEAM)
                .on(TEAM.ID.eq(TEAM_MEMBER.TEAM_ID))
                .where(TEAM.NAME.in(teams)));
        Condition byRole = arrayOverlap(APP_USER.ROLES, val(roles.toArray(String[]::new), APP_USER.ROLES));
        Condition named = DSL.or(
                emails.isEmpty() ? falseCondition() : APP_USER.EMAIL.in(emails),
                roles.isEmpty() ? falseCondition() : byRole,
                teams.isEmpty() ? falseCondition() : byTeam);
        return list(APP_USER.STATUS.eq(User.Status.ACTIVE.name()).and(named));
    }

    public Optional<User> find(String email) {
        return list(APP_USER.EMAIL.eq(normalised(email))).stream().findFirst();
    }

    public User get(String email) {
        return find(email).orElseThrow(() -> new NotFound("user", "email", email));
    }

    /** What may be said about a person; null leaves it as it is. */
    public record Change(
            User.@Nullable Name name,
            @Nullable List<String> roles,
            @Nullable List<String> teams,
            User.@Nullable Status status) {}

    /** Invites somebody without a password; an administrator gives one at the console. */
    @Transactional
    public User invite(String email, Change change, Actor actor) {
        return invite(email, change, PasswordHash.OF_NOTHING, actor);
    }

    /** @param passwordHash as the password encoder made it; the person must change the password at first sign-in */
    @Transactional
    public User invite(String email, Change change, String passwordHash, Actor actor) {
        String address = normalised(email);
        check(address, change);
        OffsetDateTime now = now();
        int inserted = db.insertInto(APP_USER)
                .set(APP_USER.ID, UUID.randomUUID())
                .set(APP_USER.EMAIL, address)
                .set(APP_USER.PASSWORD_HASH, passwordHash)
                .set(APP_USER.MUST_CHANGE_PASSWORD, true)
                .set(APP_USER.STATUS, User.Status.INVITED.name())
                .set(APP_USER.CREATED_AT, now)
                .set(APP_USER.CREATED_BY, actor.name())
                .set(APP_USER.UPDATED_AT, now)
                .set(APP_USER.UPDATED_BY, actor.name())
                .onConflictDoNothing()
                .execute();
        if (inserted == 0) {
            throw Conflict.exists("user", address);
        }
        apply(address, change, actor);
        User invited = get(address);
        events.publishEvent(new UserChanged(null, invited, actor.name()));
        return invited;
    }

    @Transactional
    public User change(String email, Change change, Actor actor) {
        User before = get(email);
        check(before.email(), change);
        refuseToLoseLastAdmin(before, change);
        apply(before.email(), change, actor);
        User after = get(email);
        events.publishEvent(new UserChanged(before, after, actor.name()));
        return after;
    }

    @Transactional
    public void remove(String email, Actor actor) {
        User user = get(email);
        refuseToLoseLastAdmin(user, new Change(null, List.of(), null, null));
        db.deleteFrom(APP_USER).where(APP_USER.ID.eq(user.id())).execute();
        events.publishEvent(new UserChanged(user, null, actor.name()));
    }

    private void apply(String email, Change change, Actor actor) {
        AppUserRecord changed = db.newRecord(APP_USER);
        changed.setUpdatedAt(now());
        changed.setUpdatedBy(actor.name());
        if (change.name() != null) {
            changed.setFirstName(change.name().first());
            changed.setLastName(change.name().last());
        }
        if (change.roles() != null) {
            changed.setRoles(change.roles().toArray(String[]::new));
        }
        if (change.status() != null) {
            changed.setStatus(change.status().name());
        }
        db.update(APP_USER).set(changed).where(APP_USER.EMAIL.eq(email)).execute();
        if (change.teams() != null) {
            joinTeams(email, change.teams());
        }
    }

    private void joinTeams(String email, List<String> teams) {
        List<String> known =
                db.select(TEAM.NAME).from(TEAM).where(TEAM.NAME.in(teams)).fetch(TEAM.NAME);
        for (String team : teams) {
            if (!known.contains(team)) {
                throw new NotFound("team", "name", team);
            }
        }
        db.deleteFrom(TEAM_MEMBER)
                .where(TEAM_MEMBER.USER_ID.in(select(APP_USER.ID).from(APP_USER).where(APP_USER.EMAIL.eq(email))))
                .execute();
        db.insertInto(TEAM_MEMBER, TEAM_MEMBER.TEAM_ID, TEAM_MEMBER.USER_ID)
                .select(select(TEAM.ID, APP_USER.ID)
                        .from(TEAM)
                        .crossJoin(APP_USER)
                        .where(TEAM.NAME.in(teams).and(APP_USER.EMAIL.eq(email))))
                .execute();
    }

    private void refuseToLoseLastAdmin(User user, Change change) {
        boolean keepsRole = change.roles() == null || change.roles().contains(Role.ADMIN);
        boolean staysActive = change.status() == null || change.status() != User.Status.DISABLED;
        if (!user.roles().contains(Role.ADMIN) || (keepsRole && staysActive)) {
            return;
        }
        boolean another = db.fetchExists(
                APP_USER,
                APP_USER.EMAIL
                        .ne(user.email())
                        .and(APP_USER.STATUS.ne(User.Status.DISABLED.name()))
                        .and(APP_USER.ROLES.contains(new String[] {Role.ADMIN})));
        if (!another) {
            throw new InvalidInput(
                    "roles", "\"%s\" is the last administrator; make somebody else one first".formatted(user.email()));
        }
    }

    private static void check(String email, Change change) {
        List<Problem> problems = new ArrayList<>();
        if (!EMAIL.matcher(email).matches() || email.length() > MAX_EMAIL) {
            problems.add(new Problem("email", "\"%s\" is not an e-mail address".formatted(email)));
        }
        if (change.name() != null
                && (change.name().first().length() > MAX_NAME
                        || change.name().last().length() > MAX_NAME)) {
            problems.add(new Problem("name", "first and last name have at most %d characters".formatted(MAX_NAME)));
        }
        if (change.roles() != null) {
            change.roles().stream()
                    .filter(role -> !Role.isKnown(role))
                    .forEach(role -> problems.add(new Problem(
                            "roles",
                            "\"%s\" is not a role; use Admin, Member or <blueprint>-moderator".formatted(role))));
        }
        InvalidInput.check(problems);
    }

    private List<User> list(Condition condition) {
        return db.select(APP_USER.asterisk(), TEAMS)
                .from(APP_USER)
                .where(condition)
                .orderBy(APP_USER.EMAIL)
                .fetch(Users::user);
    }

    private static User user(Record row) {
        OffsetDateTime signedIn = row.get(APP_USER.LAST_SIGN_IN_AT);
        return new User(
                row.get(APP_USER.ID),
                row.get(APP_USER.EMAIL),
                new User.Name(row.get(APP_USER.FIRST_NAME), row.get(APP_USER.LAST_NAME)),
                User.Status.valueOf(row.get(APP_USER.STATUS)),
                Arrays.asList(row.get(APP_USER.ROLES)),
                row.get(TEAMS),
                new User.Times(
                        row.get(APP_USER.CREATED_AT).toInstant(),
                        row.get(APP_USER.UPDATED_AT).toInstant(),
                        signedIn == null ? null : signedIn.toInstant()));
    }

    private static String normalised(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
