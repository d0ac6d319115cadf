package dev.fairway.resources.lifecycle;

import dev.fairway.resources.lifecycle.Resource.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends of resources, each of which can be repeated. */
@Component
public class Ending {

    private final Life life;
    private final Provisioning provisioning;
    private final Logins logins;
    private final Resources resources;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    Ending(
            Life life,
            Provisioning provisioning,
            Logins logins,
            Resources resources,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.life = life;
        this.provisioning = provisioning;
        this.logins = logins;
        this.resources = resources;
        this.transaction = transaction;
        this.events = events;
    }

    /** @param run on whose behalf; null outside of runs */
    public void remove(Resource resource, @Nullable String run, String by) {
        provisioning.remove(resource);
        life.turn(resource.id(), run, by, one -> one.with(one.standing().in(State.REMOVED, null)));
    }

    /** Tells its team that it ends. */
    public void remind(Resource resource) {
        Instant end = resource.dates().expiresAt();
        transaction.executeWithoutResult(status -> {
            resources.reminded(resource);
            events.publishEvent(ResourceNotice.ends(
                    resource, end == null ? "" : end.toString().substring(0, 10)));
        });
    }

    /** It is being deleted because its time is over. */
    public void askedToEnd(Resource resource) {
        resources.askedToEnd(resource);
    }

    /** Lets nobody in any more. @param removal when its data is to be removed */
    public void retire(Resource resource, Instant removal, String run, String by) {
        life.turn(
                resource.id(),
                run,
                by,
                one -> one.with(one.standing().in(State.RETIRED, null).by(run))
                        .with(one.dates().removed(removal)));
        logins.of(resource).forEach(login -> provisioning.dismiss(resource, login.user()));
    }
}
