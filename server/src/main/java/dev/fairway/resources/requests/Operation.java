package dev.fairway.resources.requests;

import dev.fairway.selfservice.spi.Asked;
import dev.fairway.selfservice.spi.Done;
import dev.fairway.selfservice.spi.Offer;
import dev.fairway.selfservice.spi.Plan;
import dev.fairway.selfservice.spi.Work;
import java.util.List;

/** One thing that can be asked for about resources. */
interface Operation {

    /** As invocations name it. */
    String name();

    /** The actions that ask for it. */
    List<Offer> offers();

    Plan plan(Asked asked);

    Done carryOut(Work work);
}
