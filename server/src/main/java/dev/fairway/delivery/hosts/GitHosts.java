package dev.fairway.delivery.hosts;

import dev.fairway.delivery.git.Repositories;
import dev.fairway.shared.outbound.Outbound;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
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
    private final Pauses pauses;

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
        pauses = new Pauses(clock);
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
                        "%s has no %s any more, or does not show it to Fairway's token"
                                .formatted(repository.host(), repository.path()),
                        404));
    }

    RemoteHost remote(ConnectedHost host) {
        return remote(host, hosts.token(host.name()), pauses);
    }

    /** One that is to be connected. */
    RemoteHost remote(WrittenHost wanted, String token) {
        ConnectedHost host = new ConnectedHost(
                wanted.name(), wanted.kind(), wanted.url(), null, false, "", clock.instant(), clock.instant());
        return remote(host, token, new Pauses(clock));
    }

    /** It may be called again: another token has limits of its own. */
    void resume(ConnectedHost host) {
        pauses.end(host.name());
    }

    private RemoteHost remote(ConnectedHost host, String token, Pauses known) {
        return switch (host.kind()) {
            case GITHUB -> {
                Map<String, String> headers = Map.of(
                        "Accept", "application/vnd.github+json",
                        "X-GitHub-Api-Version", "2022-11-28",
                        "Authorization", "Bearer " + token);
                yield new GitHubHost(calls(host, headers, token, known), host.account());
            }
            case GITLAB -> new GitLabHost(calls(host, Map.of("PRIVATE-TOKEN", token), token, known), host.account());
        };
    }

    private HostCalls calls(ConnectedHost host, Map<String, String> headers, String token, Pauses known) {
        HostCalls.Place place = new HostCalls.Place(host.name(), host.apiUrl(), headers, token);
        return new HostCalls(outbound, clock, place, known);
    }
}
