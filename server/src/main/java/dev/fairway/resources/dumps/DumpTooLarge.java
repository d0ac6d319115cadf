package dev.fairway.resources.dumps;

import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.util.Map;

/** What is in a resource is more than a dump may hold. Nothing was kept of it, and nothing deleted. */
class DumpTooLarge extends PlatformException {

    DumpTooLarge(long most) {
        super(
                "dump_too_large",
                Fault.CALLER,
                422,
                "Its final dump would hold more than %,d bytes, so nothing was deleted; ask again without a final dump, or have FAIRWAY_RESOURCES_MAX_DUMP raised"
                        .formatted(most),
                Map.of("most", most));
    }
}
