package dev.fairway.resources.prices;

import dev.fairway.shared.Auditable;
import org.jspecify.annotations.Nullable;

/** A price was added or taken away. */
record PriceChanged(@Nullable Price before, @Nullable Price after, String actor) implements Auditable {

    @Override
    public String resource() {
        return "resource-price";
    }

    @Override
    public String identifier() {
        Price price = after != null ? after : before;
        return price == null ? "" : price.item();
    }
}
