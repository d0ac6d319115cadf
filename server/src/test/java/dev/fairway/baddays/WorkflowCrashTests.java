package dev.fairway.baddays;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.RecordingServer;
import dev.fairway.RecordingServer.Answer;
import dev.fairway.RecordingServer.Request;
import dev.fairway.postgres.Await;
import dev.fairway.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * kill -9 at every boundary of a workflow of six steps with compensation. Some steps can be asked whether they happened, some
 * recognise what comes again, and of one nobody knows, so that a person looks.
 */
class WorkflowCrashTests {

    private static final long SEED = 20_261_123L;
    private static final int RUNS = 6;
    private static final List<String> FORWARD = List.of("s1", "s2", "s3", "s4", "s5", "s6");
    private static final List<String> BACK = List.of("u5", "u4", "u3", "u2", "u1");
    private static final String NOBODY_KNOWS = "s3";

    /** What the world outside has seen: one effect for each key, however often it comes. */
    private static final class World {

        private final Map<String, String> effects = new ConcurrentHashMap<>();
        private final Map<String, List<String>> orders = new ConcurrentHashMap<>();
        private final Map<String, Integer> arrivals = new ConcurrentHashMap<>();
        private final Deque<String> kills = new ArrayDeque<>();
        private volatile CountDownLatch reached = new CountDownLatch(1);

        /** A boundary is {@code s2 lost}, killed before the effect, or {@code s2 done}, killed behind it. */
        World(Random random) {
            List<String> boundaries = new ArrayList<>(FORWARD);
            boundaries.addAll(List.of("u4", "u2"));
            boundaries.forEach(step -> kills.add(step + (random.nextBoolean() ? " lost" : " done")));
        }

        Answer answer(Request request) {
            String[] parts = request.path().split("/");
            String key = parts.length > 3 ? parts[3] : request.headers().getOrDefault("idempotency-key", "");
            if (request.method().equals("GET")) {
                return effects.containsKey(key) ? Answer.of(200, "{}") : Answer.of(404, "");
            }
            String step = parts[1];
            boolean killsHere = isNext(step, key);
            boolean fails = step.equals("s6") && parts[2].endsWith("odd");
            boolean isLost = killsHere && kills.peek().endsWith("lost");
            if (!isLost) {
                happens(step, parts[2], fails ? key + " refused" : key);
            }
            if (killsHere) {
                reached.countDown();
                Await.until("the kill", () -> reached.getCount() == 1);
            }
            return Answer.of(fails ? 400 : 200, "{}");
        }

        private void happens(String step, String run, String key) {
            arrivals.merge(key, 1, Integer::sum);
            if (effects.putIfAbsent(key, step) == null) {
                orders.computeIfAbsent(run, name -> new CopyOnWriteArrayList<>())
                        .add(step);
            }
        }

        private synchronized boolean isNext(String step, String key) {
            return !kills.isEmpty()
                    && kills.peek().startsWith(step + " ")
                    && reached.getCount() == 1
                    && !effects.containsKey(key);
        }

        void awaitBoundary() throws InterruptedException {
            assertThat(reached.await(60, TimeUnit.SECONDS))
                    .as("reaches " + kills)
                    .isTrue();
        }

        synchronized void killed() {
            kills.poll();
            reached = new CountDownLatch(1);
        }
    }

