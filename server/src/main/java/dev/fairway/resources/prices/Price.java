package dev.fairway.resources.prices;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a unit of something costs a month.
 *
 * @param item as price models of resource types name it, such as {@code postgresql.disk}
 * @param region where it holds; null for every region that has no price of its own
 * @param currency three letters of ISO 4217
 * @param unit what is counted, in the singular
 * @param validFrom the day from which it holds, until one with a later day does
 * @param source where the figure comes from
 */
public record Price(
        long id,
        String item,
        @Nullable String region,
        BigDecimal amount,
        String currency,
        String unit,
        LocalDate validFrom,
        String source) {}
