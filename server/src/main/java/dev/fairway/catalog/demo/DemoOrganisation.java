package dev.fairway.catalog.demo;

import dev.fairway.access.Actor;
import dev.fairway.access.OneTimeCredential;
import dev.fairway.access.SetupState;
import dev.fairway.access.Teams;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.entities.EntityDeletion;
import dev.fairway.catalog.entities.EntityDeletion.OfDependents;
import dev.fairway.catalog.search.Entities;
import dev.fairway.catalog.search.Search;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Loads the demo organisation through the public API, and takes it away again with everything that was made of its
 * blueprints.
 */
@Component
class DemoOrganisation implements SetupState {

    /** On every blueprint of the demo organisation, so that it is known for what it is. */
    private static final String LABEL = "x-demo";

    private static final List<String> TEAMS =
            List.of("team-harbor", "team-anchor", "team-compass", "team-lantern", "team-current");
    private static final int BATCH = 500;
    private static final String NAME = "demo-organisation";
    private static final Set<Integer> THERE = Set.of(409);
    private static final Set<Integer> GONE = Set.of(404);

    private final Blueprints blueprints;
    private final OneTimeCredential credential;
    private final OwnAddress address;
    private final EntityDeletion deletion;
    private final Entities entities;
    private final Teams teams;
    private final Clock clock;

    DemoOrganisation(
            Blueprints blueprints,
            OneTimeCredential credential,
            OwnAddress address,
            EntityDeletion deletion,
            Entities entities,
            Teams teams,
            Clock clock) {
        this.blueprints = blueprints;
        this.credential = credential;
        this.address = address;
        this.deletion = deletion;
        this.entities = entities;
        this.teams = teams;
        this.clock = clock;
    }

    @Override
    public boolean isEmpty() {
        return blueprints.all().stream().allMatch(blueprint -> blueprint.key().system());
    }

    @Override
    public boolean hasDemo() {
        return blueprints.all().stream().anyMatch(DemoOrganisation::isDemo);
    }

    /** @throws Conflict when a blueprint of the company's own has the name of one of the demo's */
    void load(Actor actor) {
        JsonNode definitions = resource("blueprints.json");
        for (JsonNode definition : definitions) {
            String identifier = identifier(definition);
            if (blueprints.find(identifier).filter(known -> !isDemo(known)).isPresent()) {
                throw Conflict.exists("blueprint", identifier);
            }
        }
        credential.with(NAME, actor, login -> {
            try (PublicApi api = PublicApi.signedIn(address.uri(), login)) {
                load(api, definitions);
            }
        });
    }

    /** As any client would; what is there already is left as it is. */
    private void load(PublicApi api, JsonNode definitions) {
        for (String team : TEAMS) {
            ObjectNode body = Json.object().put("name", team).put("description", "A team of the demo organisation");
            api.post("/v1/teams", body.toString(), THERE);
        }
        for (JsonNode definition : definitions) {
            ObjectNode labelled = ((ObjectNode) definition.deepCopy()).put(LABEL, true);
            api.post("/v1/blueprints?create_catalog_page=true", labelled.toString(), THERE);
        }
        new DemoEntities(clock.instant(), resource("services.json"))
                .make()
                .forEach((blueprint, made) -> write(api, blueprint, made));
        for (JsonNode action : resource("actions.json")) {
            ObjectNode labelled = ((ObjectNode) action.deepCopy()).put(LABEL, true);
            api.post("/v1/actions", labelled.toString(), THERE);
        }
        for (JsonNode workflow : resource("workflows.json")) {
            ObjectNode labelled = ((ObjectNode) workflow.deepCopy()).put(LABEL, true);
            api.post("/v1/workflows", labelled.toString(), THERE);
        }
        for (JsonNode rule : resource("rules.json")) {
            api.post("/v1/policy/rules", rule.toString(), THERE);
        }
    }

