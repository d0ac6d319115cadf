package dev.fairway.resources.lifecycle;

import dev.fairway.resources.CredentialsChanged.What;
import dev.fairway.resources.dumps.Dump;
import dev.fairway.resources.lifecycle.Resource.State;
import dev.fairway.resources.spi.StillThere;
import dev.fairway.shared.PlatformException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends of resources, each of which can be repeated. */
@Component
public class Ending {

    /** A run that is tried again takes no longer, and the job does not get in its way. */
    private static final Duration TO_TRY_AGAIN = Duration.ofMinutes(15);

    private final Life life;
    private final Provisioning provisioning;
    private final Dumping dumping;
    private final Logins logins;
    private final Resources resources;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    Ending(
            Life life,
            Provisioning provisioning,
            Dumping dumping,
            Logins logins,
            Resources resources,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.life = life;
        this.provisioning = provisioning;
        this.dumping = dumping;
        this.logins = logins;
        this.resources = resources;
        this.transaction = transaction;
        this.events = events;
    }

    /** Who deletes it saw that there will be no final dump, or wants none. */
    public void withoutDump(Resource resource) {
        resources.endsWithDump(resource, false);
    }

    /** Who deletes it saw that there will be a final dump. */
    public void withDump(Resource resource) {
        resources.endsWithDump(resource, true);
    }

    /**
     * Takes its final dump, where there is to be one, and then it away. Nothing is taken away while the dump cannot be taken.
     *
     * @param run on whose behalf; null outside of runs
     * @return the dump; empty where there is none
     */
    public Optional<Dump> remove(Resource resource, @Nullable String run, String by) {
        Optional<Dump> dump = resources.endsWithDump(resource) ? dumping.take(resource) : dumping.of(resource);
        if (dump.isPresent() && resource.standing().state() != State.RETIRED) {
            // what is written from now on is in no dump, and the job goes on where this ends
            life.turn(
                    resource.id(),
                    run,
                    by,
                    one -> one.with(one.standing().in(State.RETIRED, null))
                            .with(one.dates().removed(life.now().plus(TO_TRY_AGAIN))));
        }
        provisioning.remove(resource);
        life.turn(resource.id(), run, by, one -> {
            events.publishEvent(one.credentialsChanged(What.REVOKED, by));
            return one.with(one.standing().in(State.REMOVED, null));
        });
        return dump;
    }

    /** It is being taken away by somebody else, and the job that ends resources asks again how far that is. */
    public void goesOn(Resource resource, StillThere still, String run, String by) {
        life.turn(resource.id(), run, by, one -> {
            events.publishEvent(one.credentialsChanged(What.REVOKED, by));
            return one.with(one.standing().in(State.RETIRED, still.reason()))
                    .with(one.dates().removed(life.now()));
        });
    }

    /** The same when its grace is over. Its team is told of the dump, or the page of the resource why it is still there. */
    public void removeAfterGrace(Resource resource, String by) {
        try {
            remove(resource, null, by)
                    .ifPresent(dump -> transaction.executeWithoutResult(
                            status -> events.publishEvent(ResourceNotice.restorable(resource, dump))));
        } catch (PlatformException failure) {
            if (!failure.reason().equals(resource.standing().reason())) {
                life.turn(
                        resource.id(), null, by, one -> one.with(one.standing().in(State.RETIRED, failure.reason())));
            }
            throw failure;
        }
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
        life.turn(resource.id(), run, by, one -> {
            events.publishEvent(one.credentialsChanged(What.REVOKED, by));
            return one.with(one.standing().in(State.RETIRED, null).by(run))
                    .with(one.dates().removed(removal));
        });
        logins.of(resource).forEach(login -> provisioning.dismiss(resource, login.user()));
    }
}
