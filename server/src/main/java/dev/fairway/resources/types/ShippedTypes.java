package dev.fairway.resources.types;

import dev.fairway.shared.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The types that come with Fairway, kept up to date at every start. */
@Component
@Order(1)
class ShippedTypes implements ApplicationRunner {

    private static final String FILES = "classpath*:resources/types/*.json";

    private final ResourceTypes types;

    ShippedTypes(ResourceTypes types) {
        this.types = types;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        for (Resource file : new PathMatchingResourcePatternResolver().getResources(FILES)) {
            types.ship((ObjectNode) Json.read(file.getContentAsString(StandardCharsets.UTF_8)));
        }
    }
}
