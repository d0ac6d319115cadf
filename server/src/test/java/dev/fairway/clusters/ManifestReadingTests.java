package dev.fairway.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ManifestReadingTests {

    @Test
    void isWhatKubernetesReads() {
        assertThat(Manifest.documents("""
                # two documents, and an empty one
                ---
                a: &berth {port: 7, open: yes}
                b: {<<: *berth, port: 8}
                mode: 0644
                when: 2026-11-29
                text: "yes"
                ---
                ---
                {"json": [1, 2.5, null, true]}
                """)).containsExactly((ObjectNode) Json.read("""
                        {"a": {"port": 7, "open": true}, "b": {"port": 8, "open": true}, "mode": 420, "when": "2026-11-29", "text": "yes"}"""), (ObjectNode)
                Json.read("{\"json\": [1, 2.5, null, true]}"));
    }

    @Test
    void saysWhereItIsWrong() {
        assertThatThrownBy(() -> Manifest.documents("a: [\nb: 1"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("is neither YAML nor JSON")
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> Manifest.documents("a: &a [*a]")).hasMessageContaining("holds itself");
        assertThatThrownBy(() -> Manifest.documents("- 1")).hasMessageContaining("is no object");
        assertThatThrownBy(() -> Manifest.documents("a: !!java.net.URL [\"http://x\"]"))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void refusesAliasesThatGrowWithoutEnd() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int at = 1; at < 10; at++) {
            String list = "*a%d, ".formatted(at - 1).repeat(10);
            bomb.append("a%1$d: &a%1$d [%2$s]\n".formatted(at, list.substring(0, list.length() - 2)));
        }

        assertThatThrownBy(() -> Manifest.documents(bomb.toString())).isInstanceOf(InvalidInput.class);
    }
}
