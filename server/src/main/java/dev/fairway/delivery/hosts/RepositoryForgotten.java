package dev.fairway.delivery.hosts;

/** A repository was deleted here, or one outside is not worked with any more. Inside the transaction that does it. @param id of Fairway's for it */
public record RepositoryForgotten(String id) {}
