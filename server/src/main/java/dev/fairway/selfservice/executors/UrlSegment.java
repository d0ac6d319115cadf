package dev.fairway.selfservice.executors;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** One part of a path, so that what a requester types leads nowhere else. */
final class UrlSegment {

    private UrlSegment() {}

    static String of(String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        return encoded.equals(".") || encoded.equals("..") ? encoded.replace(".", "%2E") : encoded;
    }
}
