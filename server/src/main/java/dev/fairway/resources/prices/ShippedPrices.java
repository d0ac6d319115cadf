package dev.fairway.resources.prices;

import dev.fairway.shared.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The prices to begin with. */
@Component
@Order(1)
class ShippedPrices implements ApplicationRunner {

    private final PriceList prices;

    ShippedPrices(PriceList prices) {
        this.prices = prices;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        String list = new ClassPathResource("resources/prices.json").getContentAsString(StandardCharsets.UTF_8);
        prices.ship(Json.read(list));
    }
}
