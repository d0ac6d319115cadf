package dev.fairway.baddays;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.postgres.Await;
import dev.fairway.postgres.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** kill -9 while a stage runs. */
class PipelineCrashTests {

    private static final String REPOSITORY = "/v1/repositories/team-quay/crane";

    @Test
    void aPipelineGoesOnAtItsStageAndNothingOfTheFirstAttemptIsLeft(@TempDir Path home) throws Exception {
        Map<String, String> settings = Map.of(
                "FAIRWAY_DATABASE_URL", TestPostgres.freshDatabase(),
                "FAIRWAY_DATABASE_USER", TestPostgres.user(),
                "FAIRWAY_DATABASE_PASSWORD", TestPostgres.password(),
                "FAIRWAY_SECRET_KEY", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
                "FAIRWAY_DELIVERY_RUNNER", "host");
        Path go = home.resolve("go");
        Product product = Product.in(home, settings);
        try {
            begin(product.admin(), home, go);
            Api first = product.admin();
            Await.until("the stage to print", () -> log(first).contains("lifting by "));
            long left = Long.parseLong(log(first).replaceAll("(?s).*lifting by (\\d+).*", "$1"));
            product.kill();
            assertThat(ProcessHandle.of(left)).as("outlives the server").isPresent();

            product = Product.in(home, settings);
            Api revived = product.admin();
            Await.until(
                    "the stage to begin again",
                    () -> log(revived).contains("[the server was stopped; this stage begins again]\nlifting by "));
            Await.until(
                    "the first attempt to be ended",
                    () -> ProcessHandle.of(left).filter(ProcessHandle::isAlive).isEmpty());
            Files.createFile(go);
            Await.until(
                    "the pipeline to pass",
                    () -> pipeline(revived).path("state").asString("").equals("SUCCESS"));

            assertThat(Files.readAllLines(home.resolve("built")))
                    .as("a stage that passed is not done again")
                    .hasSize(1);
            assertThat(pipeline(revived).path("attempt").intValue()).isEqualTo(2);
        } finally {
            product.close();
        }
    }

    private static void begin(Api admin, Path home, Path go) {
        admin.post("/v1/teams", "{'name': 'team-quay'}");
        admin.post("/v1/repositories", "{'owner': 'team-quay', 'name': 'crane', 'protection': {'enabled': false}}");
        Reply pushed = admin.post(REPOSITORY + "/commits", """
                {'message': 'Lift', 'files': [{'path': '.fairway/pipeline.yaml', 'content': 'stages:\\n  - name: build\\n    run: echo built >> %s/built\\n  - name: lift\\n    run: |\\n      echo lifting by $$\\n      while [ ! -f %s ]; do sleep 0.1; done\\n'}]}""".formatted(home, go));
        assertThat(pushed.status()).as(pushed.text()).isLessThan(300);
    }

    private static JsonNode pipeline(Api admin) {
        return admin.get(REPOSITORY + "/pipelines").at("/pipelines/0");
    }

    private static String log(Api admin) {
        StringBuilder text = new StringBuilder();
        admin.get("%s/pipelines/%s/log"
                        .formatted(REPOSITORY, pipeline(admin).path("id").asString("none")))
                .at("/pieces")
                .forEach(piece -> text.append(piece.path("text").asString("")));
        return text.toString();
    }
}
