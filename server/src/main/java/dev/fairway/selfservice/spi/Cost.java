package dev.fairway.selfservice.spi;

import java.math.BigDecimal;
import java.util.List;

/**
 * What something costs a month, by its price list.
 *
 * @param currency three letters of ISO 4217
 * @param before a month, as it is; zero for something new
 * @param after a month, as it would be
 * @param lines what {@code after} is the sum of
 */
public record Cost(String currency, BigDecimal before, BigDecimal after, List<Part> lines) {

    /**
     * A part of it.
     *
     * @param title what it is for, with its quantity
     * @param amount a month
     */
    public record Part(String title, BigDecimal amount) {}

    public BigDecimal change() {
        return after.subtract(before);
    }
}
