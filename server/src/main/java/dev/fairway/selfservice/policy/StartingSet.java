package dev.fairway.selfservice.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Rules to begin with; none of them counts until somebody takes it over. */
@Component
class StartingSet {

    private static final String FILE = "policy/starting-set.yml";

    private final YAMLMapper yaml = new YAMLMapper();

    List<ObjectNode> rules() {
        try (InputStream file = new ClassPathResource(FILE).getInputStream()) {
            List<ObjectNode> rules = new ArrayList<>();
            yaml.readTree(file).path("rules").forEach(rule -> rules.add((ObjectNode) rule));
            return rules;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
