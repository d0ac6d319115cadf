package dev.fairway.resources.spi;

import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The server of a resource cannot be reached, or does not do what it is asked. It may later. */
public class ServerFailed extends PlatformException {

    /** @param reason what the server or the network says; nothing that is secret */
    public ServerFailed(String server, String reason, @Nullable Throwable cause) {
        super(
                "server_failed",
                Fault.EXTERNAL,
                502,
                "%s: %s".formatted(server, reason),
                Map.of("server", server),
                cause);
    }
}
