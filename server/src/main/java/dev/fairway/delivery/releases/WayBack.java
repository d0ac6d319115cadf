package dev.fairway.delivery.releases;

import dev.fairway.delivery.releases.Release.Kind;
import dev.fairway.delivery.releases.Releasing.Order;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.jobs.Chore;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Goes back to an earlier release: to its image and to the values that it was made of. What was live before comes back by
 * itself when a release fails; a way back that fails too is left to people.
 */
@Component
class WayBack implements Chore {

    static final String KIND = "go-back";

    private static final Logger LOG = LoggerFactory.getLogger(WayBack.class);

    private final Releases releases;
    private final Releasing releasing;

    WayBack(Releases releases, Releasing releasing) {
        this.releases = releases;
        this.releasing = releasing;
    }

    /** @param run on whose behalf; null outside of runs */
    static Order order(String key, Release to, @Nullable String run, String by) {
        return new Order(
                key,
                to.slot(),
                Kind.ROLL_BACK,
                to.content().wanted().deepCopy(),
                to.content().valuesCommit(),
                Map.of(),
                to.number(),
                run,
                by);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(String id) {
        Release failed = releases.find(id).orElse(null);
        if (failed == null) {
            return;
        }
        boolean isNewest = releases.newest(failed.slot())
                .filter(newest -> newest.id().equals(id))
                .isPresent();
        boolean isEnding = failed.slot().isPreview() && failed.kind() == Kind.REMOVE;
        boolean isTheSame = failed.kind() == Kind.ROLL_BACK || failed.kind() == Kind.REPAIR;
        if (isTheSame || isEnding || !isNewest) {
            return;
        }
        releases.running(failed.slot()).ifPresent(good -> goBack(failed, good));
    }

    private void goBack(Release failed, Release good) {
        try {
            releasing.release(order("back-from " + failed.id(), good, null, "system"));
        } catch (InvalidInput wrong) {
            LOG.warn(
                    "{} stays as it is, as release {} may not run any more: {}",
                    failed.slot(),
                    good.number(),
                    wrong.reason());
        }
    }
}
