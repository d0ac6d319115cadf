package dev.fairway.catalog.migrations;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.catalog.migrations.Migrations.OfBlueprint;
import dev.fairway.shared.http.Flag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MigrationController {

    record StartedAnswer(boolean ok, String migrationId) {}

    record MigrationAnswer(boolean ok, Migration migration) {}

    private final Migrations migrations;

    MigrationController(Migrations migrations) {
        this.migrations = migrations;
    }

    /** Removes all entities of a blueprint in the background, and the blueprint too when asked. */
    @DeleteMapping("/v1/blueprints/{blueprint}/all-entities")
    @Requires(Permission.WRITE_ENTITIES)
    StartedAnswer removeAllEntities(
            @PathVariable String blueprint,
            @RequestParam(name = "delete_blueprint", required = false) @Nullable String deleteBlueprint,
            Actor actor) {
        OfBlueprint after = Flag.isSet(deleteBlueprint) ? OfBlueprint.REMOVED : OfBlueprint.KEPT;
        return new StartedAnswer(true, migrations.removeAllEntities(blueprint, after, actor));
    }

    /** How far the removal of all entities of a blueprint is. */
    @GetMapping("/v1/migrations/{id}")
    @Requires(Permission.MEMBER)
    MigrationAnswer get(@PathVariable String id) {
        return new MigrationAnswer(true, migrations.get(id));
    }
}
