package dev.fairway.access.signin;

import dev.fairway.access.Actor;
import dev.fairway.access.IdempotencyKey;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.access.User;
import dev.fairway.access.Users;
import dev.fairway.access.signin.PersonalTokens.PersonalToken;
import dev.fairway.shared.Refused;
import dev.fairway.shared.http.Done;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/tokens")
class PersonalTokenController {

    record NewToken(@Nullable String name, @Nullable Long expiresInDays) {}

    record TokensAnswer(boolean ok, List<PersonalToken> tokens) {}

    record TokenAnswer(boolean ok, PersonalToken token, String value) {}

    private static final long DEFAULT_DAYS = 90;

    private final PersonalTokens tokens;
    private final Users users;

    PersonalTokenController(PersonalTokens tokens, Users users) {
        this.tokens = tokens;
        this.users = users;
    }

    /** The personal tokens of whoever asks, without their secrets. */
    @GetMapping
    @Requires(Permission.MEMBER)
    TokensAnswer list(Actor actor) {
        return new TokensAnswer(true, tokens.of(person(actor)));
    }

    /** Makes a personal token, which may do what its owner may. It is in this answer and never again. */
    @PostMapping
    @IdempotencyKey(IdempotencyKey.Use.REFUSED)
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.MEMBER)
    TokenAnswer create(@RequestBody NewToken body, Actor actor) {
        PersonalTokens.Issued issued = tokens.create(
                person(actor),
                Objects.requireNonNullElse(body.name(), ""),
                Objects.requireNonNullElse(body.expiresInDays(), DEFAULT_DAYS));
        return new TokenAnswer(true, issued.token(), issued.value());
    }

    /** Ends a personal token, at once. */
    @DeleteMapping("/{id}")
    @Requires(Permission.MEMBER)
    Done revoke(@PathVariable UUID id, Actor actor) {
        tokens.revoke(person(actor), id);
        return Done.OK;
    }

    private User person(Actor actor) {
        if (actor.kind() != Actor.Kind.PERSON) {
            throw new Refused("Personal tokens belong to people; %s is a credential".formatted(actor.name()));
        }
        return users.get(actor.name());
    }
}
