package dev.fairway.baddays;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine is gone; a backup, an empty machine and a start bring everything back. */
class AnotherMachineTests {

    private static final List<String> EVERYTHING = List.of(
            "/v1/blueprints",
            "/v1/blueprints/thing/permissions",
            "/v1/blueprints/thing/entities",
            "/v1/blueprints/_team/entities",
            "/v1/pages",
            "/v1/teams",
            "/v1/organization",
            "/v1/organization/secrets",
            "/v1/audit-log");

    @Test
    void hasTheSameDataAfterBackupRestoreAndStart(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("monday.backup");
        Map<String, String> before;
        try (Product product = Product.in(folder.resolve("here"))) {
            fill(product.admin());
            before = everything(product.admin());
            assertThat(Product.console(folder.resolve("here"), "backup", file.toString()))
                    .contains("It holds the key");
        }
        assertThat(Product.console(folder.resolve("there"), "restore", file.toString()))
                .contains("Restored");
        try (Product product = Product.in(folder.resolve("there"))) {
            assertThat(everything(product.admin())).isEqualTo(before);
            assertThat(product.admin()
                            .post("/v1/blueprints/thing/entities", "{'identifier': 'new'}")
                            .status())
                    .isEqualTo(201);
        }
    }

    private static void fill(Api admin) {
        admin.post("/v1/teams", "{'name': 'Platform Team', 'description': 'Runs it'}");
        admin.post("/v1/organization/secrets", "{'secretName': 'token', 'secretValue': 'kept'}");
        admin.post("/v1/blueprints", """
                {'identifier': 'thing', 'schema': {'properties': {'n': {'type': 'number'}, 'o': {'type': 'object'}}},
                 'relations': {'next': {'target': 'thing'}},
                 'calculationProperties': {'twice': {'type': 'number', 'calculation': '.properties.n * 2'}}}""");
        admin.post("/v1/blueprints/thing/entities/bulk", """
                {'entities': [{'identifier': 'a', 'title': '한국어', 'team': 'Platform Team', 'properties': {'n': 1.50}},
                              {'identifier': 'b', 'properties': {'o': {'z': [], 'a': null}}, 'relations': {'next': 'a'}}]}""");
        admin.patch("/v1/blueprints/thing/entities/a", "{'properties': {'n': 2}}");
    }

    private static Map<String, String> everything(Api admin) {
        return EVERYTHING.stream()
                .collect(Collectors.toMap(path -> path, path -> admin.get(path).text()));
    }
}
