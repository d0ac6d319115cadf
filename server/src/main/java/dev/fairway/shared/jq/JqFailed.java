package dev.fairway.shared.jq;

import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.util.Map;

/** A jq expression could not be used: 422. */
public class JqFailed extends PlatformException {

    JqFailed(String expression, String why) {
        super(
                "jq_failed",
                Fault.CALLER,
                422,
                "The jq expression \"%s\" failed: %s".formatted(expression, why),
                Map.of("field", "query", "expression", expression));
    }
}
