package dev.fairway.notifications;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param smtpUrl mail server, {@code smtp://user:password@host:port} or {@code smtps://…}; empty to send none
 * @param mailFrom sender of mails
 * @param publicUrl what links begin with
 * @param keep how long notifications and deliveries are kept
 */
@ConfigurationProperties("fairway.notifications")
record NotificationSettings(
        @Nullable String smtpUrl,
        @DefaultValue("fairway@localhost") String mailFrom,
        @DefaultValue("") String publicUrl,
        @DefaultValue("90d") Duration keep) {

    boolean hasMail() {
        return smtpUrl != null && !smtpUrl.isBlank();
    }

    /** Where a link leads to: a page here, or as it is elsewhere. */
    String address(String link) {
        return link.startsWith("/") ? publicUrl + link : link;
    }

    @Override
    public String toString() {
        return "NotificationSettings[mailFrom=%s, publicUrl=%s, keep=%s]".formatted(mailFrom, publicUrl, keep);
    }
}
