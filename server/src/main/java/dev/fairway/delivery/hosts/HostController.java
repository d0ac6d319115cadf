package dev.fairway.delivery.hosts;

import dev.fairway.access.Actor;
import dev.fairway.access.IdempotencyKey;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.delivery.hosts.ConnectedHost.Kind;
import dev.fairway.shared.Choice;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.http.Done;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Git hosts outside, such as GitHub. */
@RestController
@RequestMapping("/v1/git-hosts")
class HostController {

    record HostsAnswer(boolean ok, List<ConnectedHost> hosts) {}

    record HostAnswer(boolean ok, ConnectedHost host) {}

    /**
     * @param works whether the host answered and let Fairway in
     * @param account as whom; null where it does not work
     * @param reason why it does not work; null where it does
     */
    record HostTestAnswer(
            boolean ok,
            boolean works,
            @Nullable String account,
            @Nullable String reason) {}

    /**
     * @param kind GITHUB or GITLAB
     * @param url that people open, such as https://github.com
     * @param token that may read and write repositories; it is not shown again. Null keeps what is there, or where an app is given
     * @param appId of a GitHub App in place of a token, in digits. Null keeps the one that is there
     * @param privateKey of that app, an RSA key of at least 2,048 bits as PEM; it is not shown again. Null keeps the one that is
     *     there
     * @param webhookSecret that its webhooks are signed with, 16 to 200 characters; it is not shown again. Null keeps the one
     *     that is there
     */
    record HostBody(
            @Nullable String kind,
            @Nullable String url,
            @Nullable String token,
            @Nullable String appId,
            @Nullable String privateKey,
            @Nullable String webhookSecret) {}

    private final ConnectedHosts hosts;
    private final GitHosts known;
    private final ExternalRepositories repositories;

    HostController(ConnectedHosts hosts, GitHosts known, ExternalRepositories repositories) {
        this.hosts = hosts;
        this.known = known;
        this.repositories = repositories;
    }

    /** The Git hosts that are connected, by name. */
    @GetMapping
    @Requires(Permission.MEMBER)
    HostsAnswer list() {
        return new HostsAnswer(true, hosts.all());
    }

    /**
     * Connects a Git host, or changes how it is connected, once it answered and took the token or the app.
     *
     * @param host its name in Fairway, by which its repositories are written
     */
    @PutMapping("/{host}")
    @Requires(Permission.MANAGE_ORGANIZATION)
    HostAnswer put(@PathVariable String host, @RequestBody HostBody body, Actor actor) {
        WrittenHost wanted = new WrittenHost(
                host,
                Choice.of(Kind.class, "kind", String.valueOf(body.kind())),
                Objects.requireNonNullElse(body.url(), ""),
                body.token(),
                body.appId(),
                body.privateKey(),
                body.webhookSecret());
        SignIn signIn = hosts.signInFor(wanted);
        String account = known.remote(wanted, signIn).account();
        if (account.isBlank()) {
            throw new InvalidInput("url", "does not answer as %s does".formatted(wanted.kind()));
        }
        ConnectedHost connected = hosts.put(wanted, signIn, account, actor);
        known.forget(host);
        return new HostAnswer(true, connected);
    }

    /** Asks a Git host as whom Fairway is signed in. */
    @PostMapping("/{host}/test")
    @IdempotencyKey(IdempotencyKey.Use.IGNORED)
    @Requires(Permission.MANAGE_ORGANIZATION)
    HostTestAnswer test(@PathVariable String host) {
        ConnectedHost connected = hosts.get(host);
        try {
            return new HostTestAnswer(true, true, known.remote(connected).account(), null);
        } catch (PlatformException failure) {
            return new HostTestAnswer(true, false, null, failure.reason());
        }
    }

    /** Forgets a Git host and its repositories. Nothing changes there. */
    @DeleteMapping("/{host}")
    @Requires(Permission.MANAGE_ORGANIZATION)
    Done remove(@PathVariable String host, Actor actor) {
        ConnectedHost connected = hosts.get(host);
        repositories.removeAllOf(host, actor);
        hosts.remove(connected, actor);
        known.forget(host);
        return Done.OK;
    }
}
