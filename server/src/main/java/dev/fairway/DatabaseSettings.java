package dev.fairway;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param url JDBC or postgresql:// address of an external PostgreSQL; absent for the embedded one */
@ConfigurationProperties("fairway.database")
record DatabaseSettings(
        @Nullable String url,
        @Nullable String user,
        @Nullable String password) {

    /** The same with an address that the driver knows: {@code postgresql://} is what other tools write. */
    DatabaseSettings withJdbcUrl() {
        return url == null || url.startsWith("jdbc:") ? this : new DatabaseSettings("jdbc:" + url, user, password);
    }

    @Override
    public String toString() {
        return "DatabaseSettings[url=%s, user=%s]".formatted(url, user);
    }
}
