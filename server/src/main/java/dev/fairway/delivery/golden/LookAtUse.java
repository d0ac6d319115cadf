package dev.fairway.delivery.golden;

import dev.fairway.shared.jobs.Chore;
import org.springframework.stereotype.Component;

/** Looks at one repository that may build by the golden path. */
@Component
class LookAtUse implements Chore {

    static final String KIND = "golden-path-use";

    private final UpToDate upToDate;

    LookAtUse(UpToDate upToDate) {
        this.upToDate = upToDate;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** @param id of the repository */
    @Override
    public void run(String id) {
        upToDate.look(id);
    }
}
