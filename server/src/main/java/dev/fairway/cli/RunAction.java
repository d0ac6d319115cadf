package dev.fairway.cli;

import dev.fairway.shared.Json;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "run", description = "Asks for an action, after saying what the rules say of it.")
final class RunAction extends Subcommand implements Callable<Integer> {

    @Parameters(paramLabel = "ACTION", description = "Identifier of the action; fairway action list shows them.")
    private String action;

    @Option(names = "--entity", description = "Identifier of the entity that it is about.")
    private String entity = "";

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A value of the form; may be given again and again.")
    private Map<String, String> given = new LinkedHashMap<>();

    @Option(names = "--dry-run", description = "Only says what would become of it.")
    private boolean isDry;

    @Option(
            names = {"-f", "--follow"},
            description = "Prints the log until the run has ended.")
    private boolean follows;

    @Override
    public Integer call() throws InterruptedException {
        Server server = server();
        PrintWriter out = out();
        String path = "/v1/actions/%s/".formatted(Server.encoded(action));
        ObjectNode request = request(server, path);
        JsonNode preview = server.post(path + "preview", request).path("preview");
        boolean isFine = explain(preview, out);
        if (isDry || !isFine) {
            return isFine ? ExitCode.OK : ExitCode.SOFTWARE;
        }
        JsonNode run = server.post(
                        path + "runs",
                        request,
                        Map.of("Idempotency-Key", UUID.randomUUID().toString()))
                .path("run");
        String id = Output.text(run, "id");
        out.println("%s  %s".formatted(id, Output.text(run, "status")));
        return follows ? new Following(server, out).until(id) : ExitCode.OK;
    }

    /** Texts stay texts where the form takes a text; anything else is read as JSON. */
    private ObjectNode request(Server server, String path) {
        ObjectNode request = Json.object();
        ObjectNode properties = request.putObject("properties");
        if (!entity.isBlank()) {
            request.put("entity", entity);
        }
        JsonNode inputs = server.post(path + "preview", request).at("/preview/inputs");
        given.forEach((name, value) -> {
            boolean isText = "string".equals(Output.text(inputs.path(name).path("schema"), "type"));
            properties.set(name, isText ? Json.text(value) : read(value));
        });
        return request;
    }

    private static JsonNode read(String value) {
        try {
            return Json.read(value);
        } catch (JacksonException text) {
            return Json.text(value);
        }
    }

    /** @return whether it may be sent */
    private static boolean explain(JsonNode preview, PrintWriter out) {
        preview.path("problems")
                .forEach(problem -> out.println("%s: %s"
                        .formatted(
                                Output.text(problem, "path").replaceFirst("^properties\\.", ""),
                                Output.text(problem, "message"))));
        JsonNode verdict = preview.path("verdict");
        verdict.path("rules").forEach(rule -> {
            if (!Output.text(rule, "message").isEmpty()) {
                out.println("%s: %s".formatted(Output.text(rule, "outcome"), Output.text(rule, "message")));
            }
        });
        return preview.path("problems").isEmpty() && !"DENIED".equals(Output.text(verdict, "decision"));
    }
}
