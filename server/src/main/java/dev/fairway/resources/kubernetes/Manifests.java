package dev.fairway.resources.kubernetes;

import dev.fairway.clusters.Cluster;
import dev.fairway.clusters.Kind;
import dev.fairway.clusters.Manifest;
import dev.fairway.clusters.Owner;
import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.ServerUnfit;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.jq.Jq;
import dev.fairway.shared.jq.JqFailed;
import dev.fairway.shared.jq.Template;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The objects of one resource, as the template of its type says. */
record Manifests(KubernetesServer server, Wanted wanted, ManifestTemplate template) {

    static Manifests of(KubernetesServer server, Wanted wanted) {
        return new Manifests(server, wanted, ManifestTemplate.of(wanted.template()));
    }

    Owner owner() {
        return new Owner(wanted.id());
    }

    Mark mark() {
        return new Mark(server.server(), wanted);
    }

    /**
     * All of them, marked. Values stand in texts of the template only, so that none of them becomes anything else than a text
     * or a value.
     *
     * @throws ServerUnfit when the template gives something that is no object of a cluster
     */
    List<Manifest> all() {
        ObjectNode scope = scope();
        try {
            return ManifestTemplate.documents(template.manifests()).stream()
                    .map(document -> mark().on(new Manifest((ObjectNode) Template.fill(document, scope))))
                    .toList();
        } catch (JqFailed | InvalidInput wrong) {
            throw new ServerUnfit(
                    server.server().identifier(),
                    "The template of its type gives no objects for this one: %s".formatted(wrong.reason()));
        }
    }

    Set<Kind> kinds() {
        Set<Kind> kinds = new LinkedHashSet<>();
        all().forEach(manifest -> kinds.add(manifest.kind()));
        kinds.add(Kind.SECRET);
        return kinds;
    }

    private ObjectNode scope() {
        ObjectNode scope = Json.object().put("id", wanted.id()).put("name", wanted.name());
        scope.put("namespace", server.namespace()).put("region", server.server().region());
        scope.set("specification", wanted.specification());
        return scope;
    }

    /** Where clients find it, as jq over the objects that are there. What cannot be said yet is left out. */
    ObjectNode outputs(Cluster cluster) {
        ObjectNode scope = scope();
        ObjectNode objects = scope.putObject("objects");
        all().stream()
                .filter(manifest -> !manifest.kind().equals(Kind.SECRET))
                .forEach(manifest -> cluster.find(manifest.kind(), manifest.name())
                        .ifPresent(
                                there -> objects.withObject(there.kind().name()).set(there.name(), there.content())));
        ObjectNode outputs = Json.object();
        template.outputs().forEach((name, expression) -> {
            JsonNode value = value(expression, scope);
            if (!value.isNull()) {
                outputs.set(name, value);
            }
        });
        return outputs;
    }

    private static JsonNode value(String expression, ObjectNode scope) {
        try {
            return Jq.first(expression, scope).orElse(Json.nothing());
        } catch (JqFailed tooEarly) {
            return Json.nothing();
        }
    }

    /** The name of the secret that an operator keeps the user of a role in. */
    String secretOf(ManifestTemplate.Users users) {
        return Template.text(users.secret(), scope());
    }

    /** A secret with a user that Fairway makes, for the objects to refer to. */
    Manifest secret(Login login) {
        ObjectNode secret = Json.object().put("apiVersion", "v1").put("kind", "Secret");
        secret.putObject("metadata").put("name", "%s-%s".formatted(wanted.name(), login.role()));
        secret.put("type", "kubernetes.io/basic-auth");
        ObjectNode data = secret.putObject("data");
        data.put("username", encoded(login.user())).put("password", encoded(login.password()));
        return mark().on(new Manifest(secret));
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
