package dev.fairway.resources.requests;

import dev.fairway.resources.lifecycle.Life;
import dev.fairway.resources.lifecycle.Resource;
import dev.fairway.resources.lifecycle.Resources;
import dev.fairway.resources.types.ResourceTypes;
import dev.fairway.selfservice.spi.Asked;
import dev.fairway.selfservice.spi.Done;
import dev.fairway.selfservice.spi.Offer;
import dev.fairway.selfservice.spi.Offer.Words;
import dev.fairway.selfservice.spi.Plan;
import dev.fairway.selfservice.spi.Work;
import dev.fairway.shared.Json;
import dev.fairway.shared.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code extend}: a later end for what ends by itself. */
@Component
class ExtendResource implements Operation {

    private static final Words WORDS = new Words(
            "extend_resource", "Extend a resource", "It ends some days later, counted from today.", "Clock", "Extend");
    private static final String DAYS = "days";

    private final ResourceTypes types;
    private final Resources resources;
    private final Life life;

    ExtendResource(ResourceTypes types, Resources resources, Life life) {
        this.types = types;
        this.resources = resources;
        this.life = life;
    }

    @Override
    public String name() {
        return "extend";
    }

    @Override
    public List<Offer> offers() {
        ObjectNode form = Offers.form("""
                {"properties": {"days": {"type": "number", "title": "Days from today", "default": 30, "minimum": 1, "maximum": 90}},
                 "required": ["days"]}""");
        ObjectNode ends = Json.object().put("property", "expiresAt").put("operator", "isNotEmpty");
        return List.of(Offers.about(
                WORDS,
                "DAY-2",
                name(),
                form,
                List.of(ends, Offers.isNot("state", "Retired")),
                Offers.since(types.all())));
    }

    @Override
    public Plan plan(Asked asked) {
        return Plan.NONE;
    }

    @Override
    public Done carryOut(Work work) {
        Resource known = resources.get(String.valueOf(work.entity()));
        if (!known.isDoneBy(work.run())) {
            Instant end =
                    life.now().plus(Duration.ofDays(work.inputs().path(DAYS).asLong(1)));
            known = life.turn(known.id(), work.run(), work.by(), one -> {
                resources.endMoved(one);
                return one.with(one.dates().expiring(end)).with(one.standing().by(work.run()));
            });
        }
        Instant end = known.dates().expiresAt();
        return new Done(
                Json.object().put("resource", known.identifier()),
                end == null
                        ? "%s does not end".formatted(known.identifier())
                        : "%s ends %s".formatted(known.identifier(), Timestamps.format(end)));
    }
}
