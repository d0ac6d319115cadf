package dev.fairway.resources.kubernetes;

import dev.fairway.clusters.Applied;
import dev.fairway.clusters.Applied.Outcome;
import dev.fairway.clusters.Cluster;
import dev.fairway.clusters.ClusterUnreachable;
import dev.fairway.clusters.Clusters;
import dev.fairway.clusters.Manifest;
import dev.fairway.clusters.Owner;
import dev.fairway.resources.spi.NameTaken;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.ServerFailed;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** What provisioners do with a connection to a cluster. */
record Opening(Clusters clusters, Server server) {

    /** @throws ServerFailed when the cluster does not answer */
    <T> T within(Function<Cluster, T> work) {
        try (Cluster cluster = clusters.open(new KubernetesServer(server).address())) {
            return work.apply(cluster);
        } catch (ClusterUnreachable failure) {
            throw new ServerFailed(server.identifier(), failure.reason(), failure);
        }
    }

    /**
     * Makes objects what they are to be: what is ours already is that, whoever changed it; what is new must be nobody's.
     *
     * @throws NameTaken when one of them is somebody else's; those before it were made
     */
    static void make(Cluster cluster, Mark mark, List<Manifest> manifests, Owner owner, Consumer<String> log) {
        for (Manifest manifest : manifests) {
            boolean isThere =
                    mark.find(cluster, manifest.kind(), manifest.name()).isPresent();
            List<Manifest> one = List.of(manifest);
            tell(isThere ? cluster.takeOver(one, owner) : cluster.apply(one, owner), log);
        }
    }

    private static void tell(List<Applied> applied, Consumer<String> log) {
        for (Applied one : applied) {
            if (one.outcome() == Outcome.CREATED) {
                log.accept("Made %s".formatted(one.object()));
            }
            if (one.outcome() == Outcome.CHANGED) {
                one.changes()
                        .forEach(change -> log.accept("Changed %s of %s from %s to %s"
                                .formatted(change.path(), one.object(), change.before(), change.after())));
            }
        }
    }
}
