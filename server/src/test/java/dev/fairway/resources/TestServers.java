package dev.fairway.resources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.postgres.TestPostgres;
import java.net.URI;

/** Real servers that tests connect. */
public final class TestServers {

    static final URI POSTGRES = URI.create(TestPostgres.freshDatabase().substring("jdbc:".length()));

    private TestServers() {}

    /** For all environments; where it is connected already, nothing happens. */
    public static void connectPostgres(Api admin) {
        if (admin.get("/v1/resource-servers/postgres-tests").status() == 404) {
            Reply made = admin.post("/v1/resource-servers", """
                    {'identifier': 'postgres-tests', 'title': 'Shared PostgreSQL', 'kind': 'postgresql', 'region': 'eu-central-1',
                     'environments': ['development', 'staging', 'production'],
                     'settings': {'host': '%s', 'port': %d, 'user': '%s', 'password': '%s', 'sslmode': 'disable'}}""".formatted(
                            POSTGRES.getHost(), POSTGRES.getPort(), TestPostgres.user(), TestPostgres.password()));
            assertThat(made.status()).as(made.text()).isEqualTo(201);
        }
    }
}
