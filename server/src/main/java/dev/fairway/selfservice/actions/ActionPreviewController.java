package dev.fairway.selfservice.actions;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.catalog.Catalog;
import dev.fairway.selfservice.forms.FilledForm;
import dev.fairway.selfservice.forms.Form;
import dev.fairway.selfservice.forms.Forms;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
class ActionPreviewController {

    private static final String FORM = "trigger.userInputs.";

    /**
     * An action that is still being written, and what somebody might fill into its form.
     *
     * @param entity identifier of the one that it would be about; null for none
     */
    record ActionPreviewBody(
            @Nullable ObjectNode action,
            @Nullable ObjectNode properties,
            @Nullable String entity) {}

    /**
     * @param problems what is wrong with the definition
     * @param form as people would see it; null while its own definition is wrong
     */
    record ActionPreviewAnswer(
            boolean ok, List<Problem> problems, @Nullable FilledForm form) {}

    private final Forms forms;
    private final Catalog catalog;

    ActionPreviewController(Forms forms, Catalog catalog) {
        this.forms = forms;
        this.catalog = catalog;
    }

    /** What is wrong with an action that is still being written, and what its form looks like; changes nothing. */
    @PostMapping("/v1/actions/preview")
    @Requires(Permission.MANAGE_ACTIONS)
    ActionPreviewAnswer preview(@RequestBody ActionPreviewBody body, Actor actor) {
        if (body.action() == null) {
            throw new InvalidInput("action", "is missing; give the definition of an action");
        }
        List<Problem> problems = ActionDefinition.problemsOf(body.action());
        boolean isFormWrong =
                problems.stream().anyMatch(problem -> problem.path().startsWith(FORM));
        return new ActionPreviewAnswer(true, problems, isFormWrong ? null : filled(body.action(), body, actor));
    }

    private FilledForm filled(ObjectNode action, ActionPreviewBody body, Actor actor) {
        ObjectNode trigger = Json.objectAt(action, "trigger");
        ObjectNode properties = body.properties() == null ? Json.object() : body.properties();
        String blueprint = Json.textAt(trigger, "blueprintIdentifier");
        ObjectNode entity = body.entity() == null || blueprint == null ? null : entity(blueprint, body.entity(), actor);
        return forms.fill(new Form(Json.objectAt(trigger, "userInputs")), properties, entity, actor);
    }

    private ObjectNode entity(String blueprint, String identifier, Actor actor) {
        return catalog.entity(blueprint, identifier, actor)
                .orElseThrow(() -> new NotFound("entity", "identifier", blueprint + "/" + identifier));
    }
}
