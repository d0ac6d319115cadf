package dev.fairway.catalog.pages;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.shared.Json;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/v1/pages")
class PageController {

    record PageAnswer(boolean ok, String identifier, ObjectNode page) {
        static PageAnswer of(Page page) {
            return new PageAnswer(true, page.identifier(), page.json());
        }
    }

    record PagesAnswer(boolean ok, List<ObjectNode> pages) {}

    record PagePermissionsAnswer(boolean ok, ObjectNode permissions) {}

    private final Pages pages;

    PageController(Pages pages) {
        this.pages = pages;
    }

    /** Every page the caller may see; compact leaves widgets and filters away. */
    @GetMapping
    @Requires(Permission.MEMBER)
    PagesAnswer list(@RequestParam(required = false) @Nullable String compact, Actor actor) {
        boolean isCompact = Flag.isSet(compact);
        return new PagesAnswer(
                true,
                pages.visibleTo(actor).stream()
                        .map(Page::json)
                        .map(page -> isCompact ? page.without(List.of("widgets", "pageFilters")) : page)
                        .toList());
    }

    /** Makes a page. A page with a blueprint and a parent is a saved view. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.MEMBER)
    PageAnswer create(@RequestBody ObjectNode body, Actor actor) {
        return PageAnswer.of(pages.create(body, actor));
    }

    /** One page with its widgets. */
    @GetMapping("/{identifier}")
    @Requires(Permission.MEMBER)
    PageAnswer get(@PathVariable String identifier, Actor actor) {
        return PageAnswer.of(pages.get(identifier, actor));
    }

    /** Replaces a page. */
    @PutMapping("/{identifier}")
    @Requires(Permission.MEMBER)
    PageAnswer replace(@PathVariable String identifier, @RequestBody ObjectNode body, Actor actor) {
        return PageAnswer.of(pages.replace(identifier, body, actor));
    }

    /** Changes the parts of a page that are mentioned. */
    @PatchMapping("/{identifier}")
    @Requires(Permission.MEMBER)
    PageAnswer merge(@PathVariable String identifier, @RequestBody ObjectNode body, Actor actor) {
        return PageAnswer.of(pages.merge(identifier, body, actor));
    }

    /** Removes a page. The home page stays. */
    @DeleteMapping("/{identifier}")
    @Requires(Permission.MEMBER)
    Done remove(@PathVariable String identifier, Actor actor) {
        pages.remove(identifier, actor);
        return Done.OK;
    }

    /** Changes the parts of one widget that are mentioned. */
    @PatchMapping("/{identifier}/widgets/{widget}")
    @Requires(Permission.MEMBER)
    PageAnswer changeWidget(
            @PathVariable String identifier, @PathVariable String widget, @RequestBody ObjectNode body, Actor actor) {
        ArrayNode widgets = widgets(identifier, actor);
        ((ObjectNode) widgets.get(indexOf(widgets, widget))).setAll(body);
        return PageAnswer.of(pages.merge(identifier, withWidgets(widgets), actor));
    }

    /** Removes one widget of a page. */
    @DeleteMapping("/{identifier}/widgets/{widget}")
    @Requires(Permission.MEMBER)
    PageAnswer removeWidget(@PathVariable String identifier, @PathVariable String widget, Actor actor) {
        ArrayNode widgets = widgets(identifier, actor);
        widgets.remove(indexOf(widgets, widget));
        return PageAnswer.of(pages.merge(identifier, withWidgets(widgets), actor));
    }

    /** Who may read a page. */
    @GetMapping("/{identifier}/permissions")
    @Requires(Permission.MEMBER)
    PagePermissionsAnswer permissions(@PathVariable String identifier, Actor actor) {
        return new PagePermissionsAnswer(true, pages.get(identifier, actor).permissions());
    }

    /** Changes who may read a page. */
    @PatchMapping("/{identifier}/permissions")
    @Requires(Permission.MANAGE_PAGES)
    PagePermissionsAnswer changePermissions(
            @PathVariable String identifier, @RequestBody ObjectNode body, Actor actor) {
        return new PagePermissionsAnswer(true, pages.changePermissions(identifier, body, actor));
    }

    private ArrayNode widgets(String identifier, Actor actor) {
        JsonNode widgets = pages.get(identifier, actor).definition().get("widgets");
        return widgets instanceof ArrayNode array ? array.deepCopy() : Json.array();
    }

    private static int indexOf(ArrayNode widgets, String widget) {
        for (int index = 0; index < widgets.size(); index++) {
            if (widget.equals(Json.textAt(widgets.get(index), "id"))) {
                return index;
            }
        }
        throw new NotFound("widget", "id", widget);
    }

    private static ObjectNode withWidgets(ArrayNode widgets) {
        ObjectNode change = Json.object();
        change.set("widgets", widgets);
        return change;
    }
}
