package dev.fairway.resources.requests;

import dev.fairway.access.Actor;
import dev.fairway.access.Teams;
import dev.fairway.resources.dumps.Dump;
import dev.fairway.resources.dumps.Dumps;
import dev.fairway.resources.dumps.FinalDumps;
import dev.fairway.resources.lifecycle.Making;
import dev.fairway.resources.lifecycle.ResourceEntities;
import dev.fairway.resources.servers.ConnectedServer;
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
import dev.fairway.shared.schema.ValueCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code restore}: a new resource like one that was deleted, filled from its final dump, for the team that owned it. */
@Component
class RestoreResource implements Operation {

    private static final Words WORDS = new Words(
            "restore_resource",
            "Restore a deleted resource",
            "Makes a new resource like the one that was deleted, and fills it from its final dump. Its users are new.",
            "Restore",
            "Restore");
    private static final String DUMP = "dump";
    private static final String NAME = "name";
    private static final String ENVIRONMENT = "environment";
    private static final String SERVER = "server";

    private final CreateResource create;
    private final ResourceTypes types;
    private final Servers servers;
    private final ResourceEntities entities;
    private final Sources sources;
    private final Teams teams;
    private final Making making;

    RestoreResource(
            CreateResource create,
            ResourceTypes types,
            Servers servers,
            ResourceEntities entities,
            Sources sources,
            Teams teams,
            Making making) {
        this.create = create;
        this.types = types;
        this.servers = servers;
        this.entities = entities;
        this.sources = sources;
        this.teams = teams;
        this.making = making;
    }

    /** Where dumps are: who may restore them, and their files. */
    @Component
    static class Sources {

        private final Dumps dumps;
        private final FinalDumps files;

        Sources(Dumps dumps, FinalDumps files) {
            this.dumps = dumps;
            this.files = files;
        }

        boolean isAny() {
            return dumps.isAny();
        }

        /** Whoever is not of its team does not learn whether there is such a one. */
        Optional<Dump> find(String id, Actor by) {
            return dumps.find(id)
                    .filter(dump ->
                            by.isAdmin() || by.teams().contains(dump.origin().team()));
        }

        Dump here(String id) {
            Dump dump = dumps.find(id).orElseThrow(() -> new NotFound("dump", "id", id));
            files.requireHere(dump);
            return dump;
        }
    }

    @Override
    public String name() {
        return "restore";
    }

    /** Nothing while there is no dump. */
    @Override
    public List<Offer> offers() {
        if (!sources.isAny()) {
            return List.of();
        }
        ObjectNode form = Offers.form("""
                {"properties": {
                   "dump": {"type": "string", "title": "Final dump", "maxLength": 100, "description": "Its id, as the list of your teams' final dumps and the end of the deletion show it."},
                   "name": {"type": "string", "title": "Name", "maxLength": 100, "description": "Of the new resource, by the convention of its type."},
                   "environment": {"type": "string", "title": "Environment"},
                   "server": {"type": "string", "title": "Server", "description": "Left out, the first that serves the environment."}},
                 "required": ["dump", "name", "environment"],
                 "order": ["dump", "name", "environment", "server"]}""");
        ObjectNode properties = (ObjectNode) form.get("properties");
        ((ObjectNode) properties.get(ENVIRONMENT)).set("enum", Json.array(RequestForm.ENVIRONMENTS));
        ((ObjectNode) properties.get(SERVER))
                .set(
                        "enum",
                        Json.array(servers.all().stream()
                                .map(ConnectedServer::identifier)
                                .toList()));
        return List.of(Offers.forEverybody(WORDS, name(), form, Offers.since(types.all())));
    }

    @Override
    public Plan plan(Asked asked) {
        String id = Json.textAt(asked.inputs(), DUMP);
        if (id == null) {
            return Plan.NONE;
        }
        Optional<Dump> dump = sources.find(id, asked.by());
        if (dump.isEmpty()) {
            return refused("there is no final dump \"%s\" of a resource of your teams".formatted(id));
        }
        Dump.Origin origin = dump.get().origin();
        Optional<ResourceType> type =
                types.find(origin.type()).filter(known -> known.kind().equals(origin.kind()));
        if (type.isEmpty()) {
            return refused("its type \"%s\" is not offered any more".formatted(origin.type()));
        }
        ObjectNode inputs = inputs(origin, type.get(), asked.inputs());
        List<Problem> problems = new ArrayList<>(problems(type.get(), inputs));
        if (!teams.names().contains(origin.team())) {
            problems.add(new Problem("properties.dump", "its team \"%s\" is no more".formatted(origin.team())));
        }
        Plan made = create.plan(new Asked(asked.invocation(), inputs, null, asked.by()));
        problems.addAll(made.problems());
        List<Piece> items = new ArrayList<>();
        items.add(new Piece(
                Effect.CREATED,
                "What was in " + origin.identifier(),
                "%,d bytes of %s"
                        .formatted(
                                dump.get().bytes(),
                                dump.get().takenAt().toString().substring(0, 10))));
        items.addAll(made.items());
        return new Plan(problems, items, made.cost(), made.isPending());
    }

    private static Plan refused(String why) {
        return Plan.refused("properties.dump", why);
    }

    /** As the same resource would be asked for anew. */
    private ObjectNode inputs(Dump.Origin origin, ResourceType type, ObjectNode asked) {
        ObjectNode inputs = origin.specification().deepCopy();
        inputs.put("type", origin.type()).put("team", origin.team());
        for (String name : List.of(NAME, ENVIRONMENT, SERVER)) {
            if (asked.has(name)) {
                inputs.set(name, asked.get(name));
            }
        }
        String service = origin.service();
        if (service != null && entities.hasService(service)) {
            inputs.put(ResourceEntities.SERVICE, service);
        }
        create.server(inputs, type)
                .ifPresent(server -> inputs.put(SERVER, server.identifier()).put("region", server.region()));
        return inputs;
    }

    /** What the form of something new would not take either. */
    private List<Problem> problems(ResourceType type, ObjectNode inputs) {
        List<Problem> problems = new ArrayList<>();
        ObjectNode naming = Json.object().put("type", "string");
        naming.setAll(type.naming());
        naming.set(ValueCheck.PATTERN_IN_WORDS, naming.path("description"));
        if (inputs.has(NAME)) {
            ValueCheck.check("properties.name", naming, inputs.get(NAME), problems);
        }
        String environment = Json.textAt(inputs, ENVIRONMENT);
        if (environment == null) {
            return problems;
        }
        if (create.server(inputs, type).isEmpty()) {
            problems.add(new Problem(
                    "properties.environment",
                    "no connected server takes a %s in %s".formatted(type.title(), environment)));
        }
        type.fields().forEach((field, written) -> {
            ObjectNode schema = (ObjectNode) written.deepCopy();
            schema.setAll(type.limits(environment, field));
            List<Problem> found = new ArrayList<>();
            if (inputs.has(field)) {
                ValueCheck.check(field, schema, inputs.get(field), found);
            }
            found.forEach(one -> problems.add(new Problem(
                    "properties.environment",
                    "%s: %s".formatted(written.path("title").asString(field), one.message()))));
        });
        return problems;
    }

    @Override
    public Done carryOut(Work work) {
        Dump dump = sources.here(String.valueOf(Json.textAt(work.inputs(), DUMP)));
        ResourceType type = types.get(dump.origin().type());
        ObjectNode inputs = inputs(dump.origin(), type, work.inputs());
        return making.begin(create.resource(inputs, work), dump.id(), work);
    }
}
