package dev.fairway.delivery.golden;

import dev.fairway.shared.jobs.Chore;
import org.springframework.stereotype.Component;

/** Looks at one repository that may build by the golden path. */
@Component
class LookAtUse implements Chore {

    static final String KIND = "golden-path-use";

    private final UpToDate upToDate;
    private final GoldenPaths paths;

    LookAtUse(UpToDate upToDate, GoldenPaths paths) {
        this.upToDate = upToDate;
        this.paths = paths;
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
        String seen;
        do {
            seen = paths.commit();
            upToDate.look(id);
        } while (!seen.equals(paths.commit()));
    }
}
