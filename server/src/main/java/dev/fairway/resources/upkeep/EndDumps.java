package dev.fairway.resources.upkeep;

import dev.fairway.resources.dumps.FinalDumps;
import dev.fairway.shared.jobs.RecurringJob;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Removes final dumps that are over: their keys, so that no copy can be opened any more, and their files. */
@Component
class EndDumps implements RecurringJob {

    private final FinalDumps dumps;

    EndDumps(FinalDumps dumps) {
        this.dumps = dumps;
    }

    @Override
    public String name() {
        return "end-dumps";
    }

    @Override
    public String purpose() {
        return "Removes final dumps of deleted resources that are kept no longer";
    }

    @Override
    public Duration pause() {
        return Duration.ofHours(1);
    }

    @Override
    public String run() {
        return "%,d removed".formatted(dumps.clear());
    }
}
