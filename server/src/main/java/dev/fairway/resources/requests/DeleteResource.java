package dev.fairway.resources.requests;

import dev.fairway.resources.dumps.Dump;
import dev.fairway.resources.lifecycle.Dumping;
import dev.fairway.resources.lifecycle.Ending;
import dev.fairway.resources.lifecycle.Life;
import dev.fairway.resources.lifecycle.Resource;
import dev.fairway.resources.lifecycle.Resource.State;
import dev.fairway.resources.lifecycle.Resources;
import dev.fairway.resources.spi.StillThere;
import dev.fairway.resources.types.ResourceType;
import dev.fairway.resources.types.ResourceTypes;
import dev.fairway.selfservice.spi.Asked;
import dev.fairway.selfservice.spi.Cost;
import dev.fairway.selfservice.spi.Done;
import dev.fairway.selfservice.spi.Offer;
import dev.fairway.selfservice.spi.Offer.Words;
import dev.fairway.selfservice.spi.Plan;
import dev.fairway.selfservice.spi.Plan.Effect;
import dev.fairway.selfservice.spi.Plan.Piece;
import dev.fairway.selfservice.spi.Work;
import dev.fairway.shared.Json;
import dev.fairway.shared.Timestamps;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code delete}: the end of a resource. Where its environment has a grace, nobody gets in any more, and its data goes when the
 * grace is over; elsewhere it goes at once. In production somebody has to approve it.
 */
@Component
class DeleteResource implements Operation {

    private static final Words WORDS = new Words(
            "delete_resource", "Delete a resource", "Takes it away with everything in it.", "Trash", "Delete");
    private static final Words IN_PRODUCTION = new Words(
            "delete_production_resource",
            "Delete a production resource",
            "Lets nobody in any more, and removes its data when the grace of its type is over. Somebody has to approve it.",
            "Trash",
            "Delete");
    private static final String WITHOUT_DUMP = "withoutDump";
    private static final String NO_DUMP = "No final dump";

    private final ResourceTypes types;
    private final Resources resources;
    private final Ending ending;
    private final Dumping dumping;
    private final Life life;

    DeleteResource(ResourceTypes types, Resources resources, Ending ending, Dumping dumping, Life life) {
        this.types = types;
        this.resources = resources;
        this.ending = ending;
        this.dumping = dumping;
        this.life = life;
    }

    @Override
    public String name() {
        return "delete";
    }

    @Override
    public List<Offer> offers() {
        ObjectNode form = Offers.form("""
                {"properties": {"confirmed": {"type": "string", "title": "Its name, to be sure", "pattern": {"jqQuery": "\\"^\\\\\\\\Q\\" + .entity.title + \\"\\\\\\\\E$\\""},
                   "description": "What is lost cannot be brought back, but from a final dump."},
                   "withoutDump": {"type": "boolean", "title": "Without a final dump", "default": false,
                   "description": "For what need not be restored, or cannot be dumped."}},
                 "required": ["confirmed"], "order": ["confirmed", "withoutDump"]}""");
        List<ResourceType> all = types.all();
        Instant since = Offers.since(all);
        form.withObject("properties")
                .withObject(WITHOUT_DUMP)
                .putObject("visible")
                .put("jqQuery", isDumped(all));
        ObjectNode there = Offers.isNot("state", "Retired");
        Offer usual = Offers.about(
                WORDS, "DELETE", name(), form, List.of(there, Offers.isNot("environment", "production")), since);
        Offer guarded = Offers.about(
                IN_PRODUCTION, "DELETE", name(), form, List.of(there, Offers.is("environment", "production")), since);
        guarded.definition().put("requiredApproval", true);
        return List.of(usual, guarded);
    }

    private String isDumped(List<ResourceType> all) {
        ArrayNode dumped = Json.array(all.stream()
                .filter(type -> dumping.isPossible(type.kind()))
                .map(ResourceType::identifier)
                .toList());
        return ".entity.properties.type as $type | %s | index($type) != null".formatted(dumped);
    }

