package dev.fairway.shared.jobs;

import dev.fairway.shared.Auditable;

/** Somebody had a job done now instead of later. Published inside the transaction that does it. */
record JobHurried(Job before, Job after, String actor) implements Auditable {

    @Override
    public Action action() {
        return Action.UPDATE;
    }

    @Override
    public String resource() {
        return "job";
    }

    @Override
    public String identifier() {
        return after.name();
    }
}
