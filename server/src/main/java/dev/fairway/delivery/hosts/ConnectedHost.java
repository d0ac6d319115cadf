package dev.fairway.delivery.hosts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Git host outside. Its token is not shown.
 *
 * @param name by which its repositories are written, as in {@code github:acme/parcel}
 * @param url that people open
 * @param account whom the token belongs to
 * @param takesWebhooks whether there is a secret that its webhooks are signed with
 */
public record ConnectedHost(
        String name,
        Kind kind,
        String url,
        @Nullable String account,
        boolean takesWebhooks,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {

    public enum Kind {
        GITHUB,
        GITLAB
    }

    private static final String GITHUB = "https://github.com";

    /** That paths of its API follow. */
    String apiUrl() {
        return switch (kind) {
            case GITHUB -> url.equals(GITHUB) ? "https://api.github.com" : url + "/api/v3";
            case GITLAB -> url + "/api/v4";
        };
    }
}
