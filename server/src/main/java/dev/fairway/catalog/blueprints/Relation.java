package dev.fairway.catalog.blueprints;

/**
 * A relation of a blueprint.
 *
 * @param id names the relation in edges; never changes
 * @param target the blueprint that it points to
 */
public record Relation(int id, String identifier, String title, String target, Cardinality cardinality) {

    public enum Cardinality {
        OPTIONAL,
        REQUIRED,
        MANY
    }

    public boolean isMany() {
        return cardinality == Cardinality.MANY;
    }

    public boolean isRequired() {
        return cardinality == Cardinality.REQUIRED;
    }
}
