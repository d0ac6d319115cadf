package dev.fairway.resources.prices;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Problem;
import dev.fairway.shared.http.Done;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/resource-prices")
class PriceController {

    private static final Pattern ITEM = Pattern.compile("[a-z][a-z0-9.-]{0,99}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final BigDecimal MOST = BigDecimal.valueOf(10_000_000);
    private static final int LONGEST_UNIT = 40;
    private static final int LONGEST_SOURCE = 300;

    record PriceAnswer(boolean ok, Price price) {}

    record PricesAnswer(boolean ok, List<Price> prices) {}

    /** @param region null for all regions that have no price of their own */
    record NewPrice(
            @Nullable String item,
            @Nullable String region,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            @Nullable String unit,
            @Nullable LocalDate validFrom,
            @Nullable String source) {

        Price checked() {
            List<Problem> problems = new ArrayList<>();
            String itemText = text("item", item, 100, problems);
            if (!ITEM.matcher(itemText).matches()) {
                problems.add(
                        new Problem("item", "\"%s\" is none: lower case letters, digits, dots".formatted(itemText)));
            }
            String currencyText = text("currency", currency, 3, problems);
            if (!CURRENCY.matcher(currencyText).matches()) {
                problems.add(new Problem("currency", "\"%s\" has not three capital letters".formatted(currencyText)));
            }
            if (amount == null || amount.signum() < 0 || amount.compareTo(MOST) > 0) {
                problems.add(new Problem("amount", "%s is not from 0 to %s".formatted(amount, MOST)));
            }
            if (validFrom == null) {
                problems.add(new Problem("validFrom", "is the day from which it holds, such as 2026-01-31"));
            }
            String unitText = text("unit", unit, LONGEST_UNIT, problems);
            String sourceText = text("source", source, LONGEST_SOURCE, problems);
            InvalidInput.check(problems);
            return new Price(
                    0,
                    itemText,
                    region == null || region.isBlank() ? null : region,
                    amount == null ? BigDecimal.ZERO : amount,
                    currencyText,
                    unitText,
                    validFrom == null ? LocalDate.EPOCH : validFrom,
                    sourceText);
        }

        private static String text(String field, @Nullable String text, int longest, List<Problem> problems) {
            if (text == null || text.isBlank() || text.length() > longest) {
                problems.add(new Problem(field, "has 1 to %d characters".formatted(longest)));
            }
            return text == null ? "" : text;
        }
    }

    private final PriceList prices;

    PriceController(PriceList prices) {
        this.prices = prices;
    }

    /** The price list: what a unit of something costs a month, from which day on, and where the figure comes from. */
    @GetMapping
    @Requires(Permission.MEMBER)
    PricesAnswer list() {
        return new PricesAnswer(true, prices.all());
    }

    /** Adds a price that holds from a day on. Earlier ones stay. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.MANAGE_RESOURCES)
    PriceAnswer add(@RequestBody NewPrice body, Actor actor) {
        return new PriceAnswer(true, prices.add(body.checked(), actor));
    }

    /** Takes a price out of the list. What it was worked out for stays as it is. */
    @DeleteMapping("/{price}")
    @Requires(Permission.MANAGE_RESOURCES)
    Done remove(@PathVariable long price, Actor actor) {
        prices.remove(price, actor);
        return Done.OK;
    }
}
