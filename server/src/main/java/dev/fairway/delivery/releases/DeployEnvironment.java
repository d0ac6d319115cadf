package dev.fairway.delivery.releases;

import dev.fairway.clusters.ClusterAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where services run, such as staging.
 *
 * @param position from the first to the last that a version comes to
 * @param promotesFrom the environment that versions come from; null where they come from a build
 * @param cluster null where manifests are only committed, for somebody who reads them from there
 */
public record DeployEnvironment(
        String name,
        String title,
        int position,
        @Nullable String promotesFrom,
        @Nullable ClusterPlace cluster) {

    /** A cluster, without what lets Fairway in. */
    public record ClusterPlace(String url, @Nullable String certificate, String namespace) {

        ClusterAddress with(String token) {
            return new ClusterAddress(url, certificate, token, namespace);
        }
    }
}
