package dev.fairway.selfservice.requests;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a report may say, so that the page of a run can show it. */
final class ReportCheck {

    static final int LONGEST_LABEL = 200;
    static final int LONGEST_SUMMARY = 20_000;
    static final int LONGEST_EXTERNAL_ID = 500;

    private static final int LONGEST_LINK = 2_000;
    private static final int MOST_LINKS = 20;
    private static final List<String> ADDRESSES = List.of("url", "href", "link");

    private ReportCheck() {}

    static @Nullable String text(String field, @Nullable String value, int longest) {
        if (value != null && value.length() > longest) {
            throw new InvalidInput(
                    field, "has %,d characters; at most %,d are possible".formatted(value.length(), longest));
        }
        return value;
    }

    /** One address or a list of them; null for nothing. */
    static @Nullable List<String> links(String field, @Nullable JsonNode links) {
        if (links == null || links.isNull()) {
            return null;
        }
        List<JsonNode> all = several(field, links);
        all.forEach(link -> check(field, link.isString() ? link.stringValue() : null));
        return all.stream().map(JsonNode::stringValue).toList();
    }

    /** The same, where a link may also be {@code {label, url}}. */
    static @Nullable JsonNode labelledLinks(String field, @Nullable JsonNode links) {
        if (links == null || links.isNull()) {
            return null;
        }
        for (JsonNode link : several(field, links)) {
            check(field, link.isString() ? link.stringValue() : address(link));
            Stream.of("label", "title").forEach(name -> checkLabel(field, link.get(name)));
        }
        return links;
    }

    private static void checkLabel(String field, @Nullable JsonNode label) {
        boolean fits = label == null
                || label.isNull()
                || (label.isString() && label.stringValue().length() <= LONGEST_LABEL);
        if (!fits) {
            throw new InvalidInput(
                    field, "has a label that is no text of at most %d characters".formatted(LONGEST_LABEL));
        }
    }

    private static List<JsonNode> several(String field, JsonNode links) {
        List<JsonNode> all = links.isArray() ? links.valueStream().toList() : List.of(links);
        if (all.size() > MOST_LINKS) {
            throw new InvalidInput(field, "has %,d links; at most %d are possible".formatted(all.size(), MOST_LINKS));
        }
        return all;
    }

    private static @Nullable String address(JsonNode link) {
        return ADDRESSES.stream()
                .map(name -> Json.textAt(link, name))
                .filter(address -> address != null)
                .findFirst()
                .orElse(null);
    }

    /** Whoever reads the run may press it. */
    private static void check(String field, @Nullable String address) {
        if (address == null || address.length() > LONGEST_LINK || !isWeb(address)) {
            throw new InvalidInput(
                    field, "is no http or https address of at most %,d characters".formatted(LONGEST_LINK));
        }
    }

    private static boolean isWeb(String address) {
        try {
            String scheme = URI.create(address).getScheme();
            return "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        } catch (IllegalArgumentException none) {
            return false;
        }
    }
}
