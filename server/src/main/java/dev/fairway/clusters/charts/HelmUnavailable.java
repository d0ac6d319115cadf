package dev.fairway.clusters.charts;

import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.util.Map;

/** Helm's library does not run on this machine. */
class HelmUnavailable extends PlatformException {

    HelmUnavailable(String reason) {
        super("helm_unavailable", Fault.PLATFORM, 503, reason, Map.of());
    }
}
