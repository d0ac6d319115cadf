package dev.fairway.resources.kubernetes;

import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.util.Map;

/** Backups were asked for where there is no place for them. */
class NoObjectStore extends PlatformException {

    NoObjectStore(String server, int days) {
        super(
                "no_object_store",
                Fault.CALLER,
                422,
                "Backups of %d days were asked for, and %s has no object store; ask for 0 days, or have one connected"
                        .formatted(days, server),
                Map.of("server", server, "backupDays", days));
    }
}
