package dev.fairway.resources.nginx;

import dev.fairway.shared.InvalidInput;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A header that a site adds to its answers. */
record SiteHeader(String name, String value) {

    /** Printable ASCII, without what ends a text of nginx or means something in it. */
    private static final Pattern TEXT =
            Pattern.compile("([A-Za-z][A-Za-z0-9-]{0,63}): *([!-~&&[^\"'\\\\$;{}`]][ -~&&[^\"'\\\\$;{}`]]{0,999})");

    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "connection",
            "content-encoding",
            "content-length",
            "keep-alive",
            "set-cookie",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    static SiteHeader of(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new InvalidInput(
                    "headers",
                    "\"%.50s\" is none: \"Name: value\" in ASCII, without quotes, backslash, $, ; and braces"
                            .formatted(text.replaceAll("\\p{Cntrl}", " ")));
        }
        if (OF_THE_CONNECTION.contains(parts.group(1).toLowerCase(Locale.ROOT))) {
            throw new InvalidInput("headers", "%s is not for a site to set".formatted(parts.group(1)));
        }
        return new SiteHeader(parts.group(1), parts.group(2).strip());
    }

    String text() {
        return name + ": " + value;
    }
}
