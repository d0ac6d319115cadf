package dev.fairway.delivery.git;

import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.util.Map;

/** A repository is known and its folder is not there: 503. */
class ContentMissing extends PlatformException {

    ContentMissing(String id) {
        super(
                "content_missing",
                Fault.PLATFORM,
                503,
                "The content of this repository is not there; an administrator restores the folder git/%s.git from a backup"
                        .formatted(id),
                Map.of("folder", id + ".git"));
    }
}