    @Override
    public Plan plan(Asked asked) {
        return resources
                .about(asked)
                .map(resource -> plan(resource, asked.inputs()))
                .orElse(Plan.NONE);
    }

    private Plan plan(Resource resource, ObjectNode inputs) {
        Duration grace = types.get(resource.wish().type())
                .terms(resource.wish().environment())
                .grace();
        String loss = Json.textAt(resource.standing().observed(), "loss");
        List<Piece> items = new ArrayList<>();
        Optional<Piece> dump = dump(resource, inputs);
        dump.ifPresent(items::add);
        boolean isRestorable =
                dump.filter(piece -> piece.effect() == Effect.CREATED).isPresent();
        items.add(new Piece(
                Effect.LOST,
                loss == null ? "Everything in it" : loss,
                grace.isZero()
                        ? isRestorable ? "at once; its team can restore it" : "at once, for ever"
                        : "after %d days; until then it can be kept".formatted(grace.toDays())));
        items.add(new Piece(Effect.LOST, "All of its users", "at once"));
        Resource.Price price = resource.price();
        Cost cost = price == null ? null : new Cost(price.currency(), price.monthly(), BigDecimal.ZERO, List.of());
        return new Plan(List.of(), items, cost);
    }

    /** Of kinds that cannot be dumped nothing is said. */
    private Optional<Piece> dump(Resource resource, ObjectNode inputs) {
        if (!dumping.isDue(resource)) {
            return Optional.empty();
        }
        Optional<String> obstacle =
                inputs.path(WITHOUT_DUMP).asBoolean(false) ? Optional.of("as you ask for") : dumping.obstacle(resource);
        return Optional.of(
                obstacle.map(why -> new Piece(Effect.LOST, NO_DUMP, why)).orElseGet(this::finalDump));
    }

    private Piece finalDump() {
        return new Piece(
                Effect.CREATED,
                "Final dump, kept %d days".formatted(dumping.keep().toDays()),
                "taken before its data is removed");
    }

    private void decideOnDump(Resource resource, Work work) {
        boolean isUnwanted = work.inputs().path(WITHOUT_DUMP).asBoolean(false);
        if (isUnwanted || work.losses().contains(NO_DUMP)) {
            ending.withoutDump(resource);
        } else {
            ending.withDump(resource);
        }
    }

    @Override
    public Done carryOut(Work work) {
        Resource known = resources.find(String.valueOf(work.entity())).orElse(null);
        if (known == null) {
            return new Done(Json.object(), "%s is gone".formatted(work.entity()));
        }
        decideOnDump(known, work);
        Duration grace =
                types.get(known.wish().type()).terms(known.wish().environment()).grace();
        if (grace.isZero() || known.standing().state() == State.FAILED) {
            return removed(known, work);
        }
        Instant end = life.now().plus(grace);
        ending.retire(known, end, work.run(), work.by());
        return new Done(
                Json.object().put("resource", known.identifier()),
                "Nobody gets into %s any more; its data is removed %s, and can be kept until then"
                        .formatted(known.identifier(), Timestamps.format(end)));
    }

    private Done removed(Resource known, Work work) {
        Optional<Dump> dump;
        try {
            dump = ending.remove(known, work.run(), work.by());
        } catch (StillThere still) {
            ending.goesOn(known, still, work.run(), work.by());
            return new Done(
                    Json.object().put("resource", known.identifier()),
                    "%s; %s leaves Fairway when that is done".formatted(still.reason(), known.identifier()));
        }
        dump.ifPresent(
                taken -> work.log().accept("Took its final dump %s, %,d bytes".formatted(taken.id(), taken.bytes())));
        work.log()
                .accept("Removed %s from %s"
                        .formatted(known.spot().nativeName(), known.spot().server()));
        ObjectNode output = Json.object().put("resource", known.identifier());
        String gone = "%s is gone".formatted(known.identifier());
        return dump.map(taken -> new Done(
                        output.put("dump", taken.id()).put("restore", taken.link()),
                        "%s. It can be restored until %s"
                                .formatted(gone, taken.expiresAt().toString().substring(0, 10))))
                .orElseGet(() -> new Done(output, gone));
    }
}
