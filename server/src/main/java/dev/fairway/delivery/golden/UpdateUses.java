package dev.fairway.delivery.golden;

import dev.fairway.shared.jobs.Chore;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Brings all repositories to a golden path that changed: one after the other, each in a transaction of its own. */
@Component
class UpdateUses implements Chore {

    static final String KIND = "golden-path-updates";

    private static final Logger LOG = LoggerFactory.getLogger(UpdateUses.class);
    private static final int PAGE = 100;

    private final Uses uses;
    private final LookAtUse looking;

    UpdateUses(Uses uses, LookAtUse looking) {
        this.uses = uses;
        this.looking = looking;
    }

    /** A page of ids behind one. */
    interface Pages {
        List<String> page(String after, int limit);
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** @param commit of the golden path; whatever is newest by now counts */
    @Override
    public void run(String commit) {
        all(uses::ids);
    }

    /** One that fails holds up no other; it is looked at again by {@link MissedUses}. @return how many were looked at */
    int all(Pages pages) {
        int looked = 0;
        List<String> page = pages.page("", PAGE);
        while (!page.isEmpty()) {
            for (String id : page) {
                looked += look(id);
            }
            page = pages.page(page.getLast(), PAGE);
        }
        return looked;
    }

    private int look(String id) {
        try {
            looking.run(id);
            return 1;
        } catch (RuntimeException failure) {
            LOG.warn("Repository {} cannot be held against the golden path", id, failure);
            return 0;
        }
    }
}
