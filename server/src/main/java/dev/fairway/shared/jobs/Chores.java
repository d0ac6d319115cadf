package dev.fairway.shared.jobs;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Asks for work in the background. */
@Component
public class Chores {

    private static final String BEHIND_ID = " ";

    private final Jobs jobs;
    private final ApplicationEventPublisher events;

    Chores(Jobs jobs, ApplicationEventPublisher events) {
        this.jobs = jobs;
        this.events = events;
    }

    /** Has it done as soon as the caller's transaction is committed; once more for each time it is asked for. */
    @Transactional
    public void add(String kind, String id) {
        jobs.schedule(kind, id + BEHIND_ID + UUID.randomUUID(), jobs.now());
        events.publishEvent(new JobDue(id));
    }

    /** Has it done once when the time has come, within some seconds. */
    @Transactional
    public void add(String kind, String id, Instant at) {
        jobs.schedule(kind, id + BEHIND_ID + UUID.randomUUID(), at.atOffset(ZoneOffset.UTC));
        if (!at.isAfter(jobs.now().toInstant())) {
            events.publishEvent(new JobDue(id));
        }
    }

    static String idOf(String instance) {
        return instance.substring(0, instance.lastIndexOf(BEHIND_ID));
    }
}
