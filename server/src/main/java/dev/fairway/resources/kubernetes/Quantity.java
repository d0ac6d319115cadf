package dev.fairway.resources.kubernetes;

import dev.fairway.shared.Json;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Amounts as Kubernetes writes them, such as {@code 500m} and {@code 20G}, and as specifications do. */
enum Quantity {
    CORES("", "m"),
    GIGABYTES("G", "M");

    private static final Pattern WRITTEN = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)([A-Za-z]{0,2})");
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
    private static final Map<String, BigDecimal> FACTORS = Map.ofEntries(
            Map.entry("m", new BigDecimal("0.001")),
            Map.entry("", BigDecimal.ONE),
            Map.entry("k", THOUSAND),
            Map.entry("M", THOUSAND.pow(2)),
            Map.entry("G", THOUSAND.pow(3)),
            Map.entry("T", THOUSAND.pow(4)),
            Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
            Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
            Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
            Map.entry("Ti", BigDecimal.valueOf(1L << 40)));

    private final String unit;
    private final String thousandth;

    Quantity(String unit, String thousandth) {
        this.unit = unit;
        this.thousandth = thousandth;
    }

    String write(BigDecimal amount) {
        BigDecimal plain = amount.stripTrailingZeros();
        return plain.scale() <= 0
                ? plain.toPlainString() + unit
                : plain.multiply(THOUSAND).toBigInteger() + thousandth;
    }

    /** As a number in this unit; what cannot be read stays as it is written. */
    JsonNode read(JsonNode written) {
        Matcher matcher = WRITTEN.matcher(written.asString(""));
        if (!matcher.matches() || !FACTORS.containsKey(matcher.group(2))) {
            return written.isMissingNode() ? Json.nothing() : written;
        }
        BigDecimal amount = new BigDecimal(matcher.group(1))
                .multiply(FACTORS.get(matcher.group(2)))
                .divide(FACTORS.get(unit))
                .stripTrailingZeros();
        return JsonNodeFactory.instance.numberNode(amount.scale() < 0 ? amount.setScale(0) : amount);
    }
}
