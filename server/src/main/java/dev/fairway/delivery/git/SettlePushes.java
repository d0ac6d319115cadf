package dev.fairway.delivery.git;

import dev.fairway.access.Actor;
import dev.fairway.shared.jobs.RecurringJob;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts right what a crash left between the rows of repositories and their folders. */
@Component
class SettlePushes implements RecurringJob {

    private static final Duration YOUNG = Duration.ofHours(1);
    private static final Duration KEPT_ASIDE = Duration.ofDays(7);

    private final Repositories repositories;
    private final Movements movements;
    private final GitFolders folders;

    SettlePushes(Repositories repositories, Movements movements, GitFolders folders) {
        this.repositories = repositories;
        this.movements = movements;
        this.folders = folders;
    }

    @Override
    public String name() {
        return "settle-pushes";
    }

    @Override
    public String purpose() {
        return "Tells of pushes to Git repositories that a crash left untold, and sets aside folders of deleted repositories";
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(1);
    }

    /** A repository that fails does not hold up the others. */
    @Override
    public String run() {
        Map<String, String> branches = repositories.defaultBranches();
        int told = 0;
        RuntimeException failed = null;
        for (Map.Entry<String, String> repository : branches.entrySet()) {
            try {
                told += settle(repository.getKey(), repository.getValue());
            } catch (RuntimeException failure) {
                failed = joined(failed, failure);
            }
        }
        int setAside = setAside();
        int cleared = folders.clear(KEPT_ASIDE);
        if (failed != null) {
            throw failed;
        }
        return "%,d movements told, %,d folders set aside, %,d old ones deleted".formatted(told, setAside, cleared);
    }

    private int settle(String id, String defaultBranch) {
        if (!folders.exists(id) && !movements.hasSeenAnything(id)) {
            folders.make(id, defaultBranch);
        }
        folders.begin(id, defaultBranch);
        return movements.isUnsettled(id) ? movements.settle(id, Actor.SYSTEM) : 0;
    }

    /** Young folders may belong to rows that are not committed yet. */
    private int setAside() {
        int count = 0;
        for (String id : folders.olderThan(YOUNG)) {
            if (!repositories.isThere(id)) {
                folders.setAside(id);
                count++;
            }
        }
        return count;
    }

    private static RuntimeException joined(@Nullable RuntimeException first, RuntimeException next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }
}
