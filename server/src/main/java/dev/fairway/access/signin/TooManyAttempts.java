package dev.fairway.access.signin;

import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.time.Duration;
import java.util.Map;

/** Sign-in is throttled: 429. */
class TooManyAttempts extends PlatformException {

    TooManyAttempts(Duration left) {
        super(
                "too_many_attempts",
                Fault.CALLER,
                429,
                "Too many failed sign-ins; try again in %d seconds".formatted(left.toSeconds() + 1),
                Map.of("retryAfterSeconds", left.toSeconds() + 1));
    }
}
