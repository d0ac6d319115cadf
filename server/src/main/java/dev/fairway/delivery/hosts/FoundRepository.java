package dev.fairway.delivery.hosts;

/**
 * A repository as its host outside tells of it.
 *
 * @param id of the host's, which stays when it is renamed
 * @param path such as {@code acme/parcel}
 * @param webUrl where a person opens it
 */
public record FoundRepository(String id, String path, String defaultBranch, String webUrl) {}
