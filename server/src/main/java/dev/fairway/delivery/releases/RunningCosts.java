package dev.fairway.delivery.releases;

import dev.fairway.delivery.render.Footprint;
import dev.fairway.delivery.render.Footprint.Total;
import dev.fairway.resources.Prices;
import dev.fairway.resources.Prices.UnitPrice;
import dev.fairway.selfservice.spi.Cost;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What pods that run all the time cost a month, by the prices of a core and a GB of memory: what they ask for, times their
 * prices, when the fewest of them run.
 */
@Component
class RunningCosts {

    private static final int CENTS = 2;

    private final Prices prices;

    RunningCosts(Prices prices) {
        this.prices = prices;
    }

    /** Empty where a core or memory has no price, or the two are in different currencies. */
    Optional<Cost> of(Footprint before, Footprint after) {
        Optional<UnitPrice> core = prices.of("kubernetes.cpu", "");
        Optional<UnitPrice> memory = prices.of("kubernetes.memory", "");
        boolean isKnown = core.isPresent()
                && memory.isPresent()
                && core.get().currency().equals(memory.get().currency());
        return isKnown ? Optional.of(cost(core.get(), memory.get(), before.total(), after.total())) : Optional.empty();
    }

    private static Cost cost(UnitPrice core, UnitPrice memory, Total before, Total after) {
        BigDecimal cores = amount(core, after.cpuFrom());
        BigDecimal gigabytes = amount(memory, after.memoryFrom());
        return new Cost(
                core.currency(),
                amount(core, before.cpuFrom()).add(amount(memory, before.memoryFrom())),
                cores.add(gigabytes),
                List.of(
                        new Cost.Part("%s cores".formatted(after.cpuFrom().toPlainString()), cores),
                        new Cost.Part(
                                "%s GiB of memory".formatted(after.memoryFrom().toPlainString()), gigabytes)));
    }

    private static BigDecimal amount(UnitPrice price, BigDecimal quantity) {
        return price.amount().multiply(quantity).setScale(CENTS, RoundingMode.HALF_UP);
    }
}