    /** @throws Conflict before anything is removed, when blueprints of the company's own point to the demo's */
    void remove(Actor actor) {
        letGo(actor);
        credential.with(NAME, actor, login -> {
            try (PublicApi api = PublicApi.signedIn(address.uri(), login)) {
                resource("rules.json").forEach(rule -> api.delete("/v1/policy/rules/" + identifier(rule), GONE));
                resource("actions.json").forEach(action -> removeIfDemo(api, "/v1/actions/" + identifier(action)));
                resource("workflows.json").forEach(one -> removeIfDemo(api, "/v1/workflows/" + identifier(one)));
            }
        });
        List<Blueprint> demo = new ArrayList<>(blueprints.all().stream()
                .filter(DemoOrganisation::isDemo)
                .toList()
                .reversed());
        for (Blueprint blueprint : demo) {
            List<String> identifiers = new ArrayList<>();
            entities.forEach(blueprint, Search.ALL, actor, entity -> identifiers.add(entity.identifier()));
            for (int begin = 0; begin < identifiers.size(); begin += BATCH) {
                List<String> some = identifiers.subList(begin, Math.min(begin + BATCH, identifiers.size()));
                deletion.delete(blueprint.identifier(), some, OfDependents.DELETED, actor);
            }
            blueprints.remove(blueprint.identifier(), actor);
        }
        TEAMS.stream().filter(name -> teams.find(name).isPresent()).forEach(name -> teams.remove(name, actor));
    }

    /** Kinds that Fairway made itself forget that their entities may belong to services of the demo. */
    private void letGo(Actor actor) {
        Set<String> demo = blueprints.all().stream()
                .filter(DemoOrganisation::isDemo)
                .map(Blueprint::identifier)
                .collect(Collectors.toSet());
        List<Blueprint> pointing = blueprints.all().stream()
                .filter(blueprint ->
                        !isDemo(blueprint) && !relationsTo(demo, blueprint).isEmpty())
                .toList();
        List<String> own = pointing.stream()
                .filter(blueprint -> !blueprint.stamp().createdBy().equals(Actor.SYSTEM.name()))
                .map(Blueprint::identifier)
                .toList();
        if (!own.isEmpty()) {
            throw new Conflict(
                    "has_dependents",
                    "%s points to what the demo organisation brought; remove those relations first"
                            .formatted(String.join(", ", own)),
                    Map.of("blueprints", own));
        }
        for (Blueprint blueprint : pointing) {
            ObjectNode definition = blueprint.definition().deepCopy();
            relationsTo(demo, blueprint).forEach(definition.withObject("relations")::remove);
            blueprints.replace(blueprint.identifier(), definition, actor);
        }
    }

    private static List<String> relationsTo(Set<String> demo, Blueprint blueprint) {
        return Json.fields(blueprint.definition().path("relations")).entrySet().stream()
                .filter(relation -> demo.contains(Json.textAt(relation.getValue(), "target")))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Unless it is a company's own that has the same name. */
    private static void removeIfDemo(PublicApi api, String path) {
        JsonNode found = api.get(path, GONE);
        if (found.at("/action/" + LABEL).asBoolean(false)
                || found.at("/workflow/" + LABEL).asBoolean(false)) {
            api.delete(path, GONE);
        }
    }

    private static String identifier(JsonNode definition) {
        return definition.get("identifier").stringValue();
    }

    private static void write(PublicApi api, String blueprint, List<ObjectNode> made) {
        String path = "/v1/blueprints/" + blueprint + "/entities/bulk?upsert=true&create_missing_related_entities=true";
        for (int begin = 0; begin < made.size(); begin += BATCH) {
            ObjectNode body = Json.object();
            body.putArray("entities").addAll(made.subList(begin, Math.min(begin + BATCH, made.size())));
            api.post(path, body.toString(), Set.of());
        }
    }

    private static boolean isDemo(Blueprint blueprint) {
        return blueprint.definition().path(LABEL).asBoolean(false);
    }

    private static JsonNode resource(String name) {
        try (InputStream in = DemoOrganisation.class.getResourceAsStream("/demo/" + name)) {
            return Json.read(new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
