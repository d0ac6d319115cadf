package dev.fairway.delivery.hosts;

import dev.fairway.delivery.changes.ChangeRequest;

/**
 * A change request where its repository is kept; GitHub calls it a pull request, GitLab a merge request.
 *
 * @param number unique in its repository
 * @param name as people write it, such as {@code github:acme/parcel#7}
 * @param url where a person reads it; a path for one that Fairway hosts
 * @param head newest commit of the source branch
 */
public record HostRequest(int number, String name, String url, String source, String head, ChangeRequest.State state) {

    public boolean isOpen() {
        return state == ChangeRequest.State.OPEN;
    }
}
