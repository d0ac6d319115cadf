package dev.fairway.selfservice.runs;

import dev.fairway.selfservice.executors.Mask;
import dev.fairway.shared.Json;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the expressions of a step see, with secrets as whoever gets them may have them.
 *
 * @param base everything else
 * @param inputs secret inputs by name
 * @param organization secrets of the organisation by name
 */
public record StepScope(ObjectNode base, ObjectNode inputs, ObjectNode organization) {

    /** As they are, for what stays inside. */
    public ObjectNode plain() {
        return with(inputs, organization);
    }

    /** As stars, for what is shown. */
    public ObjectNode masked() {
        ObjectNode stars = Json.object();
        Json.fields(organization).keySet().forEach(name -> stars.put(name, Mask.STARS));
        return with(Json.object(), stars);
    }

    /** Inputs encrypted for whoever gets them; the secrets of the organisation are what they are let in with. */
    public ObjectNode encrypted(UnaryOperator<String> encryption) {
        ObjectNode sealed = Json.object();
        Json.fields(inputs).forEach((name, value) -> {
            String text = value.isString() ? value.stringValue() : value.toString();
            sealed.put(name, encryption.apply(text));
        });
        return with(sealed, organization);
    }

    public Mask mask() {
        ObjectNode all = Json.object();
        all.set("inputs", inputs);
        all.set("organization", organization);
        return Mask.of(all);
    }

    private ObjectNode with(ObjectNode secretInputs, ObjectNode secrets) {
        ObjectNode scope = base.deepCopy();
        scope.withObject("inputs").setAll(secretInputs);
        scope.set("secrets", secrets);
        return scope;
    }
}
