package dev.fairway.baddays;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.postgres.Await;
import dev.fairway.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The life of one resource during which Fairway is killed between itself and the server, at requests that a seed picks. */
final class KilledLife implements AutoCloseable {

    static final String RESOURCE = "ledger@development";

    private static final long SEED = 20_261_129L;

    private final Random random = new Random(SEED);
    private final Path home;
    private final Map<String, String> settings;
    private final Boundary boundary;
    private final int mostRequests;
    private Product product;

    /**
     * @param port of the server
     * @param mostRequests about as many as a turn of its life sends
     */
    KilledLife(Path home, int port, int mostRequests) throws IOException, InterruptedException {
        this.home = home;
        this.mostRequests = mostRequests;
        settings = Map.of(
                "FAIRWAY_DATABASE_URL", TestPostgres.freshDatabase(),
                "FAIRWAY_DATABASE_USER", TestPostgres.user(),
                "FAIRWAY_DATABASE_PASSWORD", TestPostgres.password(),
                "FAIRWAY_SECRET_KEY", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
        boundary = new Boundary(port);
        product = Product.in(home, settings);
    }

    /** @param more settings of the server beside its host and port */
    void connect(String kind, String more) {
        product.admin().post("/v1/teams", "{'name': 'team-quay'}");
        Reply connected = product.admin().post("/v1/resource-servers", """
                {'identifier': 'shared', 'title': 'Shared', 'kind': '%s', 'region': 'eu', 'environments': ['development'],
                 'settings': {'host': '127.0.0.1', 'port': %d, %s}}""".formatted(kind, boundary.port(), more));
        assertThat(connected.status()).as(connected.text()).isEqualTo(201);
    }

    void make(String type) throws IOException, InterruptedException {
        through(
                "create_resource",
                null,
                "'type': '%s', 'name': 'ledger', 'team': 'team-quay', 'environment': 'development'".formatted(type));
    }

    /** Asks for something about the resource. */
    void through(String action, String inputs) throws IOException, InterruptedException {
        through(action, RESOURCE, inputs);
    }

    /** Asks, kills at the boundary, starts again, and waits for the end. */
    private void through(String action, @Nullable String entity, String inputs)
            throws IOException, InterruptedException {
        boundary.stopAt(1 + random.nextInt(mostRequests), random.nextBoolean());
        Api before = product.admin();
        Reply asked = before.post(
                "/v1/actions/%s/runs".formatted(action),
                "{%s 'properties': {%s}}".formatted(entity == null ? "" : "'entity': '%s',".formatted(entity), inputs));
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        String run = "/v1/actions/runs/" + asked.at("/run/id").stringValue();
        boolean isReached = boundary.awaitUnless(() -> hasEnded(before, run));
        assertThat(isReached).as("%s reaches its boundary", action).isTrue();
        product.kill();
        boundary.open();
        product = Product.in(home, settings);
        Await.until("the end of " + action, () -> hasEnded(product.admin(), run));
        assertThat(product.admin().get(run).at("/run/status").stringValue())
                .as(product.admin().get(run).text())
                .isEqualTo("SUCCESS");
    }

    private static boolean hasEnded(Api api, String run) {
        String status = api.get(run).at("/run/status").asString("");
        return status.equals("SUCCESS") || status.equals("FAILURE");
    }

    int resources() {
        return product.admin().get("/v1/resources").at("/resources").size();
    }

    Reply revealed(String role) {
        return product.admin().post("/v1/resources/%s/reveal".formatted(RESOURCE), "{'role': '%s'}".formatted(role));
    }

    @Override
    public void close() throws InterruptedException {
        product.close();
        boundary.close();
    }
}
