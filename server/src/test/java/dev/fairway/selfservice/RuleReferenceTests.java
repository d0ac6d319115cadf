package dev.fairway.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.RunningFairway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RuleReferenceTests extends RunningFairway {

    private static final Map<String, List<String>> FIELDS = Map.of(
            "request", List.of("action", "operation", "blueprint", "entity", "environment", "source", "urgent"),
            "actor", List.of("email", "roles", "teams", "admin"),
            "team", List.of("name", "title", "properties"),
            "quota", List.of("owned", "active", "lastDay"),
            "cost", List.of("monthly", "change", "currency"));

    @Test
    void namesEveryFieldThatARuleMayReadAndNoOther() throws IOException {
        String reference = Files.readString(Path.of("../docs/reference/rules.md"));

        FIELDS.forEach((variable, fields) -> {
            String row = reference
                    .lines()
                    .filter(line -> line.startsWith("| `" + variable + "` |"))
                    .findFirst()
                    .orElse("");
            fields.forEach(field -> {
                assertThat(problems(variable + "." + field + " == " + variable + "." + field))
                        .isEmpty();
                assertThat(row).contains("`" + field + "`");
            });
            assertThat(problems(variable + ".none == 1").toString()).contains("undefined field 'none'");
        });
    }

    private JsonNode problems(String when) {
        return admin.post(
                        "/v1/policy/rules/check",
                        "{'identifier': 'r', 'title': 'T', 'when': '%s', 'effect': 'WARN', 'message': 'x'}"
                                .formatted(when))
                .at("/problems");
    }
}
