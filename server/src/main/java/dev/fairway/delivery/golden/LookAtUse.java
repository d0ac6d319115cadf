package dev.fairway.delivery.golden;

import dev.fairway.delivery.hosts.HostChores;
import dev.fairway.shared.jobs.Chore;
import org.springframework.stereotype.Component;

/** Looks at one repository that may build by the golden path. */
@Component
class LookAtUse implements Chore {

    static final String KIND = "golden-path-use";

    private final UpToDate upToDate;
    private final GoldenPaths paths;
    private final HostChores patience;

    LookAtUse(UpToDate upToDate, GoldenPaths paths, HostChores patience) {
        this.upToDate = upToDate;
        this.paths = paths;
        this.patience = patience;
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
        patience.run(KIND, id, () -> look(id));
    }

    private void look(String id) {
        String seen;
        do {
            seen = paths.commit();
            upToDate.look(id);
        } while (!seen.equals(paths.commit()));
    }
}
