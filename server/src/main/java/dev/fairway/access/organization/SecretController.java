package dev.fairway.access.organization;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.http.Done;
import java.util.List;
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
@RequestMapping("/v1/organization/secrets")
class SecretController {

    record NewSecret(
            @Nullable String secretName,
            @Nullable String secretValue,
            @Nullable String description) {
        @Override
        public String toString() {
            return "NewSecret[" + secretName + "]";
        }
    }

    record SecretAnswer(boolean ok, Secret secret) {}

    record SecretsAnswer(boolean ok, List<Secret> secrets) {}

    private final Secrets secrets;

    SecretController(Secrets secrets) {
        this.secrets = secrets;
    }

    /** The names and descriptions of the organisation's secrets. No operation gives a value back. */
    @GetMapping
    @Requires(Permission.MANAGE_ORGANIZATION)
    SecretsAnswer list() {
        return new SecretsAnswer(true, secrets.all());
    }

    /** Keeps a secret, encrypted. Its value is never given back. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.MANAGE_ORGANIZATION)
    SecretAnswer create(@RequestBody NewSecret body, Actor actor) {
        if (body.secretName() == null || body.secretValue() == null) {
            throw new InvalidInput("", "secretName and secretValue are needed");
        }
        return new SecretAnswer(true, secrets.create(body.secretName(), body.secretValue(), description(body), actor));
    }

    /** The name and description of a secret. */
    @GetMapping("/{name}")
    @Requires(Permission.MANAGE_ORGANIZATION)
    SecretAnswer get(@PathVariable String name) {
        return new SecretAnswer(true, secrets.get(name));
    }

    /** Changes the value, the description or both. A description that is left out becomes empty. */
    @PatchMapping("/{name}")
    @Requires(Permission.MANAGE_ORGANIZATION)
    SecretAnswer change(@PathVariable String name, @RequestBody NewSecret body, Actor actor) {
        return new SecretAnswer(true, secrets.change(name, body.secretValue(), description(body), actor));
    }

    /** Forgets a secret. */
    @DeleteMapping("/{name}")
    @Requires(Permission.MANAGE_ORGANIZATION)
    Done remove(@PathVariable String name, Actor actor) {
        secrets.remove(name, actor);
        return Done.OK;
    }

    private static @Nullable String description(NewSecret body) {
        return body.description() == null || body.description().isEmpty() ? null : body.description();
    }
}
