package dev.fairway.access.organization;

import dev.fairway.access.Actor;
import dev.fairway.access.IdempotencyKey;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.access.Role;
import dev.fairway.shared.http.Done;
import java.util.List;
import java.util.Objects;
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
@RequestMapping("/v1/credentials")
class CredentialController {

    record NewCredential(
            @Nullable String name,
            @Nullable String role,
            @Nullable List<String> teams) {}

    record CredentialsAnswer(boolean ok, List<Credential> credentials) {}

    record IssuedAnswer(boolean ok, Credential credential, String clientSecret) {
        static IssuedAnswer of(Credentials.Issued issued) {
            return new IssuedAnswer(true, issued.credential(), issued.secret());
        }
    }

    private final Credentials credentials;

    CredentialController(Credentials credentials) {
        this.credentials = credentials;
    }

    /** The API credentials, without their secrets. */
    @GetMapping
    @Requires(Permission.MANAGE_ORGANIZATION)
    CredentialsAnswer list() {
        return new CredentialsAnswer(true, credentials.all());
    }

    /** Makes an API credential with a role and teams. Its secret is in this answer and never again. */
    @PostMapping
    @IdempotencyKey(IdempotencyKey.Use.REFUSED)
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.MANAGE_ORGANIZATION)
    IssuedAnswer create(@RequestBody NewCredential body, Actor actor) {
        return IssuedAnswer.of(credentials.create(
                Objects.requireNonNullElse(body.name(), ""),
                Objects.requireNonNullElse(body.role(), Role.MEMBER),
                Objects.requireNonNullElse(body.teams(), List.of()),
                actor));
    }

    /** Gives a credential a new secret. The old one and the tokens made from it end at once. */
    @PostMapping("/{clientId}/rotate")
    @IdempotencyKey(IdempotencyKey.Use.REFUSED)
    @Requires(Permission.MANAGE_ORGANIZATION)
    IssuedAnswer rotate(@PathVariable String clientId, Actor actor) {
        return IssuedAnswer.of(credentials.rotate(clientId, actor));
    }

    /** Ends a credential and every token made from it, at once. */
    @DeleteMapping("/{clientId}")
    @Requires(Permission.MANAGE_ORGANIZATION)
    Done revoke(@PathVariable String clientId, Actor actor) {
        credentials.revoke(clientId, actor);
        return Done.OK;
    }
}
