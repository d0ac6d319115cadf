package dev.fairway.resources.spi;

import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.util.Map;

/** The name belongs to something that Fairway did not make. Nothing of it was touched. */
public class NameTaken extends PlatformException {

    public NameTaken(String what, String name, String server) {
        super(
                "name_taken",
                Fault.CALLER,
                409,
                "%s \"%s\" is on %s already and is not Fairway's; choose another name, or have it claimed"
                        .formatted(what, name, server),
                Map.of("name", name, "server", server));
    }
}
