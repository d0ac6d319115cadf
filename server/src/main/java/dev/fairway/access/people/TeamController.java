package dev.fairway.access.people;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.access.Team;
import dev.fairway.access.Teams;
import dev.fairway.access.User;
import dev.fairway.access.Users;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.http.Done;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Teams. Existing clients want the members as objects when they read and as plain e-mails when they write. */
@RestController
@RequestMapping("/v1/teams")
class TeamController {

    record TeamBody(
            @Nullable String name,
            @Nullable String description,
            @Nullable List<@Nullable String> users) {

        /** The e-mails, without nulls; null when none were sent. */
        @Nullable
        List<String> emails() {
            List<String> given = new ArrayList<>();
            if (users == null) {
                return null;
            }
            for (String user : users) {
                if (user != null) {
                    given.add(user);
                }
            }
            return given;
        }
    }

    record WrittenTeam(
            String name,
            @Nullable String description,
            String provider,
            List<String> users,
            Instant createdAt,
            Instant updatedAt) {
        static WrittenTeam of(Team team) {
            return new WrittenTeam(
                    team.name(), team.description(), "port", team.users(), team.createdAt(), team.updatedAt());
        }
    }

    record ReadTeam(
            String name,
            @Nullable String description,
            String provider,
            List<UserView> users,
            Instant createdAt,
            Instant updatedAt) {}

    record WrittenAnswer(boolean ok, WrittenTeam team) {}

    record ReadAnswer(boolean ok, ReadTeam team) {}

    record TeamsAnswer(boolean ok, List<ReadTeam> teams) {}

    private final Teams teams;
    private final Users users;

    TeamController(Teams teams, Users users) {
        this.teams = teams;
        this.users = users;
    }

    /** All teams with their members. */
    @GetMapping
    @Requires(Permission.MEMBER)
    TeamsAnswer list() {
        Map<String, User> people = people();
        return new TeamsAnswer(
                true, teams.all().stream().map(team -> read(team, people)).toList());
    }

    /** Makes a team. It is also an entity of the blueprint _team. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.MANAGE_PEOPLE)
    WrittenAnswer create(@RequestBody TeamBody body, Actor actor) {
        Teams.Content content = new Teams.Content(
                required(body.name()), body.description(), Objects.requireNonNullElse(body.emails(), List.of()));
        return new WrittenAnswer(true, WrittenTeam.of(teams.create(content, actor)));
    }

    /** One team with its members. */
    @GetMapping("/{name}")
    @Requires(Permission.MEMBER)
    ReadAnswer get(@PathVariable String name) {
        return new ReadAnswer(true, read(teams.get(name), people()));
    }

    /** Replaces the team; a description that is not sent is gone. */
    @PutMapping("/{name}")
    @Requires(Permission.MANAGE_PEOPLE)
    WrittenAnswer replace(@PathVariable String name, @RequestBody TeamBody body, Actor actor) {
        Teams.Content content =
                new Teams.Content(Objects.requireNonNullElse(body.name(), name), body.description(), body.emails());
        return new WrittenAnswer(true, WrittenTeam.of(teams.change(name, content, actor)));
    }

    /** Changes the parts of a team that are mentioned; members that are not in the list leave. */
    @PatchMapping("/{name}")
    @Requires(Permission.MANAGE_PEOPLE)
    WrittenAnswer change(@PathVariable String name, @RequestBody TeamBody body, Actor actor) {
        Team before = teams.get(name);
        String description = body.description() == null ? before.description() : body.description();
        Teams.Content content =
                new Teams.Content(Objects.requireNonNullElse(body.name(), name), description, body.emails());
        return new WrittenAnswer(true, WrittenTeam.of(teams.change(name, content, actor)));
    }

    /** Removes a team. Its members stay, and what it owned has no owner. */
    @DeleteMapping("/{name}")
    @Requires(Permission.MANAGE_PEOPLE)
    Done remove(@PathVariable String name, Actor actor) {
        teams.remove(name, actor);
        return Done.OK;
    }

    private Map<String, User> people() {
        return users.all().stream().collect(Collectors.toMap(User::email, Function.identity()));
    }

    private static ReadTeam read(Team team, Map<String, User> people) {
        List<UserView> members = team.users().stream()
                .map(people::get)
                .filter(Objects::nonNull)
                .map(UserView::of)
                .toList();
        return new ReadTeam(team.name(), team.description(), "port", members, team.createdAt(), team.updatedAt());
    }

    private static String required(@Nullable String name) {
        if (name == null) {
            throw new InvalidInput("name", "is needed");
        }
        return name;
    }
}
