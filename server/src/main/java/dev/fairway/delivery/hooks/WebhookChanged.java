package dev.fairway.delivery.hooks;

import dev.fairway.shared.Auditable;
import org.jspecify.annotations.Nullable;

/** A webhook of a repository was made, changed or removed. Published inside the transaction that does it. */
record WebhookChanged(
        String repository,
        @Nullable Webhook before,
        @Nullable Webhook after,
        String actor) implements Auditable {

    @Override
    public String resource() {
        return "git_webhook";
    }

    @Override
    public String identifier() {
        return repository;
    }
}
