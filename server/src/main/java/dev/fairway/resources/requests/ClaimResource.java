package dev.fairway.resources.requests;

import dev.fairway.resources.lifecycle.Making;
import dev.fairway.resources.lifecycle.Resource;
import dev.fairway.resources.lifecycle.Resource.Origin;
import dev.fairway.resources.lifecycle.Resource.Slot;
import dev.fairway.resources.lifecycle.Resource.State;
import dev.fairway.resources.lifecycle.ResourceEntities;
import dev.fairway.resources.lifecycle.Resources;
import dev.fairway.resources.prices.PriceList;
import dev.fairway.resources.servers.ConnectedServer;
import dev.fairway.resources.servers.Findings;
import dev.fairway.resources.servers.Servers;
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
import dev.fairway.shared.NotFound;
import dev.fairway.shared.Problem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code claim}: what is on a server already becomes a resource of a team. An administrator has to approve it. */
@Component
class ClaimResource implements Operation {

    private static final Words WORDS = new Words(
            "claim_resource",
            "Claim what is on a server",
            "A database, topic or bucket that your team has on a connected server already becomes a resource, with an owner, a price and passwords that rotate.",
            "Link",
            "Claim");

    private final ResourceTypes types;
    private final Servers servers;
    private final Findings findings;
    private final Resources resources;
    private final PriceList prices;
    private final Making making;

    ClaimResource(
            ResourceTypes types,
            Servers servers,
            Findings findings,
            Resources resources,
            PriceList prices,
            Making making) {
        this.types = types;
        this.servers = servers;
        this.findings = findings;
        this.resources = resources;
        this.prices = prices;
        this.making = making;
    }

    @Override
    public String name() {
        return "claim";
    }

    @Override
    public List<Offer> offers() {
        ObjectNode form = Offers.form("""
                {"properties": {
                   "type": {"type": "string", "title": "Type"},
                   "server": {"type": "string", "title": "Server"},
                   "found": {"type": "string", "title": "Its name on the server", "maxLength": 200},
                   "name": {"type": "string", "title": "Name", "pattern": "^[a-z0-9][a-z0-9._-]*$", "maxLength": 100, "description": "As it shows in Fairway; on the server it keeps its own."},
                   "team": {"type": "string", "title": "Owning team", "format": "team"},
                   "environment": {"type": "string", "title": "Environment"}},
                 "required": ["type", "server", "found", "name", "team", "environment"],
                 "order": ["server", "found", "type", "name", "team", "environment"]}""");
        List<ConnectedServer> connected = servers.all();
        ObjectNode properties = (ObjectNode) form.get("properties");
        ((ObjectNode) properties.get("server"))
                .set(
                        "enum",
                        Json.array(connected.stream()
                                .map(ConnectedServer::identifier)
                                .toList()));
        List<ResourceType> possible = types.all().stream()
                .filter(type ->
                        connected.stream().anyMatch(server -> server.kind().equals(type.kind())))
                .toList();
        ((ObjectNode) properties.get("type"))
                .set(
                        "enum",
                        Json.array(
                                possible.stream().map(ResourceType::identifier).toList()));
        ((ObjectNode) properties.get("environment")).set("enum", Json.array(RequestForm.ENVIRONMENTS));
        ((ObjectNode) properties.get("team"))
                .putObject("default")
                .put("jqQuery", "if (.user.teams | length) == 1 then .user.teams[0] else null end");
        Offer offer = Offers.forEverybody(WORDS, name(), form, Offers.since(possible));
        offer.definition().put("requiredApproval", true);
        return List.of(offer);
    }

    @Override
    public Plan plan(Asked asked) {
        ObjectNode inputs = asked.inputs();
        String server = String.valueOf(Json.textAt(inputs, "server"));
        String found = String.valueOf(Json.textAt(inputs, "found"));
        if (!inputs.has("server") || !inputs.has("found")) {
            return Plan.NONE;
        }
        Optional<Findings.Finding> finding = findings.find(server, found);
        if (finding.isEmpty()) {
            return new Plan(
                    List.of(new Problem(
                            "properties.found",
                            "\"%s\" was not found on %s, or is a resource already".formatted(found, server))),
                    List.of(),
                    null);
        }
        List<Problem> problems =
                CreateResource.notOfTeam(inputs, asked.by()).stream().toList();
        return new Plan(problems, items(finding.get()), null);
    }

    private static List<Piece> items(Findings.Finding finding) {
        return List.of(
                new Piece(Effect.CHANGED, finding.name(), "becomes a resource; its data stays"),
                new Piece(Effect.CHANGED, "Who gets in", "only its users of before who owned it, and new ones"),
                new Piece(Effect.CREATED, "Users with passwords", "shown to the team only"));
    }

    @Override
    public Done carryOut(Work work) {
        ObjectNode inputs = work.inputs();
        ResourceType type = types.get(String.valueOf(Json.textAt(inputs, "type")));
        ConnectedServer server = servers.get(String.valueOf(Json.textAt(inputs, "server")));
        String found = String.valueOf(Json.textAt(inputs, "found"));
        String environment = String.valueOf(Json.textAt(inputs, "environment"));
        String id = Making.idOf(work.key());
        Optional<Findings.Finding> finding = findings.find(server.identifier(), found);
        if (finding.isEmpty() && resources.byId(id).isEmpty()) {
            throw new NotFound("finding", "name", found);
        }
        ObjectNode specification = specification(
                type, environment, finding.map(Findings.Finding::specification).orElse(Json.object()));
        Instant now = making.now();
        Resource resource = new Resource(
                id,
                "%s@%s".formatted(Json.textAt(inputs, "name"), environment),
                0,
                new Resource.Wish(
                        type.identifier(),
                        String.valueOf(Json.textAt(inputs, "name")),
                        environment,
                        String.valueOf(Json.textAt(inputs, "team")),
                        Json.textAt(inputs, ResourceEntities.SERVICE),
                        specification),
                new Resource.Spot(server.identifier(), type.kind(), found, Origin.ADOPTED, type.template()),
                new Resource.Standing(State.CREATING, null, Slot.A, Json.object(), Json.object(), null, work.run()),
                prices.cost(type.price(), specification, server.region(), BigDecimal.ZERO)
                        .map(cost -> new Resource.Price(cost.after(), cost.currency()))
                        .orElse(null),
                new Resource.Dates(now, work.by(), now, null, null));
        Done done = making.begin(resource, work);
        findings.claimed(server.identifier(), found);
        return done;
    }

    /** What the server tells of it, else what a new one would have. */
    private static ObjectNode specification(ResourceType type, String environment, ObjectNode told) {
        ObjectNode specification = Json.object();
        type.fields().forEach((name, field) -> {
            JsonNode usual = type.limits(environment, name).path("default");
            JsonNode otherwise = usual.isMissingNode() ? field.path("default") : usual;
            JsonNode value = told.has(name) ? told.get(name) : otherwise;
            if (!value.isMissingNode()) {
                specification.set(name, value);
            }
        });
        return specification;
    }
}
