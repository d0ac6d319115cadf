package dev.fairway.catalog.blueprints;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.catalog.blueprints.Blueprints.CatalogPage;
import dev.fairway.shared.http.Done;
import dev.fairway.shared.http.Flag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/v1/blueprints")
class BlueprintController {

    record BlueprintAnswer(boolean ok, ObjectNode blueprint) {
        static BlueprintAnswer of(Blueprint blueprint) {
            return new BlueprintAnswer(true, BlueprintJson.of(blueprint));
        }
    }

    record BlueprintsAnswer(boolean ok, List<ObjectNode> blueprints) {}

    record PermissionsAnswer(boolean ok, ObjectNode permissions) {
        static PermissionsAnswer of(Blueprint blueprint) {
            return new PermissionsAnswer(
                    true, BlueprintPermissions.of(blueprint).complete());
        }
    }

    private final Blueprints blueprints;

    BlueprintController(Blueprints blueprints) {
        this.blueprints = blueprints;
    }

    /** All blueprints, in the order in which they were made. */
    @GetMapping
    @Requires(Permission.MEMBER)
    BlueprintsAnswer list() {
        return new BlueprintsAnswer(
                true, blueprints.all().stream().map(BlueprintJson::of).toList());
    }

    /** Makes a blueprint, and a page for its entities unless create_catalog_page is false. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.MANAGE_BLUEPRINTS)
    BlueprintAnswer create(
            @RequestParam(name = "create_catalog_page", defaultValue = "true") String catalogPage,
            @RequestBody ObjectNode body,
            Actor actor) {
        CatalogPage page = Flag.isSet(catalogPage) ? CatalogPage.MADE : CatalogPage.LEFT_OUT;
        return BlueprintAnswer.of(blueprints.create(body, page, actor));
    }

    /** One blueprint, with everything that was written about it. */
    @GetMapping("/{blueprint}")
    @Requires(Permission.MEMBER)
    BlueprintAnswer get(@PathVariable String blueprint) {
        return BlueprintAnswer.of(blueprints.get(blueprint));
    }

    /** Replaces a blueprint. Parts that are left out are gone; another identifier renames it everywhere. */
    @PutMapping("/{blueprint}")
    @Requires(Permission.MANAGE_BLUEPRINTS)
    BlueprintAnswer replace(@PathVariable String blueprint, @RequestBody ObjectNode body, Actor actor) {
        return BlueprintAnswer.of(blueprints.replace(blueprint, body, actor));
    }

    /** Replaces the top-level parts that are mentioned and keeps the others. */
    @PatchMapping("/{blueprint}")
    @Requires(Permission.MANAGE_BLUEPRINTS)
    BlueprintAnswer merge(@PathVariable String blueprint, @RequestBody ObjectNode body, Actor actor) {
        return BlueprintAnswer.of(blueprints.merge(blueprint, body, actor));
    }

    /** Removes a blueprint that has no entities and that no other one points to. */
    @DeleteMapping("/{blueprint}")
    @Requires(Permission.MANAGE_BLUEPRINTS)
    Done remove(@PathVariable String blueprint, Actor actor) {
        blueprints.remove(blueprint, actor);
        return Done.OK;
    }

    /** The part of a system blueprint that is built in and cannot be removed. */
    @GetMapping("/system/{blueprint}/structure")
    @Requires(Permission.MEMBER)
    BlueprintAnswer structure(@PathVariable String blueprint) {
        return new BlueprintAnswer(true, SystemBlueprints.structureOf(blueprint));
    }

    /** Who may read, register, change and unregister the entities of a blueprint. */
    @GetMapping("/{blueprint}/permissions")
    @Requires(Permission.MEMBER)
    PermissionsAnswer permissions(@PathVariable String blueprint) {
        return PermissionsAnswer.of(blueprints.get(blueprint));
    }

    /** Changes the blocks of permissions that are mentioned. */
    @PatchMapping("/{blueprint}/permissions")
    @Requires(Permission.MANAGE_BLUEPRINTS)
    PermissionsAnswer changePermissions(@PathVariable String blueprint, @RequestBody ObjectNode body, Actor actor) {
        ObjectNode merged = BlueprintPermissions.of(blueprints.get(blueprint))
                .merged(body.get("permissions") instanceof ObjectNode tree ? tree : body);
        return PermissionsAnswer.of(blueprints.changePermissions(blueprint, merged, actor));
    }
}
