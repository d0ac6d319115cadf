package dev.fairway.delivery.hosts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Git host outside. Its token, or the key of its app, is not shown.
 *
 * @param name by which its repositories are written, as in {@code github:acme/parcel}
 * @param url that people open
 * @param appId of the GitHub App that Fairway signs in as; null where it does so by a token
 * @param account whom the token belongs to, or that of the app
 * @param takesWebhooks whether there is a secret that its webhooks are signed with
 */
public record ConnectedHost(
        String name,
        Kind kind,
        String url,
        SignsInAs signsInAs,
        @Nullable String appId,
        @Nullable String account,
        boolean takesWebhooks,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {

    public enum Kind {
        GITHUB,
        GITLAB
    }

    public enum SignsInAs {
        /** The account that a token belongs to. */
        TOKEN("token", "an administrator gives another one under Git hosts", ""),
        /** A GitHub App. */
        APP(
                "GitHub App",
                "an administrator compares its id and gives a new key under Git hosts",
                "; look which permissions it has there, and whether an owner of the account took them");

        private final String word;
        private final String mending;
        private final String rights;

        SignsInAs(String word, String mending, String rights) {
            this.word = word;
            this.mending = mending;
            this.rights = rights;
        }

        String word() {
            return word;
        }

        /** What helps where the host does not take it. */
        String mending() {
            return mending;
        }

        /** What helps where it may not do something; empty where the host tells. */
        String rights() {
            return rights;
        }

        static SignsInAs of(@Nullable String appId) {
            return appId == null ? TOKEN : APP;
        }
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
