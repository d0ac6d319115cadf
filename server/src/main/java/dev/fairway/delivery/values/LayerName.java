package dev.fairway.delivery.values;

import java.util.Locale;

/** Who sets values, from the lowest layer to the highest: what a later one sets counts. */
public enum LayerName {
    CHART,
    ORGANISATION,
    TEAM,
    SERVICE,
    ENVIRONMENT,
    RELEASE;

    public boolean isAbove(LayerName other) {
        return compareTo(other) > 0;
    }

    /** In a sentence. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
