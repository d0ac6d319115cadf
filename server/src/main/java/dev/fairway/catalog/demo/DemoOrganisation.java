package dev.fairway.catalog.demo;

import dev.fairway.access.Actor;
import dev.fairway.access.SetupState;
import dev.fairway.access.Teams;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.blueprints.Blueprints.CatalogPage;
import dev.fairway.catalog.entities.EntityDeletion;
import dev.fairway.catalog.entities.EntityDeletion.OfDependents;
import dev.fairway.catalog.entities.EntityWrites;
import dev.fairway.catalog.entities.Outcome;
import dev.fairway.catalog.entities.WriteMode;
import dev.fairway.catalog.entities.WriteOptions;
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
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Loads the demo organisation, and takes it away again with everything that was made of its blueprints. */
@Component
class DemoOrganisation implements SetupState {

    /** On every blueprint of the demo organisation, so that it is known for what it is. */
    private static final String LABEL = "x-demo";

    private static final List<String> TEAMS =
            List.of("team-harbor", "team-anchor", "team-compass", "team-lantern", "team-current");
    private static final int BATCH = 500;

    private final Blueprints blueprints;
    private final EntityWrites writes;
    private final EntityDeletion deletion;
    private final Entities entities;
    private final Teams teams;
    private final Clock clock;

    DemoOrganisation(
            Blueprints blueprints,
            EntityWrites writes,
            EntityDeletion deletion,
            Entities entities,
            Teams teams,
            Clock clock) {
        this.blueprints = blueprints;
        this.writes = writes;
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
            String identifier = definition.get("identifier").stringValue();
            if (blueprints.find(identifier).filter(known -> !isDemo(known)).isPresent()) {
                throw Conflict.exists("blueprint", identifier);
            }
        }
        TEAMS.stream()
                .filter(name -> teams.find(name).isEmpty())
                .forEach(name ->
                        teams.create(new Teams.Content(name, "A team of the demo organisation", List.of()), actor));
        for (JsonNode definition : definitions) {
            if (blueprints.find(definition.get("identifier").stringValue()).isEmpty()) {
                blueprints.create(((ObjectNode) definition.deepCopy()).put(LABEL, true), CatalogPage.MADE, actor);
            }
        }
        new DemoEntities(clock.instant(), resource("services.json"))
                .make()
                .forEach((blueprint, made) -> write(blueprint, made, actor));
    }

    void remove(Actor actor) {
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

    private void write(String blueprint, List<ObjectNode> made, Actor actor) {
        for (int begin = 0; begin < made.size(); begin += BATCH) {
            List<ObjectNode> some = made.subList(begin, Math.min(begin + BATCH, made.size()));
            WriteOptions options = new WriteOptions(
                    WriteMode.UPSERT,
                    WriteOptions.Missing.CREATED,
                    WriteOptions.Commit.KEPT,
                    WriteOptions.Unknown.REFUSED,
                    null,
                    actor);
            writes.writeAll(blueprint, some, options).stream()
                    .filter(Outcome.Refused.class::isInstance)
                    .map(Outcome.Refused.class::cast)
                    .findFirst()
                    .ifPresent(refused -> {
                        throw refused.reason();
                    });
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
