package dev.fairway.delivery.golden;

import dev.fairway.delivery.hosts.HostBusy;
import dev.fairway.shared.jobs.Chore;
import dev.fairway.shared.jobs.Chores;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Looks at one repository that may build by the golden path. */
@Component
class LookAtUse implements Chore {

    static final String KIND = "golden-path-use";

    private final UpToDate upToDate;
    private final GoldenPaths paths;
    private final Chores chores;
    private final Clock clock;

    LookAtUse(UpToDate upToDate, GoldenPaths paths, Chores chores, Clock clock) {
        this.upToDate = upToDate;
        this.paths = paths;
        this.chores = chores;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /**
     * Whoever follows a golden path that moves meanwhile does not see yet what is written down here for the first time, so it is
     * looked at again.
     *
     * @param id of the repository
     */
    @Override
    public void run(String id) {
        try {
            look(id);
        } catch (HostBusy busy) {
            chores.add(KIND, id, clock.instant().plus(busy.pause()));
        }
    }

    private void look(String id) {
        String seen;
        do {
            seen = paths.commit();
            upToDate.look(id);
        } while (!seen.equals(paths.commit()));
    }
}
