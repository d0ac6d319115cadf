package dev.fairway.resources.requests;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/resource-offers")
class ResourceOfferController {

    record ResourceOffersAnswer(boolean ok, List<ResourceOffers.ResourceOffer> offers) {}

    private final ResourceOffers offers;

    ResourceOfferController(ResourceOffers offers) {
        this.offers = offers;
    }

    /** What can be asked for: where it can be had, from what price, and how many the caller's teams have. */
    @GetMapping
    @Requires(Permission.MEMBER)
    ResourceOffersAnswer list(Actor actor) {
        return new ResourceOffersAnswer(true, offers.of(actor));
    }
}
