package dev.fairway.catalog;

import dev.fairway.catalog.blueprints.Blueprints;
import org.springframework.stereotype.Component;

/** The catalog, as the modules that build on it see it. */
@Component
public class Catalog {

    private final Blueprints blueprints;

    Catalog(Blueprints blueprints) {
        this.blueprints = blueprints;
    }

    public boolean hasBlueprint(String identifier) {
        return blueprints.find(identifier).isPresent();
    }
}
