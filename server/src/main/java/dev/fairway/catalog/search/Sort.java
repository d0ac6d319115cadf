package dev.fairway.catalog.search;

/** @param property a property, relation or meta property */
public record Sort(String property, Order order) {

    public enum Order {
        ASC,
        DESC
    }
}
