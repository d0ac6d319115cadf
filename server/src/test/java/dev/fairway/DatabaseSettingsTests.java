package dev.fairway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DatabaseSettingsTests {

    @Test
    void takesTheAddressWithOrWithoutTheDriversPrefix() {
        assertThat(new DatabaseSettings("postgresql://db/fairway", "u", "p")
                        .withJdbcUrl()
                        .url())
                .isEqualTo("jdbc:postgresql://db/fairway");
        assertThat(new DatabaseSettings("jdbc:postgresql://db/fairway", "u", "p")
                        .withJdbcUrl()
                        .url())
                .isEqualTo("jdbc:postgresql://db/fairway");
    }

    @Test
    void neverPrintsThePassword() {
        assertThat(new DatabaseSettings("jdbc:postgresql://db/fairway", "u", "hidden"))
                .asString()
                .doesNotContain("hidden");
    }
}
