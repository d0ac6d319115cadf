package dev.fairway;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class UnknownSettingsTests {

    @Test
    void saysWhichNameWasMeant() {
        assertThatThrownBy(() -> UnknownSettings.refuse(Set.of("FAIRWAY_DATABSE_URL")))
                .hasMessageContaining("FAIRWAY_DATABSE_URL")
                .hasMessageContaining("FAIRWAY_DATABASE_URL was probably meant");
    }

    @Test
    void letsEverythingElseThrough() {
        assertThatCode(() -> UnknownSettings.refuse(
                        Set.of("FAIRWAY_HOME", "PATH", "FAIRWAY_ACCESS_SESSIONLENGTH", "FAIRWAY_TEST_TOOLS")))
                .doesNotThrowAnyException();
    }
}
