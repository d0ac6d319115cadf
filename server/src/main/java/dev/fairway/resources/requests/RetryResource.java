package dev.fairway.resources.requests;

import dev.fairway.resources.lifecycle.Making;
import dev.fairway.resources.lifecycle.Resources;
import dev.fairway.resources.types.ResourceTypes;
import dev.fairway.selfservice.spi.Asked;
import dev.fairway.selfservice.spi.Done;
import dev.fairway.selfservice.spi.Offer;
import dev.fairway.selfservice.spi.Offer.Words;
import dev.fairway.selfservice.spi.Plan;
import dev.fairway.selfservice.spi.Work;
import java.util.List;
import org.springframework.stereotype.Component;

/** {@code retry}: completes what could not be made. */
@Component
class RetryResource implements Operation {

    private static final Words WORDS = new Words(
            "retry_resource",
            "Complete a resource",
            "Goes on with one that could not be made, from what there is of it.",
            "Refresh",
            "Try again");

    private final ResourceTypes types;
    private final Resources resources;
    private final Making making;

    RetryResource(ResourceTypes types, Resources resources, Making making) {
        this.types = types;
        this.resources = resources;
        this.making = making;
    }

    @Override
    public String name() {
        return "retry";
    }

    @Override
    public List<Offer> offers() {
        return List.of(Offers.about(
                WORDS,
                "DAY-2",
                name(),
                Offers.form("{\"properties\": {}}"),
                List.of(Offers.is("state", "Failed")),
                Offers.since(types.all())));
    }

    @Override
    public Plan plan(Asked asked) {
        return Plan.NONE;
    }

    @Override
    public Done carryOut(Work work) {
        return making.go(resources.get(String.valueOf(work.entity())), work);
    }
}
