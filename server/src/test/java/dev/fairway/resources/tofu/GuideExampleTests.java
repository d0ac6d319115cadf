package dev.fairway.resources.tofu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The type that the guide writes. */
class GuideExampleTests extends OnTofu {

    private static final Path GUIDE = Path.of("..", "docs", "guide", "write-your-own-resource-type.md");

    @Test
    void worksAsItStandsThere() throws IOException {
        ObjectNode type = (ObjectNode) Json.read(block("json"));
        ObjectNode template = Json.objectAt(type, "template");
        assertThat(template.path("module").stringValue()).isEqualTo(block("hcl"));

        assertThat(admin.post("/v1/resource-types", type.toString()).status()).isEqualTo(201);
        Wanted wanted =
                new Wanted("res_guide", "shop-development", Json.object().put("length", 20), template);
        provisioner.apply(server("", 1), wanted, log::add);

        Login client = provisioner.issue(server("", 1), wanted, new Login("client", "", ""));
        assertThat(client.user()).startsWith("shop-development-");
        assertThat(client.password()).hasSize(20);
        assertThat(provisioner.url(server("", 1), wanted, client))
                .isEqualTo("API_CLIENT=%s\nAPI_KEY=%s".formatted(client.user(), client.password()));
    }

    /** The first of its language. */
    private static String block(String language) throws IOException {
        String guide = Files.readString(GUIDE);
        String begin = "```%s\n".formatted(language);
        int at = guide.indexOf(begin) + begin.length();
        return guide.substring(at, guide.indexOf("```", at));
    }
}