    @Test
    void everyEffectHappensOnceHoweverOftenTheServerIsKilled(@TempDir Path home) throws Exception {
        World world = new World(new Random(SEED));
        try (RecordingServer outside = new RecordingServer(world::answer)) {
            Map<String, String> settings = Map.of(
                    "FAIRWAY_DATABASE_URL", TestPostgres.freshDatabase(),
                    "FAIRWAY_DATABASE_USER", TestPostgres.user(),
                    "FAIRWAY_DATABASE_PASSWORD", TestPostgres.password(),
                    "FAIRWAY_OUTBOUND_ALLOW", RecordingServer.ADDRESS,
                    "FAIRWAY_SECRET_KEY", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
            Product product = Product.in(home, settings);
            Map<String, String> runs = started(product.admin(), outside);
            while (!world.kills.isEmpty()) {
                Thread person = Thread.ofVirtual().start(person(product, world, runs));
                world.awaitBoundary();
                product.kill();
                world.killed();
                person.interrupt();
                person.join();
                product = Product.in(home, settings);
            }
            try (Product last = product) {
                Thread person = Thread.ofVirtual().start(person(last, world, runs));
                Await.until("the end of all runs", () -> runs.values().stream().allMatch(run -> hasEnded(last, run)));
                person.interrupt();
                person.join();
            }
            assertThat(world.orders).hasSize(RUNS);
            world.orders.forEach((run, order) -> assertThat(order)
                    .as(run)
                    .containsExactlyElementsOf(
                            run.endsWith("odd")
                                    ? Stream.concat(FORWARD.stream(), BACK.stream())
                                            .toList()
                                    : FORWARD));
            world.arrivals.forEach((key, count) -> {
                if (!isIdempotent(String.valueOf(world.effects.get(key))) && !key.endsWith(" refused")) {
                    assertThat(count).as(world.effects.get(key)).isEqualTo(1);
                }
            });
        }
    }

    private static boolean isIdempotent(String step) {
        return step.equals("s2") || step.equals("s5");
    }

    private static Map<String, String> started(Api admin, RecordingServer outside) {
        admin.post("/v1/workflows", workflow(outside));
        Map<String, String> runs = new LinkedHashMap<>();
        IntStream.range(0, RUNS).forEach(number -> {
            String name = "run-" + number + (number % 2 == 0 ? "-even" : "-odd");
            runs.put(
                    name,
                    admin.post("/v1/workflows/six/runs", "{'inputs': {'name': '%s'}}".formatted(name))
                            .at("/run/identifier")
                            .stringValue());
        });
        return runs;
    }

    private static String workflow(RecordingServer outside) {
        List<String> nodes = new ArrayList<>(
                List.of(
                        "{'identifier': 'ask', 'config': {'type': 'SELF_SERVE_TRIGGER', 'userInputs': {'properties': {'name': {'type': 'string'}}}}}"));
        List<String> connections = new ArrayList<>();
        String before = "ask";
        for (String step : FORWARD) {
            nodes.add(
                    "{'identifier': '%s', 'config': {'type': 'WEBHOOK', 'url': '%s'%s, 'compensation': {'type': 'WEBHOOK', 'url': '%s', 'observe': {'url': '%s'}}}}"
                            .formatted(
                                    step,
                                    outside.url("/" + step + "/{{ .inputs.name }}"),
                                    safety(step, outside),
                                    outside.url("/" + step.replace('s', 'u') + "/{{ .inputs.name }}"),
                                    asked(outside)));
            connections.add("{'sourceIdentifier': '%s', 'targetIdentifier': '%s'}".formatted(before, step));
            before = step;
        }
        return "{'identifier': 'six', 'nodes': [%s], 'connections': [%s]}"
                .formatted(String.join(",", nodes), String.join(",", connections));
    }

    private static String safety(String step, RecordingServer outside) {
        if (step.equals(NOBODY_KNOWS)) {
            return "";
        }
        return isIdempotent(step) ? ", 'idempotent': true" : ", 'observe': {'url': '%s'}".formatted(asked(outside));
    }

    private static String asked(RecordingServer outside) {
        return outside.url("/ask/any/{{ .workflowNodeRun.identifier }}");
    }

    /** Somebody who looks outside at what nobody knows, and says what they saw. */
    private static Runnable person(Product product, World world, Map<String, String> runs) {
        return () -> {
            try {
                Api admin = product.admin();
                while (!Thread.currentThread().isInterrupted()) {
                    runs.values().forEach(run -> unknown(admin, run).forEach(step -> say(admin, world, step)));
                }
            } catch (IllegalStateException killed) {
                // with its server
            }
        };
    }

    private static List<String> unknown(Api admin, String run) {
        return admin.get("/v1/workflows/runs/" + run)
                .at("/run/nodeRuns")
                .valueStream()
                .filter(step -> step.path("state").asString("").equals("UNKNOWN"))
                .map(step -> step.path("identifier").stringValue())
                .toList();
    }

    private static void say(Api admin, World world, String step) {
        String path = "/v1/workflows/nodes/runs/" + step;
        if (world.effects.containsKey(step)) {
            admin.patch(path, "{'status': 'COMPLETED', 'result': 'SUCCESS'}");
        } else {
            admin.post(path + "/repeat", "{}");
        }
    }

    private static boolean hasEnded(Product product, String run) {
        JsonNode found = product.admin().get("/v1/workflows/runs/" + run).body();
        return found.at("/run/status").asString("").equals("COMPLETED");
    }
}
