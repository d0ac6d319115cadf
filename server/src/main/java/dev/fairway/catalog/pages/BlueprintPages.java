package dev.fairway.catalog.pages;

import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.BlueprintChanged;
import dev.fairway.catalog.blueprints.CatalogPageWanted;
import dev.fairway.shared.Auditable.Action;
import dev.fairway.shared.Json;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Gives each new blueprint its page, and takes the pages of a removed one away. */
@Component
class BlueprintPages {

    private final Pages pages;

    BlueprintPages(Pages pages) {
        this.pages = pages;
    }

    @EventListener
    void on(CatalogPageWanted event) {
        Blueprint blueprint = event.blueprint();
        ObjectNode page = Json.object()
                .put("identifier", blueprint.identifier())
                .put("type", Page.Type.ENTITIES.wireName())
                .put("title", blueprint.title())
                .put("icon", Json.textAt(blueprint.definition(), "icon"))
                .put("blueprint", blueprint.identifier());
        page.putArray("widgets");
        pages.create(page, event.actor());
    }

    @EventListener
    void on(BlueprintChanged event) {
        if (event.action() == Action.DELETE) {
            pages.removeOf(event.identifier());
        }
    }
}
