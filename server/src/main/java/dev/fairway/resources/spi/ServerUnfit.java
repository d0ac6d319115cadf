package dev.fairway.resources.spi;

import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.util.Map;

/** The server answers, and is not one that resources can be made on, or not by the user that Fairway was given. */
public class ServerUnfit extends PlatformException {

    /** @param reason why not, and what to change; nothing that is secret */
    public ServerUnfit(String server, String reason) {
        super("server_unfit", Fault.CALLER, 422, "%s: %s".formatted(server, reason), Map.of("server", server));
    }
}
