package dev.fairway.delivery.hosts;

import dev.fairway.delivery.hosts.ConnectedHost.Kind;
import dev.fairway.delivery.hosts.apps.AppKey;
import dev.fairway.shared.InvalidInput;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Git host as somebody wants it connected.
 *
 * @param url without a slash at its end
 * @param token null for the one that is kept, or where an app is wanted
 * @param appId of a GitHub App; null for the one that is kept, or where a token is wanted
 * @param privateKey of that app, as PEM; null for the one that is kept
 * @param webhookSecret null for the one that is kept, or none
 */
record WrittenHost(
        String name,
        Kind kind,
        String url,
        @Nullable String token,
        @Nullable String appId,
        @Nullable String privateKey,
        @Nullable String webhookSecret) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,38}");
    private static final int LONGEST_URL = 500;
    private static final int LONGEST_TOKEN = 1_000;
    private static final int SHORTEST_SECRET = 16;
    private static final int LONGEST_SECRET = 200;
    private static final Set<String> SCHEMES = Set.of("http", "https");

    WrittenHost {
        if (!NAME.matcher(name).matches() || name.equals(RepositoryAt.EMBEDDED)) {
            throw new InvalidInput(
                    "host",
                    "\"%.60s\" cannot name a Git host: a letter, then up to 38 lower case letters, digits and hyphens, and not %s"
                            .formatted(name, RepositoryAt.EMBEDDED));
        }
        url = checked(url);
        if (token != null && (token.length() > LONGEST_TOKEN || !token.matches("[\\x21-\\x7e]+"))) {
            throw new InvalidInput(
                    "token", "is not 1 to %,d visible characters without blanks".formatted(LONGEST_TOKEN));
        }
        if (appId != null || privateKey != null) {
            checkApp(kind, token, appId, privateKey);
        }
        if (webhookSecret != null
                && (webhookSecret.length() < SHORTEST_SECRET
                        || webhookSecret.length() > LONGEST_SECRET
                        || !webhookSecret.matches("[\\x21-\\x7e]+"))) {
            throw new InvalidInput(
                    "webhookSecret",
                    "is not %d to %d visible characters without blanks".formatted(SHORTEST_SECRET, LONGEST_SECRET));
        }
    }

    private static void checkApp(
            Kind kind, @Nullable String token, @Nullable String appId, @Nullable String privateKey) {
        String field = appId == null ? "privateKey" : "appId";
        if (kind != Kind.GITHUB) {
            throw new InvalidInput(field, "is for GitHub alone; give a token of %s".formatted(kind));
        }
        if (token != null) {
            throw new InvalidInput(field, "is given beside a token; give one of the two");
        }
        if (appId != null && !appId.matches("[0-9]{1,20}")) {
            throw new InvalidInput(
                    "appId", "\"%.60s\" is not the 1 to 20 digits that GitHub shows as App ID".formatted(appId));
        }
        if (privateKey != null) {
            AppKey.read(privateKey);
        }
    }

    boolean namesApp() {
        return appId != null || privateKey != null;
    }

    /** Whether it is at the address of a host that is there. */
    boolean isWhere(ConnectedHost host) {
        return host.url().equals(url) && host.kind() == kind;
    }

    private static String checked(String url) {
        try {
            URI uri = new URI(url);
            if (url.length() <= LONGEST_URL
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && SCHEMES.contains(String.valueOf(uri.getScheme()))) {
                return url.replaceAll("/+$", "");
            }
        } catch (URISyntaxException none) {
            // told below
        }
        throw new InvalidInput(
                "url",
                "\"%.100s\" is no address such as https://github.com or https://gitlab.example.com".formatted(url));
    }
}
