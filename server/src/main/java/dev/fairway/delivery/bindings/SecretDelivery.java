package dev.fairway.delivery.bindings;

import dev.fairway.clusters.Cluster;
import dev.fairway.clusters.Kind;
import dev.fairway.clusters.Manifest;
import dev.fairway.clusters.Owner;
import dev.fairway.resources.Bindings;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings credentials of resources into the namespaces of clusters, as secrets, and takes them away again. They are in no
 * repository; services of one namespace share the secret of a user. All of it can be repeated.
 */
@Component
public class SecretDelivery {

    private static final Kind SECRET = new Kind("v1", "Secret");
    private static final String OWNER = "credentials.";

    private final Bindings bindings;
    private final ResourceUses uses;

    SecretDelivery(Bindings bindings, ResourceUses uses) {
        this.bindings = bindings;
        this.uses = uses;
    }

    /**
     * Makes the secrets that a service reads what they are to be now.
     *
     * @param cluster opened at the namespace of the service
     * @param place where it is released to
     * @param release on whose behalf, for the audit log
     * @throws Conflict where a secret of that name is somebody else's
     */
    public void bring(Cluster cluster, String service, String place, String release) {
        for (ResourceUse use : uses.wanted(service, place)) {
            cluster.find(SECRET, use.secret()).filter(there -> !isOurs(there)).ifPresent(there -> refuse(use));
            Map<String, String> content = bindings.content(use.binding(), release);
            cluster.takeOver(List.of(secret(use, content)), owner(use.mark()));
        }
    }

    private static boolean isOurs(Manifest secret) {
        return secret.label(Owner.LABEL)
                .filter(label -> label.startsWith(OWNER))
                .isPresent();
    }

    private static void refuse(ResourceUse use) {
        throw new Conflict(
                "secret_taken",
                "the secret %s in %s is somebody else's; remove it, or name it as the secret of the resource"
                        .formatted(use.secret(), use.namespace()),
                Map.of("secret", use.secret(), "namespace", use.namespace()));
    }

    private static Manifest secret(ResourceUse use, Map<String, String> content) {
        ObjectNode secret =
                Json.object().put("apiVersion", "v1").put("kind", "Secret").put("type", "Opaque");
        secret.putObject("metadata").put("name", use.secret()).put("namespace", use.namespace());
        ObjectNode data = secret.putObject("data");
        content.forEach((key, text) ->
                data.put(key, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
        return new Manifest(secret);
    }

    private static Owner owner(String mark) {
        return new Owner(OWNER + mark);
    }

    /** Takes away what a service does not read any more, where nobody else does. */
    public void tidy(Cluster cluster, String service, String place) {
        for (ResourceUse use : uses.unwanted(service, place)) {
            if (!uses.isSharedSecret(use)) {
                List<Manifest> others = cluster.list(SECRET, owner(use.mark())).stream()
                        .filter(there -> !there.name().equals(use.secret()))
                        .toList();
                cluster.prune(owner(use.mark()), others, Set.of(SECRET));
            }
            uses.forget(use);
        }
    }

    /** Takes away all credentials of a resource that are in the namespace of a connection. */
    public void withdraw(Cluster cluster, String mark) {
        cluster.prune(owner(mark), List.of(), Set.of(SECRET));
    }
}
