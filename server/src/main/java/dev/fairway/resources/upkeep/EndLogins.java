package dev.fairway.resources.upkeep;

import dev.fairway.resources.lifecycle.Logins;
import dev.fairway.resources.lifecycle.Provisioning;
import dev.fairway.resources.lifecycle.Resources;
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.jobs.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Lets users in no longer whose time after a rotation is over. */
@Component
class EndLogins implements RecurringJob {

    private static final Logger LOG = LoggerFactory.getLogger(EndLogins.class);
    private static final int MOST = 500;

    private final Logins logins;
    private final Resources resources;
    private final Provisioning provisioning;
    private final Clock clock;

    EndLogins(Logins logins, Resources resources, Provisioning provisioning, Clock clock) {
        this.logins = logins;
        this.resources = resources;
        this.provisioning = provisioning;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "end-logins";
    }

    @Override
    public String purpose() {
        return "Lets users of resources in no longer whose time after a rotation is over";
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(1);
    }

    @Override
    public String run() {
        List<Logins.Issued> due = logins.ended(clock.instant(), MOST);
        int ended = 0;
        for (Logins.Issued login : due) {
            try {
                resources.byId(login.resource()).ifPresent(resource -> provisioning.dismiss(resource, login.user()));
                ended++;
            } catch (PlatformException failure) {
                LOG.info("User {} is let in still: {}", login.user(), failure.reason());
            }
        }
        return "%,d of %,d ended".formatted(ended, due.size());
    }
}
