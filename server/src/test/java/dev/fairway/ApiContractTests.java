package dev.fairway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The committed description of the API is what the server does, and nobody does more with it than they may. */
class ApiContractTests extends RunningFairway {

    private static final Path COMMITTED = Path.of("..", "api", "openapi.yaml");

    private static final Set<String> WITHOUT_SIGN_IN = Set.of("POST /v1/auth/access_token", "POST /v1/auth/session");

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** An operation and an address of it in which nothing is there. */
    private record Operation(String method, String path, String url) {
        String name() {
            return method + " " + path;
        }
    }

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
    }

    @Test
    void refusesAnonymousCallersEverywhere() {
        List<Operation> operations = operations();
        assertThat(operations).hasSizeGreaterThan(60);
        for (Operation operation : operations) {
            if (!WITHOUT_SIGN_IN.contains(operation.name())) {
                assertThat(call(anonymous, operation)).as(operation.name()).isEqualTo(401);
            }
        }
    }

    @Test
    void refusesMembersWhatIsForAdministrators() {
        Api member = member();
        List<String> open = new ArrayList<>();
        for (Operation operation : operations()) {
            boolean admins = operation.path().startsWith("/v1/credentials")
                    || operation.path().startsWith("/v1/organization/secrets")
                    || operation.path().startsWith("/v1/sidebars/catalog/folders")
                    || (operation.path().startsWith("/v1/users")
                            && !operation.method().equals("GET"))
                    || (operation.path().startsWith("/v1/teams")
                            && !operation.method().equals("GET"));
            if (admins && call(member, operation) != 403) {
                open.add(operation.name());
            }
        }
        assertThat(open).isEmpty();
    }

    private List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        JsonNode paths = anonymous.get("/v3/api-docs").at("/paths");
        paths.properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (METHODS.contains(method.getKey()) && path.getKey().startsWith("/v1/")) {
                        String url = path.getKey()
                                .replaceAll("\\{id}", "00000000-0000-0000-0000-000000000000")
                                .replaceAll("\\{\\w+}", "nothing");
                        operations.add(new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), url));
                    }
                }));
        return operations;
    }

    private static int call(Api caller, Operation operation) {
        boolean hasBody =
                !operation.method().equals("GET") && !operation.method().equals("DELETE");
        return caller.call(operation.method(), operation.url(), hasBody ? "{}" : null)
                .status();
    }
}
