package dev.fairway.selfservice.actions;

import dev.fairway.shared.Json;
import dev.fairway.shared.http.Flag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;
import tools.jackson.databind.node.ObjectNode;

/** Which actions somebody asks for; what is null does not matter. */
record ActionFilter(
        @BindParam("action_identifier") @Nullable String identifier,
        @BindParam("blueprint_identifier") @Nullable String blueprint,
        @Nullable String operation,
        @Nullable String published,
        @BindParam("trigger_type") @Nullable String triggerType,
        @BindParam("trigger_event") @Nullable String event,

        @BindParam("trigger_event_action_identifier") @Nullable
        String eventAction) {

    static final ActionFilter ALL = new ActionFilter(null, null, null, null, null, null, null);

    boolean admits(Action action) {
        ObjectNode trigger = action.trigger();
        ObjectNode happening = Json.objectAt(trigger, "event");
        return fits(blueprint, action.blueprint())
                && fits(operation, Json.textAt(trigger, "operation"))
                && fits(triggerType, Json.textAt(trigger, "type"))
                && fits(event, Json.textAt(happening, "type"))
                && fits(eventAction, Json.textAt(happening, "actionIdentifier"))
                && (published == null
                        || Flag.isSet(published)
                                == action.definition().path("publish").asBoolean(true));
    }

    private static boolean fits(@Nullable String asked, @Nullable String is) {
        return asked == null || asked.equals(is);
    }
}
