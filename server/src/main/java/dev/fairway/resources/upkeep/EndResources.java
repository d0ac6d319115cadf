package dev.fairway.resources.upkeep;

import dev.fairway.resources.ResourcesSettings;
import dev.fairway.resources.lifecycle.Ending;
import dev.fairway.resources.lifecycle.Resource;
import dev.fairway.resources.lifecycle.Resources;
import dev.fairway.selfservice.spi.Requesting;
import dev.fairway.shared.Json;
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.jobs.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reminds of resources that end soon, has those deleted that have ended, and removes data whose grace is over. */
@Component
class EndResources implements RecurringJob {

    private static final Logger LOG = LoggerFactory.getLogger(EndResources.class);
    private static final int MOST = 200;

    private final Resources resources;
    private final Ending ending;
    private final Requesting requesting;
    private final ResourcesSettings settings;
    private final Clock clock;

    EndResources(Resources resources, Ending ending, Requesting requesting, ResourcesSettings settings, Clock clock) {
        this.resources = resources;
        this.ending = ending;
        this.requesting = requesting;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "end-resources";
    }

    @Override
    public String purpose() {
        return "Reminds of resources that end soon, deletes those that have ended, and removes data whose grace is over";
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(5);
    }

    @Override
    public String run() {
        Instant now = clock.instant();
        int reminded = 0;
        for (Resource resource : resources.toBeReminded(now.plus(settings.remindBefore()), MOST)) {
            ending.remind(resource);
            reminded++;
        }
        List<Resource> over = resources.expired(now, MOST);
        over.forEach(this::delete);
        int removed = 0;
        for (Resource resource : resources.toBeRemoved(now, MOST)) {
            removed += isRemoved(resource) ? 1 : 0;
        }
        return "%,d reminded of, %,d asked to be deleted, %,d removed".formatted(reminded, over.size(), removed);
    }

    /** By the same action that people ask for, so that the same rules judge it and the same log tells of it. */
    private void delete(Resource resource) {
        try {
            requesting.ask(
                    "delete_resource",
                    resource.identifier(),
                    Json.object().put("confirmed", resource.wish().name()));
            ending.askedToEnd(resource);
        } catch (PlatformException refused) {
            LOG.info("{} has ended and is not deleted: {}", resource.identifier(), refused.reason());
        }
    }

    private boolean isRemoved(Resource resource) {
        try {
            ending.removeAfterGrace(resource, "system");
            return true;
        } catch (PlatformException failure) {
            LOG.info("The data of {} is still there: {}", resource.identifier(), failure.reason());
            return false;
        }
    }
}
