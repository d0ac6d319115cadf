package dev.fairway.access;

import static fairway.tables.access.Tables.APP_USER;
import static fairway.tables.access.Tables.TEAM;
import static fairway.tables.access.Tables.TEAM_MEMBER;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;

import dev.fairway.shared.Conflict;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.NotFound;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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

/** The teams of the organisation and who is in them. */
@Repository
public class Teams {

    private static final int MAX_NAME = 100;
    private static final int MAX_DESCRIPTION = 1000;
    private static final Pattern NAME = Pattern.compile("[^;#/?\\s]|[^;#/?\\s][^;#/?]*[^;#/?\\s]");

    private static final Field<List<String>> MEMBERS = multiset(select(APP_USER.EMAIL)
                    .from(APP_USER)
                    .join(TEAM_MEMBER)
                    .on(TEAM_MEMBER.USER_ID.eq(APP_USER.ID))
                    .where(TEAM_MEMBER.TEAM_ID.eq(TEAM.ID))
                    .orderBy(APP_USER.EMAIL))
            .convertFrom(rows -> rows.getValues(APP_USER.EMAIL));

    private final DSLContext db;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Teams(DSLContext db, Clock clock, ApplicationEventPublisher events) {
        this.db = db;
        this.clock = clock;
        this.events = events;
    }

    public List<Team> all() {
        return list(DSL.noCondition());
    }

    public List<String> names() {
        return db.select(TEAM.NAME).from(TEAM).fetch(TEAM.NAME);
    }

    public Optional<Team> find(String name) {
        return list(TEAM.NAME.eq(name)).stream().findFirst();
    }

    public Team get(String name) {
        return find(name).orElseThrow(() -> new NotFound("team", "name", name));
    }

    /** @param users e-mails; null leaves the members as they are */
    public record Content(
            String name,
            @Nullable String description,
            @Nullable List<String> users) {

        public Content {
            if (!NAME.matcher(name).matches() || name.length() > MAX_NAME) {
                throw new InvalidInput(
                        "name",
                        "\"%s\" cannot name a team: 1 to %d characters, none of ; # / ?, no blank at either end"
                                .formatted(name, MAX_NAME));
            }
            if (description != null && description.length() > MAX_DESCRIPTION) {
                throw new InvalidInput("description", "has at most %d characters".formatted(MAX_DESCRIPTION));
            }
        }
    }

    @Transactional
    public Team create(Content content, Actor actor) {
        OffsetDateTime now = now();
        UUID id = UUID.randomUUID();
        int inserted = db.insertInto(TEAM)
                .set(TEAM.ID, id)
                .set(TEAM.NAME, content.name())
                .set(TEAM.DESCRIPTION, content.description())
                .set(TEAM.CREATED_AT, now)
                .set(TEAM.CREATED_BY, actor.name())
                .set(TEAM.UPDATED_AT, now)
                .set(TEAM.UPDATED_BY, actor.name())
                .onConflictDoNothing()
                .execute();
        if (inserted == 0) {
            throw Conflict.exists("team", content.name());
        }
        setMembers(id, content.users());
        Team created = get(content.name());
        events.publishEvent(new TeamChanged(null, created, actor.name()));
        return created;
    }

    /** Replaces name and description, and the members where they are given. */
    @Transactional
    public Team change(String name, Content content, Actor actor) {
        Team before = get(name);
        if (!content.name().equals(name) && find(content.name()).isPresent()) {
            throw Conflict.exists("team", content.name());
        }
        db.update(TEAM)
                .set(TEAM.NAME, content.name())
                .set(TEAM.DESCRIPTION, content.description())
                .set(TEAM.UPDATED_AT, now())
                .set(TEAM.UPDATED_BY, actor.name())
                .where(TEAM.ID.eq(before.id()))
                .execute();
        setMembers(before.id(), content.users());
        Team after = get(content.name());
        events.publishEvent(new TeamChanged(before, after, actor.name()));
        return after;
    }

    @Transactional
    public void remove(String name, Actor actor) {
        Team team = get(name);
        db.deleteFrom(TEAM).where(TEAM.ID.eq(team.id())).execute();
        events.publishEvent(new TeamChanged(team, null, actor.name()));
    }

    private void setMembers(UUID team, @Nullable List<String> users) {
        if (users == null) {
            return;
        }
        List<String> wanted = users.stream()
                .map(email -> email.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        List<String> known = db.select(APP_USER.EMAIL)
                .from(APP_USER)
                .where(APP_USER.EMAIL.in(wanted))
                .fetch(APP_USER.EMAIL);
        wanted.stream().filter(email -> !known.contains(email)).findFirst().ifPresent(email -> {
            throw new NotFound("user", "email", email);
        });
        db.deleteFrom(TEAM_MEMBER).where(TEAM_MEMBER.TEAM_ID.eq(team)).execute();
        db.insertInto(TEAM_MEMBER, TEAM_MEMBER.TEAM_ID, TEAM_MEMBER.USER_ID)
                .select(select(DSL.val(team), APP_USER.ID).from(APP_USER).where(APP_USER.EMAIL.in(wanted)))
                .execute();
    }

    private List<Team> list(Condition condition) {
        return db.select(TEAM.asterisk(), MEMBERS)
                .from(TEAM)
                .where(condition)
                .orderBy(TEAM.NAME)
                .fetch(Teams::team);
    }

    private static Team team(Record row) {
        return new Team(
                row.get(TEAM.ID),
                row.get(TEAM.NAME),
                row.get(TEAM.DESCRIPTION),
                row.get(MEMBERS),
                row.get(TEAM.CREATED_AT).toInstant(),
                row.get(TEAM.UPDATED_AT).toInstant());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
