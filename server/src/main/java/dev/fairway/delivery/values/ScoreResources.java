package dev.fairway.delivery.values;

import dev.fairway.delivery.values.ScoreText.Reference;
import dev.fairway.shared.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The resources of a workload: bindings to resources of Fairway, and what is no resource here but a value. */
final class ScoreResources {

    private static final Map<String, String> TYPES =
            Map.of("postgres", "postgresql", "amqp", "rabbitmq-queue", "s3", "bucket");
    /** Values of the environment, a name in DNS, a way to it, and a disk. */
    private static final Set<String> NOT_RESOURCES = Set.of("environment", "dns", "route", "volume");

    /** What the secret of a resource is sure to have, by what Score calls it. */
    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("host", "host"),
            Map.entry("port", "port"),
            Map.entry("name", "name"),
            Map.entry("database", "name"),
            Map.entry("bucket", "name"),
            Map.entry("vhost", "vhost"),
            Map.entry("username", "username"),
            Map.entry("password", "password"),
            Map.entry("connection", "url"),
            Map.entry("url", "url"));

    private final ScoreReading reading;
    private final Set<String> types;
    private final Map<String, String> typeOf = new HashMap<>();
    private final Map<String, ScoreField> declared = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    ScoreResources(ScoreReading reading, Set<String> types) {
        this.reading = reading;
        this.types = types;
    }

    void declare(ScoreField resources) {
        resources.fields().forEach((name, resource) -> {
            resource.only("type", "class", "id", "params", "metadata");
            String type = resource.field("type").map(ScoreField::text).orElse(null);
            if (type == null) {
                resource.problem("has no type");
                return;
            }
            declared.put(name, resource);
            typeOf.put(name, NOT_RESOURCES.contains(type) ? type : known(resource, type));
            rest(resource, type);
        });
    }

    private String known(ScoreField resource, String type) {
        String own = TYPES.getOrDefault(type, type);
        if (!types.contains(own)) {
            resource.file()
                    .problem(
                            resource.path().child("type"),
                            "%.100s is no type of resources here; there is %s"
                                    .formatted(
                                            type,
                                            String.join(
                                                    ", ",
                                                    types.stream().sorted().toList())));
        }
        return own;
    }

    private void rest(ScoreField resource, String type) {
        resource.field("class")
                .filter(one -> !one.value().equals(Json.text("default")))
                .ifPresent(one ->
                        one.problem("classes are not known here; take it out and ask for the resource as it is to be"));
        if (!type.equals("route")) {
            resource.field("params")
                    .filter(one -> !one.value().isEmpty())
                    .ifPresent(one -> one.problem(
                            "stands in the request of the resource here; take it out and ask for the resource so"));
        }
        resource.field("metadata").ifPresent(one -> reading.note(one, "stays in score.yaml; nothing is made of it"));
    }

    @Nullable
    String typeOf(String name) {
        return typeOf.get(name);
    }

    /** Puts one output of a resource into an environment variable. */
    void bind(ScoreField variable, Reference reference) {
        String type = typeOf.get(reference.resource());
        if (type == null) {
            variable.problem("there is no resource %.100s".formatted(reference.resource()));
            return;
        }
        used.add(reference.resource());
        switch (type) {
            case "environment" ->
                reading.note(variable, "set env.%s in the values of each environment".formatted(variable.name()));
            case "dns", "route", "volume" ->
                variable.problem("an output of the type %s cannot be a variable; write the value".formatted(type));
            default -> bind(variable, reference, type);
        }
    }

    private void bind(ScoreField variable, Reference reference, String type) {
        String key = KEYS.get(reference.output());
        if (key == null) {
            variable.problem("%.100s is no output of %s; there is %s"
                    .formatted(
                            reference.output().isEmpty() ? "the resource itself" : reference.output(),
                            type,
                            String.join(", ", KEYS.keySet().stream().sorted().toList())));
            return;
        }
        ObjectNode binding = reading.values().withObject("resources").withObject("/" + escaped(reference.resource()));
        binding.put("resource", resource(reference.resource())).put("type", type);
        binding.withObject("env").put(variable.name(), key);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** Those with one id are one; others belong to the workload. */
    private String resource(String name) {
        ScoreField resource = declared.get(name);
        String id = resource == null ? null : Json.textAt(resource.value(), "id");
        return id == null ? "%s-%s".formatted(reading.workload(), name) : id;
    }

    /** @return the claim of a volume; null for what is none */
    @Nullable
    String claim(ScoreField source, String written) {
        List<Reference> references =
                ScoreText.of(written, reading.metadata()).only().stream().toList();
        if (references.isEmpty()
                || !references.getFirst().output().isEmpty()
                || !"volume".equals(typeOf.get(references.getFirst().resource()))) {
            source.problem("%.100s is no resource of the type volume, such as ${resources.data}".formatted(written));
            return null;
        }
        String name = references.getFirst().resource();
        used.add(name);
        String claim = resource(name);
        reading.note(source, "needs the persistent volume claim %s in each environment".formatted(claim));
        return claim;
    }

    /** After everything else: ways in, and what nothing uses. */
    void finish() {
        typeOf.forEach((name, type) -> {
            ScoreField resource = declared.get(name);
            if (resource != null) {
                finish(resource, name, type);
            }
        });
    }

    private void finish(ScoreField resource, String name, String type) {
        switch (type) {
            case "route" -> route(resource);
            case "dns" -> reading.note(resource, "set domain in the values of each environment");
            default -> {
                if (!used.contains(name)) {
                    reading.note(resource, "is used by no variable and no volume, so nothing is bound");
                }
            }
        }
    }

    private void route(ScoreField route) {
        ScoreField params = route.field("params").orElse(null);
        if (params == null) {
            route.problem("has no params with host and path");
            return;
        }
        params.only("host", "path", "port");
        params.field("host").ifPresent(this::host);
        params.field("path")
                .map(ScoreField::text)
                .ifPresent(path -> reading.values().withObject("ingress").put("path", path));
        params.field("port")
                .filter(port -> !reading.isMainPort(port.value().asString("")))
                .ifPresent(port -> port.problem("is not the port of the service, where requests are led to"));
    }

    private void host(ScoreField host) {
        String written = host.text();
        if (written == null) {
            return;
        }
        ScoreText text = ScoreText.of(written, reading.metadata());
        boolean isDns = text.only()
                .filter(one ->
                        "dns".equals(typeOf.get(one.resource())) && one.output().equals("host"))
                .isPresent();
        if (isDns) {
            return;
        }
        if (text.isPlain() && text.unknown().isEmpty()) {
            reading.values().put("domain", text.text());
        } else {
            host.problem("%.100s is neither a name nor the host of a resource of the type dns".formatted(written));
        }
    }
}
