package dev.fairway.delivery.hosts;

import dev.fairway.delivery.git.Movements;
import org.springframework.stereotype.Component;

/** Locks of repositories, wherever they are kept. */
@Component
public class RepositoryLocks {

    private final Movements movements;
    private final ExternalRepositories external;

    RepositoryLocks(Movements movements, ExternalRepositories external) {
        this.movements = movements;
        this.external = external;
    }

    /** Nobody else that locks it does so before the caller's transaction has ended. @param id of Fairway's for it */
    public void lock(String id) {
        if (ExternalRepositories.isOutside(id)) {
            external.lock(id);
        } else {
            movements.lock(id);
        }
    }
}
