package dev.fairway.delivery.hosts;

import dev.fairway.shared.jobs.Chores;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Does chores that call Git hosts, as patiently as these ask for. */
@Component
public class HostChores {

    private static final Logger LOG = LoggerFactory.getLogger(HostChores.class);

    private final Chores chores;
    private final Clock clock;

    HostChores(Chores chores, Clock clock) {
        this.chores = chores;
        this.clock = clock;
    }

    /**
     * Work that may be done again. Where a host asked for a pause, it is, behind that; what it refuses for good is said in the log.
     *
     * @throws HostRefusal where the host is in trouble, so that the chore is tried again as any other
     */
    public void run(String kind, String id, Runnable work) {
        try {
            work.run();
        } catch (HostBusy busy) {
            chores.add(kind, id, clock.instant().plus(busy.pause()));
        } catch (HostRefusal refusal) {
            if (refusal.isPassing()) {
                throw refusal;
            }
            LOG.warn("{} {} is left: {}", kind, id, refusal.reason());
        }
    }
}
