package dev.fairway.resources.spi;

import dev.fairway.shared.Conflict;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;

/** More would be lost than whoever approved it saw. Nothing was changed. */
public class MoreLost extends Conflict {

    public MoreLost(Collection<String> more) {
        super(
                "more_lost",
                "By now this would destroy, or make anew, %s, which its plan did not say; nothing was changed, so ask again and look at the plan"
                        .formatted(String.join(", ", new TreeSet<>(more))),
                Map.of("lost", new TreeSet<>(more)));
    }
}
