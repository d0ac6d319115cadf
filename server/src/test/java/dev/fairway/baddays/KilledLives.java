package dev.fairway.baddays;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.baddays.ExposedResource.Turn;
import dev.fairway.postgres.Await;
import dev.fairway.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/**
 * The lives of resources at the same time. In each turn of them everything stops at one request for each, picked by a seed, and
 * Fairway is killed when all have come to theirs.
 */
final class KilledLives implements AutoCloseable {

    private static final long SEED = 20_261_129L;

    private final Random random = new Random(SEED);
    private final Path home;
    private final Map<String, String> settings;
    private final List<ExposedResource> living;
    private final Map<String, Throwable> failures = new HashMap<>();
    private Product product;

    /** @param resources those whose servers wait longest for an answer first: they are asked for in this order */
    KilledLives(Path home, List<ExposedResource> resources) throws IOException {
        this.home = home;
        living = new ArrayList<>(resources);
        settings = new HashMap<>(Map.of(
                "FAIRWAY_DATABASE_URL", TestPostgres.freshDatabase(),
                "FAIRWAY_DATABASE_USER", TestPostgres.user(),
                "FAIRWAY_DATABASE_PASSWORD", TestPostgres.password(),
                "FAIRWAY_SECRET_KEY", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="));
        living.forEach(one -> settings.putAll(one.needs()));
        product = Product.in(home, settings);
        Api admin = product.admin();
        admin.post("/v1/teams", "{'name': 'team-quay'}");
        each(living, one -> connect(admin, one));
    }

    private interface Step {
        void with(ExposedResource one) throws Exception;
    }

    /** Whose step fails has no further ones. */
    private List<ExposedResource> each(List<ExposedResource> those, Step step) {
        List<ExposedResource> left = new ArrayList<>();
        for (ExposedResource one : List.copyOf(those)) {
            try {
                step.with(one);
                left.add(one);
            } catch (Exception | AssertionError failure) {
                failures.put(one.kind, failure);
                living.remove(one);
            }
        }
        return left;
    }

    /** @return why the lives of some were not as they should be, by kind of server */
    Map<String, Throwable> live() throws IOException, InterruptedException {
        for (int turn = 0; isLeft(turn); turn++) {
            killIn(turn);
        }
        return failures;
    }

    private boolean isLeft(int turn) {
        return living.stream().anyMatch(one -> one.turns().size() > turn);
    }

    private void killIn(int number) throws IOException, InterruptedException {
        Api before = product.admin();
        Map<ExposedResource, String> runs = new LinkedHashMap<>();
        List<ExposedResource> those = new ArrayList<>(living);
        those.removeIf(one -> one.turns().size() <= number);
        List<ExposedResource> asked =
                each(those, one -> runs.put(one, ask(before, one, one.turns().get(number))));
        product.kill();
        those.forEach(one -> one.boundary.open());
        product = Product.in(home, settings);
        Api again = product.admin();
        each(asked, one -> {
            Turn turn = one.turns().get(number);
            String run = Objects.requireNonNull(runs.get(one));
            Await.until("the end of " + turn.action(), () -> hasEnded(again, run));
            assertSucceeded(again, run);
            turn.look().at(again);
        });
    }

    private static void connect(Api admin, ExposedResource one) {
        one.prepare(admin);
        Reply connected = admin.post("/v1/resource-servers", """
                {'identifier': '%1$s', 'title': '%1$s', 'kind': '%1$s', 'region': 'eu', 'environments': ['development'],
                 'settings': %2$s}""".formatted(one.kind, one.settings()));
        assertThat(connected.status()).as(connected.text()).isEqualTo(201);
    }

    /** @return the run, once everything has stopped at a request of it */
    private String ask(Api admin, ExposedResource one, Turn turn) throws InterruptedException {
        one.boundary.stopAt(1 + random.nextInt(one.mostRequests()), random.nextBoolean());
        Reply asked = admin.post("/v1/actions/%s/runs".formatted(turn.action()), body(one, turn));
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        String run = asked.at("/run/id").stringValue();
        boolean isReached = one.boundary.awaitUnless(() -> hasEnded(admin, run));
        assertThat(isReached)
                .as("%s of %s reaches its boundary", turn.action(), one.name)
                .isTrue();
        return run;
    }

    private static String body(ExposedResource one, Turn turn) {
        return switch (turn.action()) {
            case "create_resource" ->
                """
                {'properties': {'type': '%s', 'name': '%s', 'team': 'team-quay', 'environment': 'development'%s}}""".formatted(one.type, one.name, turn.inputs().isEmpty() ? "" : ", " + turn.inputs());
            case "delete_resource" ->
                "{'entity': '%s', 'properties': {'confirmed': '%s'}}".formatted(one.identifier(), one.name);
            default -> "{'entity': '%s', 'properties': {%s}}".formatted(one.identifier(), turn.inputs());
        };
    }

    private static boolean hasEnded(Api admin, String run) {
        String status = admin.get("/v1/actions/runs/" + run).at("/run/status").asString("");
        return status.equals("SUCCESS") || status.equals("FAILURE");
    }

    /** It began once and ended once, as the audit log has it. */
    private static void assertSucceeded(Api admin, String run) {
        Reply ended = admin.get("/v1/actions/runs/" + run);
        assertThat(ended.at("/run/status").stringValue()).as(ended.text()).isEqualTo("SUCCESS");
        List<JsonNode> audits = admin.get("/v1/audit-log?limit=100&resources=run&identifier=" + run)
                .at("/audits")
                .valueStream()
                .toList();
        assertThat(audits)
                .filteredOn(audit -> audit.path("action").asString("").equals("CREATE"))
                .hasSize(1);
        assertThat(audits)
                .filteredOn(audit -> audit.at("/diff/after/status").asString("").equals("SUCCESS"))
                .hasSize(1);
    }

    @Override
    public void close() throws InterruptedException {
        product.close();
    }
}
