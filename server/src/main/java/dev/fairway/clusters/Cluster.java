package dev.fairway.clusters;

import dev.fairway.clusters.Applied.Outcome;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An open connection to the API server of one cluster. Every question ends after some seconds. All of them throw
 * {@link ClusterUnreachable} when there is no answer, and {@link RefusedByCluster} when the answer is no.
 */
public final class Cluster implements AutoCloseable {

    private final KubernetesClient client;
    private final Objects objects;
    private final Answers answers;

    Cluster(KubernetesClient client, ClusterAddress address) {
        this.client = client;
        this.answers = new Answers(address.url());
        this.objects = new Objects(client, answers, address.namespace());
    }

    /** Of Kubernetes, such as {@code v1.34.4}. */
    public String version() {
        return answers.to("The version", () -> client.getKubernetesVersion().getGitVersion());
    }

    /** Every kind that it serves, in every version. Groups that do not answer, as those of other servers may, are left out. */
    public Set<Kind> kinds() {
        return objects.kinds();
    }

    /** The object of that name in the namespace of the connection, or in none where its kind has none. */
    public Optional<Manifest> find(Kind kind, String name) {
        return objects.find(kind, null, name);
    }

    /** All of a kind in the namespace of the connection, or anywhere where the kind has none; by name. */
    public List<Manifest> list(Kind kind) {
        return objects.list(kind, null);
    }

    /** Those of them that belong to an owner. */
    public List<Manifest> list(Kind kind, Owner owner) {
        return objects.list(kind, owner);
    }

    /**
     * Makes objects what they are to be, one after the other, by server-side apply. Fields that an earlier manifest of the
     * owner had and this one has not are taken away; fields of others stay.
     *
     * @throws FieldsOfOthers when somebody else set one of the fields to another value
     */
    public List<Applied> apply(List<Manifest> manifests, Owner owner) {
        return manifests.stream().map(one -> applied(one, owner, Patch.APPLY)).toList();
    }

    /** As {@link #apply}, but fields that others set become the owner's. */
    public List<Applied> takeOver(List<Manifest> manifests, Owner owner) {
        return manifests.stream()
                .map(one -> applied(one, owner, Patch.TAKE_OVER))
                .toList();
    }

    /** Asks whether the API server would take them, and changes nothing. @return them as they would be */
    public List<Manifest> rehearse(List<Manifest> manifests, Owner owner) {
        return manifests.stream()
                .map(one -> patched(one, owner, Patch.REHEARSE))
                .toList();
    }

    private Applied applied(Manifest wanted, Owner owner, Patch patch) {
        Optional<Manifest> before = objects.find(wanted.kind(), wanted.namespace(), wanted.name());
        Manifest after = patched(wanted, owner, patch);
        List<Difference> changes = Differences.between(before.orElse(null), after);
        return new Applied(after, outcome(before.orElse(null), changes), changes);
    }

    private static Outcome outcome(@Nullable Manifest before, List<Difference> changes) {
        if (before == null) {
            return Outcome.CREATED;
        }
        return changes.isEmpty() ? Outcome.UNCHANGED : Outcome.CHANGED;
    }

    private Manifest patched(Manifest wanted, Owner owner, Patch patch) {
        Manifest labelled = owner.label(wanted);
        return objects.on(labelled, resource -> resource.patch(patch.by(owner), objects.body(labelled)));
    }

    /** How each of them is and what applying it would change, over whatever others set. */
    public List<Observed> observe(List<Manifest> manifests, Owner owner) {
        return manifests.stream().map(one -> observed(one, owner)).toList();
    }

    private Observed observed(Manifest wanted, Owner owner) {
        return objects.find(wanted.kind(), wanted.namespace(), wanted.name())
                .map(actual -> new Observed(
                        wanted, actual, Differences.between(actual, patched(wanted, owner, Patch.REHEARSE))))
                .orElseGet(() -> new Observed(wanted, null, List.of()));
    }

    /**
     * Deletes what belongs to an owner and is not wanted any more, in the namespace of the connection, or anywhere where a kind
     * has none. What others put there stays, whatever its name.
     *
     * @param kinds what the owner may have had
     * @return what was deleted; some of it may need a while to end
     */
    public List<Manifest> prune(Owner owner, List<Manifest> keep, Collection<Kind> kinds) {
        Set<String> kept = keep.stream().map(Cluster::key).collect(Collectors.toSet());
        List<Manifest> gone = new ArrayList<>();
        for (Kind kind : kinds) {
            for (Manifest there : objects.list(kind, owner)) {
                if (!kept.contains(key(there))) {
                    objects.delete(there);
                    gone.add(there);
                }
            }
        }
        return gone;
    }

    private static String key(Manifest manifest) {
        return "%s %s".formatted(manifest.kind(), manifest.name());
    }

    /**
     * Tells what happens to objects of an owner from now on, in an order that holds for each one of them. After a break it goes
     * on by itself, and may tell something twice.
     *
     * @return ends it
     */
    public AutoCloseable watch(Kind kind, Owner owner, Consumer<Sight> listener) {
        return answers.to(
                "%s objects".formatted(kind.name()),
                () -> objects.selected(kind, owner).watch(new Watching(objects, listener)));
    }

    @Override
    public void close() {
        client.close();
    }
}
