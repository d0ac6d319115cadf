package dev.fairway.resources.requests;

import dev.fairway.access.Actor;
import dev.fairway.resources.lifecycle.Forecasts.Forecast;
import dev.fairway.resources.lifecycle.Making;
import dev.fairway.resources.lifecycle.Resource;
import dev.fairway.resources.lifecycle.Resource.Origin;
import dev.fairway.resources.lifecycle.Resource.Slot;
import dev.fairway.resources.lifecycle.Resource.State;
import dev.fairway.resources.lifecycle.ResourceEntities;
import dev.fairway.resources.lifecycle.Resources;
import dev.fairway.resources.prices.PriceList;
import dev.fairway.resources.servers.ConnectedServer;
import dev.fairway.resources.servers.Servers;
import dev.fairway.resources.spi.Provisioner;
import dev.fairway.resources.spi.Provisioners;
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
import dev.fairway.shared.Problem;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code create}: a new resource, on a server that serves its environment. */
@Component
class CreateResource implements Operation {

    static final String ACTION = "create_resource";

    private static final Words WORDS = new Words(
            ACTION,
            "Create cloud resource",
            "A database, cache, topic or whatever else your service needs, made to the company's standard.",
            "Database",
            "Create");

    private final ResourceTypes types;
    private final Servers servers;
    private final Resources resources;
    private final ResourceEntities entities;
    private final PriceList prices;
    private final Provisioners provisioners;
    private final Making making;
    private final Foresight foresight;

    CreateResource(
            ResourceTypes types,
            Servers servers,
            Resources resources,
            ResourceEntities entities,
            PriceList prices,
            Provisioners provisioners,
            Making making,
            Foresight foresight) {
        this.types = types;
        this.servers = servers;
        this.resources = resources;
        this.entities = entities;
        this.prices = prices;
        this.provisioners = provisioners;
        this.making = making;
        this.foresight = foresight;
    }

    @Override
    public String name() {
        return "create";
    }

    /** Nothing while no server is connected. */
    @Override
    public List<Offer> offers() {
        List<ConnectedServer> connected = servers.all();
        List<ResourceType> possible = types.all().stream()
                .filter(ResourceType::isOffered)
                .filter(type -> connected.stream().anyMatch(server -> Fit.takes(server, type)))
                .toList();
        if (possible.isEmpty()) {
            return List.of();
        }
        ObjectNode form = new RequestForm(possible, connected, entities.hasServices()).json();
        return List.of(Offers.forEverybody(WORDS, name(), form, Offers.since(possible)));
    }

    @Override
    public Plan plan(Asked asked) {
        ObjectNode inputs = asked.inputs();
        Optional<ResourceType> type =
                Optional.ofNullable(Json.textAt(inputs, "type")).flatMap(types::find);
        if (type.isEmpty()) {
            return Plan.NONE;
        }
        String environment = Json.textAt(inputs, "environment");
        List<Problem> problems = new ArrayList<>();
        checkTeam(inputs, type.get(), environment, asked.by(), problems);
        List<Piece> items = new ArrayList<>();
        String nativeName =
                environment == null || !inputs.has("name") ? null : type.get().nativeName(inputs);
        Optional<ConnectedServer> server = server(inputs, type.get());
        Forecast forecast =
                server.map(on -> foresight.of(type.get(), on, inputs)).orElse(Forecast.NOTHING);
        if (nativeName != null && environment != null && server.isPresent()) {
            checkName(server.get(), type.get(), nativeName, identifier(inputs), problems);
            items.addAll(items(type.get(), server.get(), nativeName, environment));
            problems.addAll(provisioners
                    .of(type.get().kind())
                    .beyond(server.get().capacity(), specification(type.get(), inputs)));
        }
        Cost cost = prices.cost(type.get().price(), specification(type.get(), inputs), region(inputs), BigDecimal.ZERO)
                .orElse(null);
        items.addAll(forecast.items());
        if (forecast.problem() != null) {
            problems.add(new Problem("properties.type", forecast.problem()));
        }
        return new Plan(problems, items, cost, forecast.isPending());
    }

    private void checkTeam(
            ObjectNode inputs, ResourceType type, @Nullable String environment, Actor by, List<Problem> problems) {
        String team = Json.textAt(inputs, "team");
        if (team == null) {
            return;
        }
        notOfTeam(inputs, by).ifPresent(problems::add);
        Integer most = environment == null ? null : type.terms(environment).perTeam();
        if (most != null && environment != null) {
            int there = resources.count(team, type.identifier(), environment);
            if (there >= most) {
                problems.add(new Problem(
                        "properties.environment",
                        "%s has %d of %d resources of type %s in %s; delete one that nobody needs, or ask the platform team for more"
                                .formatted(team, there, most, type.identifier(), environment)));
            }
        }
    }

