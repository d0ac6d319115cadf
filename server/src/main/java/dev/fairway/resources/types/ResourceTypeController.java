package dev.fairway.resources.types;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.shared.Timestamps;
import dev.fairway.shared.http.Done;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/v1/resource-types")
class ResourceTypeController {

    record ResourceTypeAnswer(boolean ok, ObjectNode type) {}

    record ResourceTypesAnswer(boolean ok, List<ObjectNode> types) {}

    private final ResourceTypes types;

    ResourceTypeController(ResourceTypes types) {
        this.types = types;
    }

    /** The kinds of resources that can be asked for where a server for them is connected. */
    @GetMapping
    @Requires(Permission.MEMBER)
    ResourceTypesAnswer list() {
        return new ResourceTypesAnswer(
                true, types.all().stream().map(ResourceTypeController::json).toList());
    }

    /** One type: its naming, specification, limits by environment and price. */
    @GetMapping("/{type}")
    @Requires(Permission.MEMBER)
    ResourceTypeAnswer get(@PathVariable String type) {
        return new ResourceTypeAnswer(true, json(types.get(type)));
    }

    /** Adds a kind of resource: its naming, specification, limits by environment and price. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.MANAGE_RESOURCES)
    ResourceTypeAnswer create(@RequestBody ObjectNode body, Actor actor) {
        return new ResourceTypeAnswer(true, json(types.create(body, actor)));
    }

    /** Replaces a type. Resources that exist keep their specification. */
    @PutMapping("/{type}")
    @Requires(Permission.MANAGE_RESOURCES)
    ResourceTypeAnswer replace(@PathVariable String type, @RequestBody ObjectNode body, Actor actor) {
        return new ResourceTypeAnswer(true, json(types.replace(type, body, actor)));
    }

    /** Removes a type. It is refused for one that comes with Fairway, and while there are resources of it. */
    @DeleteMapping("/{type}")
    @Requires(Permission.MANAGE_RESOURCES)
    Done remove(@PathVariable String type, Actor actor) {
        types.remove(type, actor);
        return Done.OK;
    }

    private static ObjectNode json(ResourceType type) {
        ObjectNode json = type.definition().deepCopy();
        json.put("shipped", type.isShipped());
        json.put("createdAt", Timestamps.format(type.stamp().createdAt()));
        json.put("createdBy", type.stamp().createdBy());
        json.put("updatedAt", Timestamps.format(type.stamp().updatedAt()));
        json.put("updatedBy", type.stamp().updatedBy());
        return json;
    }
}
