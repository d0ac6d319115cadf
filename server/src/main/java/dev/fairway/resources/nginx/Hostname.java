package dev.fairway.resources.nginx;

import java.util.regex.Pattern;

/** Names of hosts in lower case, as DNS has them: nothing that nginx reads in another way. */
final class Hostname {

    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern HOST = Pattern.compile("(%1$s\\.)*%1$s".formatted(LABEL));
    private static final Pattern DOMAIN = Pattern.compile("(%1$s\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])".formatted(LABEL));
    private static final int LONGEST = 253;

    private Hostname() {}

    /** Also one without dots, or an address of IPv4. */
    static boolean isHost(String text) {
        return text.length() <= LONGEST && HOST.matcher(text).matches();
    }

    static boolean isDomain(String text) {
        return text.length() <= LONGEST && DOMAIN.matcher(text).matches();
    }
}
