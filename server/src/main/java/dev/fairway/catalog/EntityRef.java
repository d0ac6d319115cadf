package dev.fairway.catalog;

/** Names one entity across the whole platform. */
public record EntityRef(String blueprint, String identifier) {

    @Override
    public String toString() {
        return blueprint + "/" + identifier;
    }
}
