package dev.fairway.resources.nginx;

import dev.fairway.shared.InvalidInput;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a site gets its content.
 *
 * @param path begins and ends with a slash; what is asked for comes behind it
 */
record Origin(String scheme, String host, int port, String path) {

    /** Without a step up, and without what means something to nginx. */
    private static final Pattern PATH = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)*/?");

    private static final int LONGEST = 2_000;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    static Origin of(String text) {
        try {
            URI uri = new URI(text.length() > LONGEST ? "" : text);
            if (isPlain(uri)) {
                boolean isTls = uri.getScheme().equals("https");
                int usual = isTls ? HTTPS : HTTP;
                String path = uri.getRawPath();
                return new Origin(
                        uri.getScheme(),
                        uri.getHost(),
                        uri.getPort() == -1 ? usual : uri.getPort(),
                        path.endsWith("/") ? path : path + "/");
            }
        } catch (URISyntaxException wrong) {
            // is told below
        }
        throw new InvalidInput(
                "origin",
                "is an http or https address in lower case: a host, and perhaps a port and a path of letters, digits, dots, _, ~ and -");
    }

    private static boolean isPlain(URI uri) {
        return Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
                && uri.getHost() != null
                && Hostname.isHost(uri.getHost())
                && !uri.getRawAuthority().endsWith(":")
                && uri.getPort() != 0
                && uri.getPort() <= 65_535
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && PATH.matcher(uri.getRawPath()).matches();
    }

    boolean isTls() {
        return scheme.equals("https");
    }

    /** As the header {@code Host} has it. */
    String authority() {
        boolean isUsual = port == (isTls() ? HTTPS : HTTP);
        return isUsual ? host : host + ":" + port;
    }

    String url() {
        return "%s://%s%s".formatted(scheme, authority(), path);
    }
}
