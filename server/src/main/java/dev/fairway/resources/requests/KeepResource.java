package dev.fairway.resources.requests;

import dev.fairway.resources.lifecycle.Dumping;
import dev.fairway.resources.lifecycle.Life;
import dev.fairway.resources.lifecycle.Provisioning;
import dev.fairway.resources.lifecycle.Resource;
import dev.fairway.resources.lifecycle.Resource.State;
import dev.fairway.resources.lifecycle.Resources;
import dev.fairway.resources.types.ResourceTypes;
import dev.fairway.selfservice.spi.Asked;
import dev.fairway.selfservice.spi.Done;
import dev.fairway.selfservice.spi.Offer;
import dev.fairway.selfservice.spi.Offer.Words;
import dev.fairway.selfservice.spi.Plan;
import dev.fairway.selfservice.spi.Work;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.Json;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** {@code keep}: brings back what was deleted and whose data is still there, with other passwords. */
@Component
class KeepResource implements Operation {

    private static final Words WORDS = new Words(
            "keep_resource",
            "Keep a deleted resource",
            "Lets its users in again, with other passwords, while its data is still there.",
            "Restore",
            "Keep");

    private final ResourceTypes types;
    private final Resources resources;
    private final Provisioning provisioning;
    private final Dumping dumping;
    private final Life life;

    KeepResource(ResourceTypes types, Resources resources, Provisioning provisioning, Dumping dumping, Life life) {
        this.types = types;
        this.resources = resources;
        this.provisioning = provisioning;
        this.dumping = dumping;
        this.life = life;
    }

    @Override
    public String name() {
        return "keep";
    }

    @Override
    public List<Offer> offers() {
        return List.of(Offers.about(
                WORDS,
                "DAY-2",
                name(),
                Offers.form("{\"properties\": {}}"),
                List.of(Offers.is("state", "Retired")),
                Offers.since(types.all())));
    }

    @Override
    public Plan plan(Asked asked) {
        return Plan.NONE;
    }

    /** Once its final dump is taken, some of it may be gone. */
    private void requireWhole(Resource resource) {
        if (dumping.of(resource).isPresent()) {
            throw new Conflict(
                    "removal_begun",
                    "The final dump of %s was taken and its removal has begun; restore it from that dump"
                            .formatted(resource.identifier()),
                    Map.of("resource", resource.identifier()));
        }
    }

    @Override
    public Done carryOut(Work work) {
        Resource known = resources.get(String.valueOf(work.entity()));
        if (!known.isDoneBy(work.run())) {
            known.requireState(State.RETIRED);
            requireWhole(known);
            provisioning.admit(known, known.standing().slot(), work.log());
            life.turn(
                    known.id(),
                    work.run(),
                    work.by(),
                    one -> one.with(one.standing().in(State.READY, null).by(work.run()))
                            .with(one.dates().removed(null)));
        }
        return new Done(
                Json.object().put("resource", known.identifier()),
                "%s is there again; its page shows the new passwords".formatted(known.identifier()));
    }
}
