package dev.fairway.resources.lifecycle;

import dev.fairway.resources.types.ResourceType;
import dev.fairway.resources.types.ResourceTypes;
import dev.fairway.shared.Json;
import dev.fairway.shared.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Resources as the API shows them. Without secrets. */
@Component
class ResourceView {

    private final ResourceTypes types;
    private final Logins logins;
    private final Drifts drifts;

    ResourceView(ResourceTypes types, Logins logins, Drifts drifts) {
        this.types = types;
        this.logins = logins;
        this.drifts = drifts;
    }

    /** As they stand in a list. */
    List<ObjectNode> lines(List<Resource> resources) {
        Set<String> drifted = drifts.among(resources.stream().map(Resource::id).toList());
        return resources.stream()
                .map(resource -> line(resource).put("drifted", drifted.contains(resource.id())))
                .toList();
    }

    private static ObjectNode line(Resource resource) {
        Resource.Wish wish = resource.wish();
        Resource.Standing standing = resource.standing();
        ObjectNode json = Json.object().put("id", resource.id()).put("identifier", resource.identifier());
        json.put("name", wish.name()).put("type", wish.type());
        json.put("environment", wish.environment()).put("team", wish.team()).put("service", wish.service());
        json.put("server", resource.spot().server()).put("kind", resource.spot().kind());
        json.put("nativeName", resource.spot().nativeName());
        json.put("state", standing.state().name()).put("reason", standing.reason());
        json.put("complaint", Json.textAt(standing.observed(), "complaint"));
        json.set("measures", Json.objectAt(standing.observed(), "measures"));
        OptionalDouble used = Fill.of(resource);
        json.put("used", used.isPresent() ? used.getAsDouble() : null);
        json.put("observedAt", time(standing.observedAt()));
        Resource.Price price = resource.price();
        json.put("monthly", price == null ? null : price.monthly());
        json.put("currency", price == null ? null : price.currency());
        json.put("createdAt", time(resource.dates().createdAt()));
        json.put("createdBy", resource.dates().createdBy());
        json.put("updatedAt", time(resource.dates().updatedAt()));
        json.put("expiresAt", time(resource.dates().expiresAt()));
        json.put("removeAt", time(resource.dates().removeAt()));
        return json;
    }

    ObjectNode whole(Resource resource) {
        ObjectNode json = line(resource);
        json.set("specification", resource.wish().specification());
        Optional<ResourceType> type = types.find(resource.wish().type());
        json.put(
                "typeTitle",
                type.map(ResourceType::title).orElse(resource.wish().type()));
        json.set(
                "fields",
                type.map(known -> Json.objectAt(known.specification(), "properties"))
                        .orElse(Json.object()));
        json.set("outputs", resource.standing().outputs());
        json.put("loss", Json.textAt(resource.standing().observed(), "loss"));
        ArrayNode users = json.putArray("users");
        logins.of(resource)
                .forEach(login -> users.addObject()
                        .put("user", login.user())
                        .put("role", login.role())
                        .put("inUse", login.slot() == resource.standing().slot())
                        .put("issuedAt", time(login.issuedAt()))
                        .put("endsAt", time(login.endsAt())));
        ArrayNode drift = json.putArray("drift");
        List<Drifts.Drift> differing = drifts.of(resource.id());
        json.put("drifted", differing.stream().anyMatch(one -> one.acceptedBy() == null));
        differing.forEach(one -> {
            ObjectNode field = drift.addObject().put("field", one.field());
            field.set("wanted", one.wanted());
            field.set("actual", one.actual());
            field.put("since", time(one.since()));
            field.put("acceptedBy", one.acceptedBy()).put("reason", one.reason());
        });
        return json;
    }

    private static @Nullable String time(@Nullable Instant at) {
        return at == null ? null : Timestamps.format(at);
    }
}
