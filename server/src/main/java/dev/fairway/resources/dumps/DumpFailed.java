package dev.fairway.resources.dumps;

import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.io.IOException;
import java.util.Map;

/** A dump cannot be written or read here and now. It may later, or on another node. */
class DumpFailed extends PlatformException {

    private DumpFailed(String reason, IOException cause) {
        super("dump_failed", Fault.PLATFORM, 500, reason, Map.of(), cause);
    }

    private DumpFailed(String reason, String node) {
        super("dump_elsewhere", Fault.PLATFORM, 500, reason, Map.of("node", node));
    }

    static DumpFailed unwritten(IOException cause) {
        return new DumpFailed(
                "The final dump could not be written, so nothing was deleted: " + cause.getMessage(), cause);
    }

    static DumpFailed unread(IOException cause) {
        return new DumpFailed("The dump could not be read: " + cause.getMessage(), cause);
    }

    static DumpFailed elsewhere(String node, String here) {
        return new DumpFailed(
                "The file of the dump is in the folder dumps of node \"%s\", and this is \"%s\"; bring it here, or try again on that node"
                        .formatted(node, here),
                node);
    }
}