    /** Nobody makes anything for a team that they are not in. */
    static Optional<Problem> notOfTeam(ObjectNode inputs, Actor by) {
        String team = Json.textAt(inputs, "team");
        return team == null || by.isAdmin() || by.teams().contains(team)
                ? Optional.empty()
                : Optional.of(new Problem(
                        "properties.team",
                        "you are not in \"%s\"; choose a team of yours, or have somebody of it ask".formatted(team)));
    }

    private void checkName(
            ConnectedServer server, ResourceType type, String nativeName, String identifier, List<Problem> problems) {
        resources
                .on(server.identifier(), type.kind(), nativeName)
                .or(() -> resources.find(identifier))
                .ifPresent(other -> problems.add(new Problem(
                        "properties.name",
                        "\"%s\" is taken by %s of %s; choose another name"
                                .formatted(
                                        nativeName,
                                        other.identifier(),
                                        other.wish().team()))));
    }

    private List<Piece> items(ResourceType type, ConnectedServer server, String nativeName, String environment) {
        Provisioner provisioner = provisioners.of(type.kind());
        List<Piece> items = new ArrayList<>();
        items.add(new Piece(Effect.CREATED, "%s %s".formatted(type.title(), nativeName), "on " + server.title()));
        List<String> roles = provisioner.roles(type.template());
        if (!roles.isEmpty()) {
            items.add(new Piece(
                    Effect.CREATED, "Users: " + String.join(", ", roles), "passwords are shown to the team only"));
        }
        items.add(new Piece(Effect.CREATED, "Entry in the catalog", "with its owner and price"));
        Duration end = type.terms(environment).expiresAfter();
        if (end != null) {
            items.add(
                    new Piece(Effect.LOST, "Ends after %d days".formatted(end.toDays()), "unless somebody extends it"));
        }
        return items;
    }

    /** The one that was chosen, else the first that serves the environment in the region. */
    Optional<ConnectedServer> server(ObjectNode inputs, ResourceType type) {
        String environment = Json.textAt(inputs, "environment");
        String chosen = Json.textAt(inputs, "server");
        String region = Json.textAt(inputs, "region");
        return servers.all().stream()
                .filter(server -> environment != null && Fit.takes(server, type, environment))
                .filter(server -> region == null || server.region().equals(region))
                .filter(server -> chosen == null || server.identifier().equals(chosen))
                .findFirst();
    }

    private static String region(ObjectNode inputs) {
        String region = Json.textAt(inputs, "region");
        return region == null ? "" : region;
    }

    static ObjectNode specification(ResourceType type, ObjectNode inputs) {
        ObjectNode specification = Json.object();
        type.fields().keySet().stream()
                .filter(inputs::has)
                .forEach(field -> specification.set(field, inputs.get(field)));
        return specification;
    }

    private static String identifier(ObjectNode inputs) {
        return "%s@%s".formatted(Json.textAt(inputs, "name"), Json.textAt(inputs, "environment"));
    }

    @Override
    public Done carryOut(Work work) {
        return making.begin(resource(work.inputs(), work), work);
    }

    /** As it is before anything of it is made. */
    Resource resource(ObjectNode inputs, Work work) {
        ResourceType type = types.get(String.valueOf(Json.textAt(inputs, "type")));
        String environment = String.valueOf(Json.textAt(inputs, "environment"));
        ConnectedServer server =
                server(inputs, type).orElseThrow(() -> new NoServer(type.title(), environment, region(inputs)));
        ObjectNode specification = specification(type, inputs);
        Optional<Cost> cost = prices.cost(type.price(), specification, server.region(), BigDecimal.ZERO);
        Instant now = making.now();
        Duration end = type.terms(environment).expiresAfter();
        return new Resource(
                Making.idOf(work.key()),
                identifier(inputs),
                0,
                new Resource.Wish(
                        type.identifier(),
                        String.valueOf(Json.textAt(inputs, "name")),
                        environment,
                        String.valueOf(Json.textAt(inputs, "team")),
                        Json.textAt(inputs, ResourceEntities.SERVICE),
                        specification),
                new Resource.Spot(
                        server.identifier(), type.kind(), type.nativeName(inputs), Origin.MADE, type.template()),
                new Resource.Standing(State.CREATING, null, Slot.A, Json.object(), Json.object(), null, work.run()),
                cost.map(price -> new Resource.Price(price.after(), price.currency()))
                        .orElse(null),
                new Resource.Dates(now, work.by(), now, end == null ? null : now.plus(end), null));
    }
}
