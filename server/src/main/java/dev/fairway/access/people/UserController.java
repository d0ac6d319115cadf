package dev.fairway.access.people;

import dev.fairway.access.Actor;
import dev.fairway.access.IdempotencyKey;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.access.Role;
import dev.fairway.access.User;
import dev.fairway.access.Users;
import dev.fairway.access.signin.Passwords;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.http.Done;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/users")
class UserController {

    record Person(
            @Nullable String email,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable List<String> roles,
            @Nullable List<String> teams,
            User.@Nullable Status status) {}

    record Invitation(@Nullable Person invitee) {}

    record UsersAnswer(boolean ok, List<UserView> users) {}

    record UserAnswer(boolean ok, UserView user) {}

    /** @param temporaryPassword shown once; the person has to choose another at the first sign-in */
    record InvitedAnswer(boolean ok, UserView user, String temporaryPassword) {}

    private final Users users;
    private final Passwords passwords;
    private final SecureRandom random = new SecureRandom();

    UserController(Users users, Passwords passwords) {
        this.users = users;
        this.passwords = passwords;
    }

    /** All people. */
    @GetMapping
    @Requires(Permission.MEMBER)
    UsersAnswer list() {
        return new UsersAnswer(true, users.all().stream().map(UserView::of).toList());
    }

    /** Adds a person. The answer holds a password for the first sign-in; it is shown once. */
    @PostMapping("/invite")
    @IdempotencyKey(IdempotencyKey.Use.REFUSED)
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.MANAGE_PEOPLE)
    InvitedAnswer invite(@RequestBody Invitation invitation, Actor actor) {
        Person invitee = invitation.invitee();
        if (invitee == null || invitee.email() == null) {
            throw new InvalidInput("invitee.email", "is needed");
        }
        byte[] bytes = new byte[15];
        random.nextBytes(bytes);
        String password = Base64.getUrlEncoder().encodeToString(bytes);
        List<String> roles = Objects.requireNonNullElse(invitee.roles(), List.of(Role.MEMBER));
        Users.Change change = new Users.Change(name(invitee, User.Name.NONE), roles, invitee.teams(), null);
        User user = users.invite(invitee.email(), change, passwords.hash(password), actor);
        return new InvitedAnswer(true, UserView.of(user), password);
    }

    /** One person, by e-mail address. */
    @GetMapping("/{email}")
    @Requires(Permission.MEMBER)
    UserAnswer get(@PathVariable String email) {
        return new UserAnswer(true, UserView.of(users.get(email)));
    }

    /** Changes the name, roles, teams or status of a person. */
    @PatchMapping("/{email}")
    @Requires(Permission.MANAGE_PEOPLE)
    UserAnswer change(@PathVariable String email, @RequestBody Person body, Actor actor) {
        User before = users.get(email);
        Users.Change change = new Users.Change(name(body, before.name()), body.roles(), body.teams(), body.status());
        return new UserAnswer(true, UserView.of(users.change(email, change, actor)));
    }

    /** Removes a person. What they changed stays in the audit log. */
    @DeleteMapping("/{email}")
    @Requires(Permission.MANAGE_PEOPLE)
    Done remove(@PathVariable String email, Actor actor) {
        users.remove(email, actor);
        return Done.OK;
    }

    private static User.Name name(Person person, User.Name before) {
        return new User.Name(
                Objects.requireNonNullElse(person.firstName(), before.first()),
                Objects.requireNonNullElse(person.lastName(), before.last()));
    }
}
