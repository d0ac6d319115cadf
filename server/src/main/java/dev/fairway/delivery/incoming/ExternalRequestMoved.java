package dev.fairway.delivery.incoming;

import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.hosts.RepositoryAt;

/**
 * A change request of a repository outside was opened, pushed to, merged, closed or reopened, as its host told. Inside the
 * transaction that remembers it.
 *
 * @param head newest commit of its source branch
 */
public record ExternalRequestMoved(RepositoryAt repository, int number, String head, ChangeRequest.State state) {}
