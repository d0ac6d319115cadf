package dev.fairway.shared.jobs;

import java.time.Duration;
import java.util.function.IntSupplier;

/** Forgets every now and then what is older than it is kept. */
public abstract class Forgetting implements RecurringJob {

    private final String name;
    private final String purpose;
    private final IntSupplier forget;

    /**
     * @param name lower case with hyphens
     * @param purpose as a sentence to whoever looks after the installation
     * @param forget says how many are gone now
     */
    protected Forgetting(String name, String purpose, IntSupplier forget) {
        this.name = name;
        this.purpose = purpose;
        this.forget = forget;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String purpose() {
        return purpose;
    }

    @Override
    public Duration pause() {
        return Duration.ofHours(6);
    }

    @Override
    public String run() {
        return "%,d forgotten".formatted(forget.getAsInt());
    }
}
