package dev.fairway.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordHashTests {

    @Test
    void noPasswordGivesTheHashOfNothing() {
        assertThat(PasswordHash.matches("", PasswordHash.OF_NOTHING)).isFalse();
        assertThat(PasswordHash.matches("nothing", PasswordHash.OF_NOTHING)).isFalse();
    }

    @Test
    void comparingWithTheHashOfNothingCostsAsMuchAsWithAnyOther() {
        String any = PasswordHash.of("a password");

        assertThat(costOf(PasswordHash.OF_NOTHING)).isEqualTo(costOf(any));
        assertThat(PasswordHash.OF_NOTHING).hasSameSizeAs(any);
    }

    private static String costOf(String hash) {
        return hash.substring(0, hash.lastIndexOf('$', hash.lastIndexOf('$') - 1));
    }
}
