package dev.fairway.shared;

import java.util.Map;

/** More was sent at once than is taken at once: 413. */
public class TooLarge extends PlatformException {

    public TooLarge(String what, long limit, String advice) {
        super(
                "payload_too_large",
                Fault.CALLER,
                413,
                "%s is over the limit of %,d; %s".formatted(what, limit, advice),
                Map.of("limit", limit));
    }
}
