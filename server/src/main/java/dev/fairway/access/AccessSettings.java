package dev.fairway.access;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param home folder that keeps the installation's key when none is given
 * @param secretKey base64 of 32 bytes that every node shares; made and kept under {@code home} when absent
 * @param first what the first start sets up unattended
 * @param sessionLength how long a session lives without use
 * @param tokenLength how long an access token of a credential is valid
 */
@ConfigurationProperties("fairway.access")
public record AccessSettings(
        @DefaultValue("./data") Path home,
        @Nullable String secretKey,
        @DefaultValue FirstStart first,
        @DefaultValue("12h") Duration sessionLength,
        @DefaultValue("3h") Duration tokenLength) {

    /** Sign-in and credential of an installation that has nobody yet; made up and printed when absent. */
    public record FirstStart(
            @Nullable String adminEmail,
            @Nullable String adminPassword,
            @Nullable String clientId,
            @Nullable String clientSecret) {}

    @Override
    public String toString() {
        return "AccessSettings[home=%s, sessionLength=%s, tokenLength=%s]".formatted(home, sessionLength, tokenLength);
    }
}
