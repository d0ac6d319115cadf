package dev.fairway.catalog.entities;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.catalog.Entity;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.search.Entities;
import dev.fairway.catalog.search.EntityJson;
import dev.fairway.catalog.search.Projection;
import dev.fairway.catalog.search.RelationTitles;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.http.Done;
import dev.fairway.shared.http.Flag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/v1/blueprints/{blueprint}/entities")
class EntityController {

    record EntityAnswer(boolean ok, ObjectNode entity) {}

    record DependentsAnswer(boolean ok, List<DependentEntities.Dependents> dependents) {}

    private final Blueprints blueprints;
    private final Entities entities;
    private final EntityWrites writes;
    private final EntityDeletion deletion;
    private final RelationTitles titles;
    private final DependentEntities dependents;

    EntityController(
            Blueprints blueprints,
            Entities entities,
            EntityWrites writes,
            EntityDeletion deletion,
            RelationTitles titles,
            DependentEntities dependents) {
        this.titles = titles;
        this.dependents = dependents;
        this.blueprints = blueprints;
        this.entities = entities;
        this.writes = writes;
        this.deletion = deletion;
    }

    /** Makes an entity. With upsert one that exists is replaced, with merge too it is only changed where mentioned. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.WRITE_ENTITIES)
    EntityAnswer create(
            @PathVariable String blueprint, WriteParameters parameters, @RequestBody ObjectNode body, Actor actor) {
        return answer(blueprint, writes.write(blueprint, body, parameters.options(actor)));
    }

    /** One entity with everything that is derived: mirrors, calculations and aggregations as of now. */
    @GetMapping("/{identifier}")
    @Requires(Permission.MEMBER)
    EntityAnswer get(
            @PathVariable String blueprint,
            @PathVariable String identifier,
            @RequestParam(required = false) @Nullable List<String> include,
            @RequestParam(required = false) @Nullable List<String> exclude,
            @RequestParam(name = "attach_title_to_relation", required = false) @Nullable String attachTitles,
            Actor actor) {
        Blueprint kind = blueprints.get(blueprint);
        ObjectNode json = EntityJson.of(kind, entities.get(kind, identifier, actor));
        if (Flag.isSet(attachTitles)) {
            titles.attach(kind, List.of(json), actor);
        }
        return new EntityAnswer(true, Projection.of(include, exclude).apply(json));
    }

    /** Replaces the entity; what the body does not mention is gone. The body may name another identifier. */
    @PutMapping("/{identifier}")
    @Requires(Permission.WRITE_ENTITIES)
    EntityAnswer replace(
            @PathVariable String blueprint,
            @PathVariable String identifier,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            WriteParameters parameters,
            @RequestBody ObjectNode body,
            Actor actor) {
        WriteOptions options = parameters.options(actor).with(WriteMode.REPLACE);
        return answer(blueprint, writes.change(blueprint, identifier, body, version(ifMatch), options));
    }

    /** Changes what is mentioned. With an If-Match header only the version that was seen. */
    @PatchMapping("/{identifier}")
    @Requires(Permission.WRITE_ENTITIES)
    EntityAnswer merge(
            @PathVariable String blueprint,
            @PathVariable String identifier,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            WriteParameters parameters,
            @RequestBody ObjectNode body,
            Actor actor) {
        WriteOptions options = parameters.options(actor).with(WriteMode.MERGE);
        return answer(blueprint, writes.change(blueprint, identifier, body, version(ifMatch), options));
    }

    /** Deletes an entity. Others that require it stand in its way unless delete_dependents is true. */
    @DeleteMapping("/{identifier}")
    @Requires(Permission.WRITE_ENTITIES)
    Done delete(
            @PathVariable String blueprint,
            @PathVariable String identifier,
            @RequestParam(name = "delete_dependents", required = false) @Nullable String deleteDependents,
            Actor actor) {
        List<String> deleted =
                deletion.delete(blueprint, List.of(identifier), WriteParameters.dependents(deleteDependents), actor);
        if (deleted.isEmpty()) {
            throw new NotFound("entity", "identifier", blueprint + "/" + identifier);
        }
        return Done.OK;
    }

    /** What a deletion of the entity would take along or leave without a target. */
    @GetMapping("/{identifier}/dependents")
    @Requires(Permission.MEMBER)
    DependentsAnswer dependents(@PathVariable String blueprint, @PathVariable String identifier, Actor actor) {
        Entity entity = entities.get(blueprints.get(blueprint), identifier, actor);
        return new DependentsAnswer(true, dependents.of(entity, actor));
    }

    private EntityAnswer answer(String blueprint, Entity entity) {
        return new EntityAnswer(true, EntityJson.of(blueprints.get(blueprint), entity));
    }

    private static @Nullable Integer version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        try {
            return Integer.valueOf(ifMatch.replace("W/", "").replace("\"", "").strip());
        } catch (NumberFormatException wrong) {
            throw new InvalidInput("If-Match", "%s is not a version of an entity".formatted(ifMatch));
        }
    }
}
