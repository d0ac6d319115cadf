package dev.fairway.shared;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Work that a node does again and again, in a thread of its own, as long as the application runs. */
public abstract class RecurringWork implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RecurringWork.class);

    private final String name;
    private final Duration pause;
    private volatile boolean running;

    protected RecurringWork(String name, Duration pause) {
        this.name = name;
        this.pause = pause;
    }

    /** Once. What it throws is logged, and it is done again after the pause. */
    protected abstract void work() throws Exception;

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name(name).start(this::again);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void again() {
        boolean failing = false;
        while (running) {
            try {
                work();
                failing = false;
            } catch (Exception failure) {
                if (running && !failing) {
                    LOG.warn("{} failed and is tried again until it works: {}", name, failure.getMessage());
                }
                failing = true;
            }
            rest();
        }
    }

    private void rest() {
        try {
            if (running) {
                Thread.sleep(pause);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }
}
