package dev.fairway.delivery.hosts;

import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.hosts.ConnectedHost.SignsInAs;
import dev.fairway.delivery.hosts.apps.AppKey;
import dev.fairway.delivery.hosts.apps.InstallationTokens;
import dev.fairway.shared.outbound.Outbound;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The Git hosts, by the repositories that they keep. */
@Component
public class GitHosts {

    private final ConnectedHosts hosts;
    private final EmbeddedHost embedded;
    private final Repositories hosted;
    private final ExternalRepositories external;
    private final Outbound outbound;
    private final Clock clock;
    private final Memory memory;

    GitHosts(
            ConnectedHosts hosts,
            EmbeddedHost embedded,
            Repositories hosted,
            ExternalRepositories external,
            Outbound outbound,
            Clock clock) {
        this.hosts = hosts;
        this.embedded = embedded;
        this.hosted = hosted;
        this.external = external;
        this.outbound = outbound;
        this.clock = clock;
        memory = Memory.empty(clock);
    }

    /** What this node heard from hosts. */
    private record Memory(Pauses pauses, InstallationTokens tokens) {

        static Memory empty(Clock clock) {
            return new Memory(new Pauses(clock), new InstallationTokens(clock));
        }
    }

    public GitHost of(RepositoryAt repository) {
        return repository.isEmbedded() ? embedded : remote(hosts.get(repository.host()));
    }

    /** One that Fairway hosts, or one outside. @param id of Fairway's for it */
    public Optional<RepositoryAt> find(String id) {
        return ExternalRepositories.isOutside(id)
                ? external.findById(id).map(ExternalRepository::at)
                : hosted.findById(id).map(RepositoryAt::of);
    }

    /**
     * The same as its host tells of it now.
     *
     * @throws HostRefusal when it is not there any more
     */
    public RepositoryAt now(RepositoryAt repository) {
        if (repository.isEmbedded()) {
            return repository;
        }
        ExternalRepository known = external.get(repository.id());
        return remote(hosts.get(repository.host()))
                .find(repository.path())
                .filter(found -> found.id().equals(known.foreignId()))
                .map(found -> external.follow(known, found).at())
                .orElseThrow(() -> new HostRefusal(
                        "%s has no %s any more, or does not show it to Fairway"
                                .formatted(repository.host(), repository.path()),
                        404));
    }

    RemoteHost remote(ConnectedHost host) {
        return remote(host, hosts.signIn(host), memory);
    }

    /** One that is to be connected. */
    RemoteHost remote(WrittenHost wanted, SignIn signIn) {
        @Nullable String appId = signIn instanceof SignIn.App app ? app.id() : null;
        ConnectedHost host = new ConnectedHost(
                wanted.name(),
                wanted.kind(),
                wanted.url(),
                SignsInAs.of(appId),
                appId,
                null,
                false,
                "",
                clock.instant(),
                clock.instant());
        return remote(host, signIn, Memory.empty(clock));
    }

    /** It may be called again, as another token has limits of its own, and lets in by no token that it gave before. */
    void forget(String host) {
        memory.pauses().end(host);
        memory.tokens().forget(host);
    }

    private RemoteHost remote(ConnectedHost host, SignIn signIn, Memory known) {
        return switch (signIn) {
            case SignIn.Token(String token) -> byToken(host, calls(host, path -> token, known));
            case SignIn.App app -> byApp(host, app, known);
        };
    }

    private static RemoteHost byToken(ConnectedHost host, HostCalls calls) {
        return switch (host.kind()) {
            case GITHUB -> GitHubHost.byToken(calls, host.account());
            case GITLAB -> new GitLabHost(calls, host.account());
        };
    }

    private RemoteHost byApp(ConnectedHost host, SignIn.App app, Memory known) {
        AppKey key = AppKey.read(app.privateKey());
        HostCalls asApp = calls(host, path -> key.sign(app.id(), clock.instant()), known);
        InstallationTokens.App place = new InstallationTokens.App(host.name(), host.apiUrl(), app.id());
        HostCalls calls = calls(host, new AppTokens(place, asApp, known.tokens()), known);
        return GitHubHost.byApp(asApp, calls, host.account());
    }

    private HostCalls calls(ConnectedHost host, CallTokens tokens, Memory known) {
        HostCalls.Place place = new HostCalls.Place(
                host.name(),
                host.apiUrl(),
                host.signsInAs(),
                switch (host.kind()) {
                    case GITHUB -> GitHosts::github;
                    case GITLAB -> token -> Map.of("PRIVATE-TOKEN", token);
                });
        return new HostCalls(outbound, clock, place, tokens, known.pauses());
    }

    private static Map<String, String> github(String token) {
        return Map.of(
                "Accept", "application/vnd.github+json",
                "X-GitHub-Api-Version", "2022-11-28",
                "Authorization", "Bearer " + token);
    }
}
