package dev.fairway.resources;

import java.math.BigDecimal;
import java.util.Optional;

/** The maintained list of what things cost. */
public interface Prices {

    /** @param currency three letters of ISO 4217 */
    record UnitPrice(BigDecimal amount, String currency) {}

    /**
     * What a unit of something costs a month today; empty where it has no price.
     *
     * @param item such as {@code kubernetes.cpu}, which is a core, or {@code kubernetes.memory}, which is a GB
     * @param region where a price of its own counts first; empty for none
     */
    Optional<UnitPrice> of(String item, String region);
}
