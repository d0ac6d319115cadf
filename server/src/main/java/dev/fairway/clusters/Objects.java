package dev.fairway.clusters;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The objects behind an API server, found by what it says of its kinds. The only place that knows how its client calls them. */
class Objects {

    private static final int CONFLICT = 409;
    private static final int MOST_ATTEMPTS = 5;

    private final KubernetesClient client;
    private final Answers answers;
    private final String namespace;
    private final Map<Kind, ResourceDefinitionContext> known = new ConcurrentHashMap<>();

    /** @param namespace of what names none */
    Objects(KubernetesClient client, Answers answers, String namespace) {
        this.client = client;
        this.answers = answers;
        this.namespace = namespace;
    }

    Optional<Manifest> find(Kind kind, @Nullable String within, String name) {
        GenericKubernetesResource found = answers.to(
                "%s %s".formatted(kind.name(), name),
                () -> resource(kind, within, name).get());
        return Optional.ofNullable(found).map(this::manifest);
    }

    /** By name. @param owner null for any and none */
    List<Manifest> list(Kind kind, @Nullable Owner owner) {
        return answers
                .to(
                        "%s objects".formatted(kind.name()),
                        () -> selected(kind, owner).list().getItems())
                .stream()
                .map(this::manifest)
                .sorted(Comparator.comparing(Manifest::name))
                .toList();
    }

    FilterWatchListDeletable<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            selected(Kind kind, @Nullable Owner owner) {
        NonNamespaceOperation<
                        GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
                all = all(kind, null);
        return owner == null ? all : all.withLabel(Owner.LABEL, owner.id());
    }

    Manifest on(Manifest object, Function<Resource<GenericKubernetesResource>, GenericKubernetesResource> work) {
        return manifest(answers.to(
                object.toString(), () -> work.apply(resource(object.kind(), object.namespace(), object.name()))));
    }

    /** Deletes an object as it was seen; where it was changed since, only if it still has the same owner. */
    void delete(Manifest seen) {
        Optional<Manifest> there = Optional.of(seen);
        for (int attempt = 1; there.isPresent() && !isDeleted(there.get(), attempt); attempt++) {
            there = find(seen.kind(), seen.namespace(), seen.name())
                    .filter(now -> now.label(Owner.LABEL).equals(seen.label(Owner.LABEL)));
        }
    }

    private boolean isDeleted(Manifest seen, int attempt) {
        return answers.to(seen.toString(), () -> {
            try {
                resource(seen.kind(), seen.namespace(), seen.name())
                        .lockResourceVersion(seen.resourceVersion())
                        .delete();
                return true;
            } catch (KubernetesClientException failure) {
                if (failure.getCode() != CONFLICT || attempt == MOST_ATTEMPTS) {
                    throw failure;
                }
                return false;
            }
        });
    }

    private Resource<GenericKubernetesResource> resource(Kind kind, @Nullable String within, String name) {
        return all(kind, within).withName(name);
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            all(Kind kind, @Nullable String within) {
        ResourceDefinitionContext definition = known.computeIfAbsent(kind, this::definition);
        MixedOperation<GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
                all = client.genericKubernetesResources(definition);
        return definition.isNamespaceScoped() ? all.inNamespace(within == null ? namespace : within) : all;
    }

    private ResourceDefinitionContext definition(Kind kind) {
        APIResourceList offered = client.getApiResources(kind.apiVersion());
        return Optional.ofNullable(offered).map(APIResourceList::getResources).orElse(List.of()).stream()
                .filter(one ->
                        one.getKind().equals(kind.name()) && !one.getName().contains("/"))
                .findFirst()
                .map(one -> definition(kind, one))
                .orElseThrow(() -> answers.unknown(kind));
    }

    private static ResourceDefinitionContext definition(Kind kind, APIResource resource) {
        String[] parts = kind.apiVersion().split("/", 2);
        return new ResourceDefinitionContext.Builder()
                .withGroup(parts.length == 1 ? "" : parts[0])
                .withVersion(parts[parts.length - 1])
                .withKind(kind.name())
                .withPlural(resource.getName())
                .withNamespaced(resource.getNamespaced())
                .build();
    }

    Set<Kind> kinds() {
        List<String> versions = new ArrayList<>(List.of("v1"));
        Optional.ofNullable(answers.to("Its kinds", client::getApiGroups)).stream()
                .flatMap(groups -> groups.getGroups().stream())
                .flatMap(group -> group.getVersions().stream())
                .forEach(version -> versions.add(version.getGroupVersion()));
        return versions.stream().flatMap(this::kindsOf).collect(Collectors.toSet());
    }

    private Stream<Kind> kindsOf(String version) {
        try {
            APIResourceList offered = client.getApiResources(version);
            return Optional.ofNullable(offered).map(APIResourceList::getResources).orElse(List.of()).stream()
                    .filter(one -> !one.getName().contains("/"))
                    .map(one -> new Kind(version, one.getKind()))
                    .toList()
                    .stream();
        } catch (KubernetesClientException | InvalidInput noAnswer) {
            return Stream.empty();
        }
    }

    GenericKubernetesResource body(Manifest manifest) {
        return client.getKubernetesSerialization()
                .unmarshal(manifest.content().toString(), GenericKubernetesResource.class);
    }

    Manifest manifest(GenericKubernetesResource resource) {
        return new Manifest(
                (ObjectNode) Json.read(client.getKubernetesSerialization().asJson(resource)));
    }
}
