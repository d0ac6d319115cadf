package dev.fairway.shared;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Addresses that people open in a browser. */
public final class WebAddress {

    private static final int LONGEST = 2_000;
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private WebAddress() {}

    /** The same address. @throws InvalidInput for a field where it is longer than 2,000 characters, or of another scheme */
    public static String require(String field, String address) {
        if (!isOne(address)) {
            throw new InvalidInput(
                    field,
                    "\"%.200s\" is no address that begins with http:// or https://, of up to %,d characters"
                            .formatted(address, LONGEST));
        }
        return address;
    }

    private static boolean isOne(String address) {
        try {
            URI uri = new URI(address);
            return address.length() <= LONGEST
                    && uri.getHost() != null
                    && uri.getScheme() != null
                    && SCHEMES.contains(uri.getScheme());
        } catch (URISyntaxException none) {
            return false;
        }
    }
}
