package dev.fairway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The committed description of the API is what the server does. */
class ApiContractTests extends RunningFairway {

    private static final Path COMMITTED = Path.of("..", "api", "openapi.yaml");

    @Autowired
    private SchemasInDescription schemas;

    @Test
    void isDescribedByTheCommittedFile() throws IOException {
        String generated = anonymous.get("/v3/api-docs.yaml").text().replaceAll("http://127.0.0.1:\\d+", "/");
        if (!Files.exists(COMMITTED) || !Files.readString(COMMITTED).equals(generated)) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, generated);
            assertThat(false)
                    .as(
                            "api/openapi.yaml did not say what the server does; it has been written anew: look at the difference and commit it")
                    .isTrue();
        }
        assertThat(generated).startsWith("openapi: 3.1.0");
        assertThat(schemas.sharedNames())
                .as("records of one name in the description of the API; rename one")
                .isEmpty();
    }
}
