package dev.fairway.selfservice.runs;

import dev.fairway.access.Actor;
import dev.fairway.access.Safe;
import dev.fairway.catalog.Catalog;
import dev.fairway.shared.Json;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** What the expressions of runs see, with secret inputs as whoever gets them may have them. */
@Component
class RunScopes {

    private final Catalog catalog;
    private final Safe safe;

    RunScopes(Catalog catalog, Safe safe) {
        this.catalog = catalog;
        this.safe = safe;
    }

    /** Secret inputs as they were typed, for what stays inside. */
    ObjectNode plain(Run run) {
        return with(run, secrets(run));
    }

    /** Secret inputs as stars, for what is shown. */
    ObjectNode masked(Run run) {
        return with(run, Json.object());
    }

    /** Secret inputs encrypted for whoever gets them. */
    ObjectNode encrypted(Run run, UnaryOperator<String> encryption) {
        ObjectNode sealed = Json.object();
        Json.fields(secrets(run)).forEach((name, value) -> {
            String text = value.isString() ? value.stringValue() : value.toString();
            sealed.put(name, encryption.apply(text));
        });
        return with(run, sealed);
    }

    ObjectNode secrets(Run run) {
        return safe.find(RunStarts.SECRETS_OF + run.id())
                .map(secrets -> (ObjectNode) Json.read(secrets))
                .orElseGet(Json::object);
    }

    /** What the run is about, as it is now; null when it is about nothing, or it is gone. */
    @Nullable
    ObjectNode entity(Run run) {
        String blueprint = run.request().blueprint();
        String entity = run.request().entity();
        return blueprint == null || entity == null
                ? null
                : catalog.entity(blueprint, entity, Actor.SYSTEM).orElse(null);
    }

    private ObjectNode with(Run run, ObjectNode secrets) {
        ObjectNode inputs = run.inputs().deepCopy();
        inputs.setAll(secrets);
        return Scope.of(run, inputs, entity(run));
    }
}
