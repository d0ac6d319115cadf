package dev.fairway.selfservice.actions;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.shared.http.Done;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/v1/actions")
class ActionController {

    record ActionAnswer(boolean ok, ObjectNode action) {
        static ActionAnswer of(Action action) {
            return new ActionAnswer(true, action.json());
        }
    }

    record ActionsAnswer(boolean ok, List<ObjectNode> actions) {}

    record ActionPermissionsAnswer(boolean ok, ObjectNode permissions) {}

    private final Actions actions;

    ActionController(Actions actions) {
        this.actions = actions;
    }

    /** All actions and automations that the filters admit, in the order in which they were made. */
    @GetMapping
    @Requires(Permission.MEMBER)
    ActionsAnswer list(ActionFilter filter) {
        return new ActionsAnswer(
                true, actions.all(filter).stream().map(Action::json).toList());
    }

    /** Makes an action or an automation. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.MANAGE_ACTIONS)
    ActionAnswer create(@RequestBody ObjectNode body, Actor actor) {
        return ActionAnswer.of(actions.create(body, actor));
    }

    /** One action, with everything that was written about it. */
    @GetMapping("/{action}")
    @Requires(Permission.MEMBER)
    ActionAnswer get(@PathVariable String action) {
        return ActionAnswer.of(actions.offered(action));
    }

    /**
     * Replaces an action. Parts that are left out are gone; who may execute and approve it stays. With an If-Match header that
     * holds when the changed version was saved, it is refused when somebody changed the action since.
     */
    @PutMapping("/{action}")
    @Requires(Permission.MANAGE_ACTIONS)
    ActionAnswer replace(
            @PathVariable String action,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody ObjectNode body,
            Actor actor) {
        String from = ifMatch == null ? null : ifMatch.replace("\"", "");
        return ActionAnswer.of(actions.replace(action, body, from, actor));
    }

    /** Removes an action. Its runs stay. */
    @DeleteMapping("/{action}")
    @Requires(Permission.MANAGE_ACTIONS)
    Done remove(@PathVariable String action, Actor actor) {
        actions.remove(action, actor);
        return Done.OK;
    }

    /** Who may execute an action and who may approve it. */
    @GetMapping("/{action}/permissions")
    @Requires(Permission.MEMBER)
    ActionPermissionsAnswer permissions(@PathVariable String action) {
        return new ActionPermissionsAnswer(
                true, ActionPermissions.complete(actions.get(action).permissions()));
    }

    /** Changes the blocks of permissions that are mentioned. */
    @PatchMapping("/{action}/permissions")
    @Requires(Permission.MANAGE_ACTIONS)
    ActionPermissionsAnswer changePermissions(@PathVariable String action, @RequestBody ObjectNode body, Actor actor) {
        ObjectNode change = body.get("permissions") instanceof ObjectNode tree ? tree : body;
        return new ActionPermissionsAnswer(true, actions.changePermissions(action, change, actor));
    }
}
