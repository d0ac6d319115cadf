package dev.fairway.delivery;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Somebody whose pushes begin pipelines. */
abstract class OnPipelines extends OnChangeRequests {

    protected static final Duration LONG = Duration.ofSeconds(60);

    protected JsonNode ended(String branch) {
        return await().atMost(LONG)
                .until(
                        () -> newest(branch),
                        one -> one != null && !one.path("endedAt").isNull());
    }

    protected JsonNode newest(String branch) {
        return developer
                .api()
                .get("%s/pipelines?branch=%s".formatted(at(repository), branch))
                .at("/pipelines")
                .get(0);
    }

    protected String at(JsonNode pipeline) {
        return "%s/pipelines/%s".formatted(at(repository), pipeline.path("id").stringValue());
    }

    protected String log(JsonNode pipeline) {
        StringBuilder text = new StringBuilder();
        developer
                .api()
                .get(at(pipeline) + "/log")
                .at("/pieces")
                .forEach(piece -> text.append(piece.path("text").stringValue()));
        return text.toString();
    }

    protected static List<String> outcomes(JsonNode pipeline) {
        return pipeline.path("stages")
                .valueStream()
                .map(stage -> "%s %s"
                        .formatted(
                                stage.path("name").stringValue(),
                                stage.path("outcome").stringValue()))
                .toList();
    }
}
