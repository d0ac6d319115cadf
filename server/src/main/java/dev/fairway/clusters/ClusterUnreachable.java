package dev.fairway.clusters;

import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.util.Map;

/** The API server gives no answer, or none that is one. It may later. */
public class ClusterUnreachable extends PlatformException {

    ClusterUnreachable(String cluster, String reason, Throwable cause) {
        super(
                "cluster_unreachable",
                Fault.EXTERNAL,
                502,
                "%s: %s".formatted(cluster, reason),
                Map.of("cluster", cluster),
                cause);
    }
}
