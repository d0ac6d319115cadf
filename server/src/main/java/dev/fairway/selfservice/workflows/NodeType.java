package dev.fairway.selfservice.workflows;

import java.util.Arrays;
import java.util.Optional;

/** What a node of a workflow can be. */
public enum NodeType {
    SELF_SERVE_TRIGGER(Kind.TRIGGER),
    EVENT_TRIGGER(Kind.TRIGGER),
    SCHEDULE_TRIGGER(Kind.TRIGGER),
    WEBHOOK(Kind.ACTION),
    UPSERT_ENTITY(Kind.ACTION),
    INTEGRATION_ACTION(Kind.ACTION),
    KAFKA(Kind.ACTION),
    GITHUB(Kind.ACTION),
    GITLAB(Kind.ACTION),
    AZURE_DEVOPS(Kind.ACTION),
    SCRIPT(Kind.ACTION),
    CURSOR_AGENT(Kind.ACTION),
    AI_AGENT(Kind.ACTION),
    AI(Kind.ACTION),
    /** Asks for another action or workflow and waits for its end. */
    ACTION(Kind.ACTION),
    /** Goes on along the first outlet whose expression is true. */
    CONDITION(Kind.FLOW),
    /** Goes on along all of its outlets at once. */
    PARALLEL(Kind.FLOW),
    /** Waits for everything that can still reach it. */
    JOIN(Kind.FLOW),
    /** Asks people. */
    INPUT(Kind.WAIT),
    /** Waits for a time. */
    TIMER(Kind.WAIT),
    /** Waits until somebody outside reports. */
    CALLBACK(Kind.WAIT);

    /** How the engine treats it. */
    public enum Kind {
        TRIGGER,
        ACTION,
        FLOW,
        WAIT
    }

    private final Kind kind;

    NodeType(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    public boolean isTrigger() {
        return kind == Kind.TRIGGER;
    }

    /** Whether connections leave it by its outlets. */
    boolean hasOutlets() {
        return this == CONDITION || this == PARALLEL || this == INPUT;
    }

    static Optional<NodeType> of(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }
}
