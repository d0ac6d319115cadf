package dev.fairway.catalog.entities;

import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Derived;
import java.util.List;

/** Which properties of a blueprint jq works out. */
final class Calculated {

    private Calculated() {}

    static List<String> namesOf(Blueprint blueprint) {
        return blueprint.derived().values().stream()
                .filter(Derived.Calculation.class::isInstance)
                .map(Derived::identifier)
                .toList();
    }

    static boolean isPartOf(Blueprint blueprint) {
        return !namesOf(blueprint).isEmpty();
    }
}
