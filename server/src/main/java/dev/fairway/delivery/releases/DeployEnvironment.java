package dev.fairway.delivery.releases;

import dev.fairway.clusters.ClusterAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where services run, such as staging.
 *
 * @param position from the first to the last that a version comes to
 * @param promotesFrom the environment that versions come from; null where they come from a build
 * @param previewOf the environment that a change request is tried in, whose cluster and values count; null for all others
 * @param previews null where change requests are not tried in it
 * @param cluster null where manifests are only committed, for somebody who reads them from there
 */
public record DeployEnvironment(
        String name,
        String title,
        int position,
        @Nullable String promotesFrom,
        @Nullable String previewOf,
        @Nullable PreviewLimits previews,
        @Nullable ClusterPlace cluster) {

    /** Whose values count: its own, unless it is a preview. */
    String origin() {
        return previewOf == null ? name : previewOf;
    }

    /** A preview of it, which is nowhere yet. */
    public DeployEnvironment preview(String name, String title) {
        return new DeployEnvironment(name, title, position, null, this.name, null, cluster);
    }

    /**
     * How change requests are tried in it.
     *
     * @param domain with {@code {service}} and {@code {change}}, such as {@code {service}-{change}.preview.example.com}; null
     *     for none
     * @param hours that one lives unless it is extended, 1 to 336
     * @param most how many a team has at once, 1 to 100
     */
    public record PreviewLimits(@Nullable String domain, int hours, int most) {}

    /** A cluster, without what lets Fairway in. */
    public record ClusterPlace(String url, @Nullable String certificate, String namespace) {

        ClusterAddress with(String token) {
            return new ClusterAddress(url, certificate, token, namespace);
        }
    }
}
