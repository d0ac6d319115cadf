package dev.fairway.clusters;

import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The API server understood and does not do it: a field is wrong, a quota is used up, or a rule of the cluster forbids it. */
public class RefusedByCluster extends PlatformException {

    RefusedByCluster(String cluster, String what, String reason, @Nullable Throwable cause) {
        super(
                "refused_by_cluster",
                Fault.CALLER,
                422,
                "%s: %s was refused: %s".formatted(cluster, what, reason),
                Map.of("cluster", cluster, "object", what),
                cause);
    }
}
