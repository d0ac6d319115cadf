package dev.fairway.delivery.releases;

import dev.fairway.clusters.Cluster;
import dev.fairway.clusters.ClusterUnreachable;
import dev.fairway.clusters.Kind;
import dev.fairway.clusters.Manifest;
import dev.fairway.clusters.Owner;
import dev.fairway.clusters.RefusedByCluster;
import dev.fairway.delivery.releases.Release.Slot;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Takes away the namespaces that were made for previews. */
@Component
public class PreviewNamespaces {

    private static final Set<Kind> OTHERS = Set.of(
            new Kind("apps/v1", "StatefulSet"),
            new Kind("apps/v1", "DaemonSet"),
            new Kind("v1", "PersistentVolumeClaim"));

    /** What every namespace has. */
    private static final Set<String> USUAL = Set.of("default", "kube-root-ca.crt");

    private final Environments environments;

    PreviewNamespaces(Environments environments) {
        this.environments = environments;
    }

    /**
     * Where it was made for the preview, and nothing of others is in it. Can be repeated.
     *
     * @return why it stays; empty where it does not, or was there before
     * @throws ClusterUnreachable when it has to be asked again
     */
    public Optional<String> takeAway(Slot slot, String namespace) {
        DeployEnvironment environment = environments.get(slot.environment());
        if (environment.cluster() == null) {
            return Optional.empty();
        }
        Owner owner = Rollout.owner(slot);
        try (Cluster cluster = environments.open(environment, namespace).orElseThrow()) {
            boolean isOurs = cluster.find(Rollout.NAMESPACE, namespace)
                    .flatMap(there -> there.label(Owner.LABEL))
                    .filter(owner.id()::equals)
                    .isPresent();
            if (!isOurs) {
                return Optional.empty();
            }
            Optional<String> other = Stream.concat(Rollout.MADE.stream(), OTHERS.stream())
                    .flatMap(kind -> cluster.list(kind).stream())
                    .filter(there -> isOfOthers(there, owner))
                    .findFirst()
                    .map(there -> "%s %s".formatted(there.kind().name(), there.name()));
            if (other.isPresent()) {
                return other.map(
                        "Its namespace %s stays, as others have %s in it.".formatted(namespace, "%s")::formatted);
            }
            cluster.prune(owner, List.of(), Set.of(Rollout.NAMESPACE));
            return Optional.empty();
        } catch (RefusedByCluster refused) {
            return Optional.of("Its namespace %s stays: %s".formatted(namespace, refused.reason()));
        }
    }

    private static boolean isOfOthers(Manifest there, Owner owner) {
        boolean isDependent = !there.content().at("/metadata/ownerReferences").isEmpty();
        boolean isOurs = there.label(Owner.LABEL).filter(owner.id()::equals).isPresent();
        return !isDependent && !isOurs && !USUAL.contains(there.name());
    }
}
