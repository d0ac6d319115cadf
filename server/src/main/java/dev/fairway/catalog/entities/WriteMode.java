package dev.fairway.catalog.entities;

/** What becomes of an entity that is there already, and of what the writer does not mention. */
public enum WriteMode {
    /** Must be new. */
    CREATE(true, false, false),
    /** New or there; what is not mentioned is gone. */
    UPSERT(true, true, false),
    /** New or there; what is not mentioned stays. */
    UPSERT_MERGE(true, true, true),
    /** Must be there; what is not mentioned is gone. */
    REPLACE(false, true, false),
    /** Must be there; what is not mentioned stays. */
    MERGE(false, true, true);

    private final boolean creates;
    private final boolean updates;
    private final boolean merges;

    WriteMode(boolean creates, boolean updates, boolean merges) {
        this.creates = creates;
        this.updates = updates;
        this.merges = merges;
    }

    public boolean creates() {
        return creates;
    }

    public boolean updates() {
        return updates;
    }

    public boolean merges() {
        return merges;
    }
}
