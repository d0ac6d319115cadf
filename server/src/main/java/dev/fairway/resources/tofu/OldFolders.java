package dev.fairway.resources.tofu;

import dev.fairway.shared.jobs.RecurringJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Folders of calls that Fairway did not see the end of. */
@Component
class OldFolders implements RecurringJob {

    private static final Duration OLD = Duration.ofDays(2);

    private final Workplaces workplaces;
    private final Clock clock;

    OldFolders(Workplaces workplaces, Clock clock) {
        this.workplaces = workplaces;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "forget-tofu-folders";
    }

    @Override
    public String purpose() {
        return "Removes what calls of OpenTofu left on this machine when Fairway was stopped, but states that are still to be kept.";
    }

    @Override
    public Duration pause() {
        return Duration.ofHours(6);
    }

    @Override
    public String run() {
        Instant before = clock.instant().minus(OLD);
        try (Stream<Path> folders = Files.list(workplaces.home())) {
            List<Path> old = folders.filter(folder -> isOver(folder, before)).toList();
            old.forEach(Workplace::remove);
            return "%,d removed".formatted(old.size());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isOver(Path folder, Instant before) {
        try {
            return !folder.endsWith(Workplaces.PLUGINS)
                    && !Files.exists(folder.resolve(Workplace.LEFT_STATE))
                    && Files.getLastModifiedTime(folder).toInstant().isBefore(before);
        } catch (IOException gone) {
            return false;
        }
    }
}
