package dev.fairway.resources.spi;

import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.util.Map;

/** What was taken away needs a while to end. Whoever asks again later learns whether it has. */
public class StillThere extends PlatformException {

    /** @param what such as {@code DBInstance ledger} */
    public StillThere(String what) {
        super("still_there", Fault.EXTERNAL, 409, "%s is being deleted by its controller".formatted(what), Map.of());
    }
}
