package dev.fairway.resources.requests;

import dev.fairway.resources.lifecycle.Observing;
import dev.fairway.resources.lifecycle.Provisioning;
import dev.fairway.resources.lifecycle.Resource;
import dev.fairway.resources.lifecycle.Resource.State;
import dev.fairway.resources.lifecycle.Resources;
import dev.fairway.resources.types.ResourceType;
import dev.fairway.resources.types.ResourceTypes;
import dev.fairway.selfservice.spi.Asked;
import dev.fairway.selfservice.spi.Done;
import dev.fairway.selfservice.spi.Offer;
import dev.fairway.selfservice.spi.Offer.Words;
import dev.fairway.selfservice.spi.Plan;
import dev.fairway.selfservice.spi.Plan.Effect;
import dev.fairway.selfservice.spi.Plan.Piece;
import dev.fairway.selfservice.spi.Work;
import dev.fairway.shared.Json;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code purge}: throws away the copies that a resource keeps of what is somewhere else. */
@Component
class PurgeCache implements Operation {

    private static final Words WORDS = new Words(
            "purge_cache",
            "Purge the cache of a site",
            "Visitors get everything anew from its origin, which is busier until the cache has filled again.",
            "Refresh",
            "Purge");

    private final ResourceTypes types;
    private final Resources resources;
    private final Provisioning provisioning;
    private final Observing observing;

    PurgeCache(ResourceTypes types, Resources resources, Provisioning provisioning, Observing observing) {
        this.types = types;
        this.resources = resources;
        this.provisioning = provisioning;
        this.observing = observing;
    }

    @Override
    public String name() {
        return "purge";
    }

    /** Nothing while no type has a cache. */
    @Override
    public List<Offer> offers() {
        List<ResourceType> all = types.all();
        List<String> purged = all.stream()
                .filter(type -> provisioning.purges(type.kind()))
                .map(ResourceType::identifier)
                .toList();
        if (purged.isEmpty()) {
            return List.of();
        }
        ObjectNode isOne = Json.object().put("property", "type").put("operator", "in");
        isOne.set("value", Json.array(purged));
        return List.of(Offers.about(
                WORDS,
                "DAY-2",
                name(),
                Offers.form("{\"properties\": {}}"),
                List.of(isOne, Offers.is("state", "Ready")),
                Offers.since(all)));
    }

    @Override
    public Plan plan(Asked asked) {
        Piece cache = new Piece(Effect.CHANGED, "Its cache", "is empty, and fills again from the origin");
        return resources
                .about(asked)
                .map(resource -> new Plan(List.of(), List.of(cache), null))
                .orElse(Plan.NONE);
    }

    @Override
    public Done carryOut(Work work) {
        Resource known = resources.get(String.valueOf(work.entity())).requireState(State.READY);
        provisioning.purge(known);
        observing.tryToLook(known.id());
        return new Done(
                Json.object().put("resource", known.identifier()),
                "The cache of %s is empty".formatted(known.identifier()));
    }
}
