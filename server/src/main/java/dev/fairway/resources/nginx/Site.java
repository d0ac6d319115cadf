package dev.fairway.resources.nginx;

import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a site is asked for with, checked so that nothing in it means anything to nginx but itself.
 *
 * @param cacheMinutes how long an answer is kept whose origin does not say otherwise; 0 for not at all
 */
record Site(String id, String domain, Origin origin, int cacheMinutes, List<SiteHeader> headers) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int MOST_MINUTES = 525_600;
    private static final int MOST_HEADERS = 20;

    static Site of(Wanted wanted) {
        ObjectNode fields = wanted.specification();
        String domain = fields.path("domain").asString("");
        if (!Hostname.isDomain(domain)) {
            throw new InvalidInput("domain", "is a name as DNS has it, in lower case, such as www.example.com");
        }
        int minutes = fields.path("cacheMinutes").asInt(0);
        if (minutes < 0 || minutes > MOST_MINUTES) {
            throw new InvalidInput("cacheMinutes", "is 0 to %,d".formatted(MOST_MINUTES));
        }
        List<String> headers = Json.texts(fields.get("headers"));
        if (headers.size() > MOST_HEADERS) {
            throw new InvalidInput("headers", "are %d; at most %d".formatted(headers.size(), MOST_HEADERS));
        }
        return new Site(
                idOf(wanted),
                domain,
                Origin.of(fields.path("origin").asString("")),
                minutes,
                headers.stream().map(SiteHeader::of).toList());
    }

    /** It names files and folders. */
    static String idOf(Wanted wanted) {
        if (!ID.matcher(wanted.id()).matches()) {
            throw new InvalidInput("id", "has letters, digits, _ and - only");
        }
        return wanted.id();
    }
}
