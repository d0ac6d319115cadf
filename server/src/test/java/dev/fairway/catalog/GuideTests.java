package dev.fairway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import dev.fairway.shared.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the guide "Your first catalog in ten minutes" asks for works with the files that come along. */
class GuideTests extends RunningFairway {

    private static final Path GUIDE = Path.of("..", "docs", "guide");
    private static final Path LANDSCAPE = Path.of("..", "demo", "landscape", "landscape.yml");

    @Test
    void findsEveryProductOfTheLandscapeAndRefusesNone() throws IOException {
        for (JsonNode blueprint : Json.read(Files.readString(GUIDE.resolve("landscape-blueprints.json")))) {
            assertThat(admin.post("/v1/blueprints", blueprint.toString()).status())
                    .isEqualTo(201);
        }
        ObjectNode request = Json.object().put("format", "yaml").put("content", Files.readString(LANDSCAPE));
        request.set("mapping", Json.read(Files.readString(GUIDE.resolve("landscape-mapping.json"))));

        Reply preview = admin.post("/v1/imports/preview", request.toString().replace("'", "\\u0027"));

        assertThat(preview.at("/preview/refused").intValue()).as(preview.text()).isZero();
        assertThat(preview.at("/preview/create").intValue()).isEqualTo(15 + 80 + 2_412);
        assertThat(Files.size(LANDSCAPE)).isLessThan(1_000_000);
    }
}
