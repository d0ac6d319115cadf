package dev.fairway.resources.requests;

import dev.fairway.access.Actor;
import dev.fairway.resources.lifecycle.Tally;
import dev.fairway.resources.prices.PriceList;
import dev.fairway.resources.servers.ConnectedServer;
import dev.fairway.resources.servers.Servers;
import dev.fairway.resources.types.ResourceType;
import dev.fairway.resources.types.ResourceTypes;
import dev.fairway.selfservice.spi.Cost;
import dev.fairway.shared.Json;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be asked for, where, and from what price. */
@Component
class ResourceOffers {

    private final ResourceTypes types;
    private final Servers servers;
    private final Tally tally;
    private final PriceList prices;

    ResourceOffers(ResourceTypes types, Servers servers, Tally tally, PriceList prices) {
        this.types = types;
        this.servers = servers;
        this.tally = tally;
        this.prices = prices;
    }

    /**
     * A type that can be asked for.
     *
     * @param places where it can be had; none while no server of its kind is connected
     * @param missing kinds of objects that it needs and no connected server knows, such as {@code apps/v1 Deployment}
     * @param monthly what the smallest costs a month; null where it has no price
     * @param mine how many the teams of whoever asks have
     */
    record ResourceOffer(
            String type,
            String title,
            @Nullable String icon,
            @Nullable String description,
            String kind,
            List<OfferPlace> places,
            List<String> missing,
            @Nullable BigDecimal monthly,
            @Nullable String currency,
            int mine) {}

    /** @param regions in which servers of its kind serve the environment */
    record OfferPlace(String environment, List<String> regions) {}

    /** By title. Administrators see also what no server is connected for. */
    List<ResourceOffer> of(Actor reader) {
        List<ConnectedServer> connected = servers.all();
        Map<String, Integer> mine = tally.byType(reader.teams());
        return types.all().stream()
                .filter(ResourceType::isOffered)
                .map(type -> offer(type, connected, mine.getOrDefault(type.identifier(), 0)))
                .filter(offer -> reader.isAdmin() || !offer.places().isEmpty())
                .sorted(Comparator.comparing(ResourceOffer::title))
                .toList();
    }

    private ResourceOffer offer(ResourceType type, List<ConnectedServer> connected, int mine) {
        List<OfferPlace> places = RequestForm.ENVIRONMENTS.stream()
                .map(environment -> new OfferPlace(environment, regions(type, environment, connected)))
                .filter(place -> !place.regions().isEmpty())
                .toList();
        Optional<Cost> least = places.stream()
                .flatMap(place -> place.regions().stream()
                        .flatMap(
                                region -> prices
                                        .cost(
                                                type.price(),
                                                smallest(type, place.environment()),
                                                region,
                                                BigDecimal.ZERO)
                                        .stream()))
                .min(Comparator.comparing(Cost::after));
        return new ResourceOffer(
                type.identifier(),
                type.title(),
                Json.textAt(type.definition(), "icon"),
                Json.textAt(type.definition(), "description"),
                type.kind(),
                places,
                Fit.missing(type, connected),
                least.map(Cost::after).orElse(null),
                least.map(Cost::currency).orElse(null),
                mine);
    }

    private static List<String> regions(ResourceType type, String environment, List<ConnectedServer> connected) {
        return List.copyOf(new TreeSet<>(connected.stream()
                .filter(server -> Fit.takes(server, type, environment))
                .map(ConnectedServer::region)
                .toList()));
    }

    /** Of each field the least that may be asked for in an environment, else what it has when nobody says. */
    private static ObjectNode smallest(ResourceType type, String environment) {
        ObjectNode specification = Json.object();
        type.fields().forEach((name, field) -> {
            ObjectNode limits = type.limits(environment, name);
            for (String said : List.of("minimum", "default")) {
                JsonNode value = limits.has(said) ? limits.path(said) : field.path(said);
                if (!value.isMissingNode()) {
                    specification.set(name, value);
                    return;
                }
            }
        });
        return specification;
    }
}
