package dev.fairway.cli;

import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "list", description = "The entities of a blueprint, or the blueprints where none is named.")
final class ListEntities extends Subcommand implements Runnable {

    @Parameters(paramLabel = "BLUEPRINT", arity = "0..1", description = "Identifier of a blueprint, such as service.")
    private String blueprint = "";

    @Option(names = "--limit", defaultValue = "50", description = "How many at most (${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--search", description = "Only those in whose texts this is.")
    private String search = "";

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Override
    public void run() {
        Server server = server();
        JsonNode found = blueprint.isEmpty() ? server.get("/v1/blueprints").path("blueprints") : entities(server);
        if (json) {
            Output.json(out(), found);
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        found.forEach(one -> rows.add(List.of(
                Output.text(one, "identifier"),
                Output.text(one, "title"),
                String.join(", ", Json.texts(one.get("team"))))));
        Output.table(out(), List.of("IDENTIFIER", "TITLE", "TEAM"), rows);
    }

    private JsonNode entities(Server server) {
        ObjectNode body = Json.object().put("limit", limit);
        if (!search.isBlank()) {
            body.put("search", search);
        }
        return server.post("/v1/blueprints/%s/entities/top-search".formatted(Server.encoded(blueprint)), body)
                .path("entities");
    }
}
