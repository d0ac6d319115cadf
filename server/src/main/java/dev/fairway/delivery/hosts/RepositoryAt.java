package dev.fairway.delivery.hosts;

import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.RepositoryName;

/**
 * A repository at a Git host.
 *
 * @param id of Fairway's for it, which stays when it is renamed
 * @param host name of a connected host, or {@code embedded}
 * @param path as the host names it, such as {@code acme/parcel}
 */
public record RepositoryAt(String id, String host, String path, String defaultBranch) {

    static final String EMBEDDED = "embedded";

    public static RepositoryAt of(HostedRepository repository) {
        return new RepositoryAt(repository.id(), EMBEDDED, repository.name().toString(), repository.defaultBranch());
    }

    public boolean isEmbedded() {
        return host.equals(EMBEDDED);
    }

    /** As people write it: {@code owner/name}, or {@code host:path} of one outside. */
    public String name() {
        return isEmbedded() ? path : host + ":" + path;
    }

    /** The same in two parts, the last one without a slash. */
    public RepositoryName parts() {
        int slash = name().lastIndexOf('/');
        return RepositoryName.of(name().substring(0, slash), name().substring(slash + 1));
    }
}
