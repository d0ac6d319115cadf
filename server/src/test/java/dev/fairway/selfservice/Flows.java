package dev.fairway.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api.Reply;
import dev.fairway.RecordingServer;
import dev.fairway.RunningFairway;
import java.util.ArrayList;
import java.util.List;

/** Workflows that are asked for, and their runs. */
abstract class Flows extends RunningFairway {

    protected static final String TRIGGER = """
            {'identifier': 'ask', 'config': {'type': 'SELF_SERVE_TRIGGER', 'userInputs': {'properties': {
             'name': {'type': 'string'}, 'size': {'type': 'number', 'default': 1}}}}}""";

    protected static String timer(String identifier) {
        return "{'identifier': '%s', 'config': {'type': 'TIMER', 'duration': '0s'}}".formatted(identifier);
    }

    protected static String webhook(String identifier, RecordingServer outside, String path, String more) {
        return "{'identifier': '%s', 'config': {'type': 'WEBHOOK', 'url': '%s'%s}}"
                .formatted(identifier, outside.url(path), more.isEmpty() ? "" : ", " + more);
    }

    protected static String undo(RecordingServer outside, String path) {
        String node = path.replace("/undo-", "").replace("/unmake", "make");
        return "'compensation': {'type': 'WEBHOOK', 'url': '%s', 'synchronized': true, 'body': {'undo': '{{ .outputs.%s.body.at }}'}}"
                .formatted(outside.url(path), node);
    }

    protected String problems(List<String> nodes, List<String> ways) {
        return admin.post("/v1/workflows", written(unique("workflow"), nodes, ways))
                .at("/message")
                .asString("");
    }

    protected String workflow(List<String> nodes, List<String> ways) {
        String identifier = unique("workflow");
        Reply made = admin.post("/v1/workflows", written(identifier, nodes, ways));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return identifier;
    }

    /** @param ways {@code from to}, {@code from/outlet to} or {@code from!fallback to} */
    protected static String written(String identifier, List<String> nodes, List<String> ways) {
        List<String> all = new ArrayList<>(List.of(TRIGGER));
        all.addAll(nodes);
        List<String> connections = new ArrayList<>();
        for (String way : ways) {
            String[] ends = way.split(" ");
            String[] source = ends[0].split("[/!]");
            String more = ends[0].contains("/")
                    ? ", 'sourceOutletIdentifier': '%s'".formatted(source[1])
                    : ends[0].contains("!") ? ", 'fallback': true" : "";
            connections.add(
                    "{'sourceIdentifier': '%s', 'targetIdentifier': '%s'%s}".formatted(source[0], ends[1], more));
        }
        return "{'identifier': '%s', 'title': 'A workflow', 'nodes': [%s], 'connections': [%s]}"
                .formatted(identifier, String.join(", ", all), String.join(", ", connections));
    }

    protected Reply start(String workflow, String inputs) {
        return admin.post("/v1/workflows/%s/runs".formatted(workflow), "{'inputs': %s}".formatted(inputs));
    }

    protected static String idOf(Reply started) {
        assertThat(started.status()).as(started.text()).isEqualTo(202);
        return started.at("/run/identifier").stringValue();
    }

    protected String stepOf(Reply started, String node) {
        String path = "/v1/workflows/runs/" + idOf(started);
        return await().until(
                        () -> admin.get(path)
                                .at("/run/nodeRuns")
                                .valueStream()
                                .filter(step ->
                                        step.path("nodeUid").asString("").equals(node))
                                .map(step -> step.path("identifier").stringValue())
                                .findFirst()
                                .orElse(""),
                        found -> !found.isEmpty());
    }

    protected Reply ended(Reply started) {
        String path = "/v1/workflows/runs/" + idOf(started);
        return await().until(
                        () -> admin.get(path),
                        run -> run.at("/run/status").asString("").equals("COMPLETED"));
    }

    protected static List<String> results(Reply run) {
        return run.at("/run/nodeRuns")
                .valueStream()
                .map(step -> step.path("nodeUid").asString("") + " "
                        + step.path("result").asString(""))
                .toList();
    }
}
