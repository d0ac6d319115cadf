package dev.fairway.delivery.bindings;

import dev.fairway.delivery.render.Objection;
import dev.fairway.delivery.render.Objection.Severity;
import dev.fairway.delivery.render.Rendered;
import dev.fairway.delivery.values.Effective;
import dev.fairway.resources.Bindings;
import dev.fairway.resources.Bindings.Binding;
import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the values of a service bind it to. A binding that names a secret of its own is left to whoever makes that secret.
 */
@Component
public class BoundResources {

    private static final String USUAL_ROLE = "readwrite";

    private final Bindings bindings;

    BoundResources(Bindings bindings) {
        this.bindings = bindings;
    }

    /** The same, with what there is against the resources that it is bound to. */
    public Rendered judged(Effective effective, Rendered rendered) {
        if (!rendered.problems().isEmpty()) {
            return rendered;
        }
        List<Objection> objections = new ArrayList<>(rendered.objections());
        bound(effective).forEach(name -> objection(effective, name).ifPresent(objections::add));
        return new Rendered(rendered.namespace(), rendered.manifests(), objections, rendered.problems());
    }

    private Optional<Objection> objection(Effective effective, String name) {
        ObjectNode wanted = wanted(effective, name);
        TreeSet<String> keys = new TreeSet<>();
        Json.objectAt(wanted, "env").valueStream().map(JsonNode::asString).forEach(keys::add);
        return bindings.hindrance(binding(effective, wanted), effective.text("/team"), keys)
                .map(why -> new Objection(
                        "resource", Severity.DENY, "", "/resources/%s".formatted(name), "%s: %s".formatted(name, why)));
    }

    /** Which secrets a service needs in its namespace. @param place where it is released to */
    public List<ResourceUse> uses(Effective effective, String place, String namespace) {
        return bound(effective)
                .map(name -> binding(effective, wanted(effective, name)))
                .distinct()
                .flatMap(binding -> bindings
                        .mark(binding)
                        .map(mark -> new ResourceUse(
                                effective.text("/name"), place, namespace, secret(binding), mark, binding))
                        .stream())
                .toList();
    }

    /** As the chart calls it. */
    private static String secret(Binding binding) {
        return "%s-%s".formatted(binding.resource(), binding.role());
    }

    private static Stream<String> bound(Effective effective) {
        return Json.fields(Json.objectAt(effective.values(), "resources")).entrySet().stream()
                .filter(one -> Json.isNull(one.getValue().get("secret")))
                .map(Map.Entry::getKey);
    }

    private static ObjectNode wanted(Effective effective, String name) {
        return Json.objectAt(Json.objectAt(effective.values(), "resources"), name);
    }

    private static Binding binding(Effective effective, ObjectNode wanted) {
        String role = Json.textAt(wanted, "role");
        return new Binding(
                String.valueOf(Json.textAt(wanted, "resource")),
                effective.text("/environment"),
                role == null ? USUAL_ROLE : role);
    }
}
