package dev.fairway.delivery.registries;

import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.util.Map;

/** A registry answered that it does not do what it was asked for: 502. */
public class RegistryRefusal extends PlatformException {

    RegistryRefusal(String message) {
        super("image_registry_refused", Fault.EXTERNAL, 502, message, Map.of());
    }
}
