package dev.fairway.cli;

import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "list", description = "Those of a blueprint.")
final class ListEntities extends Subcommand implements Runnable {

    @Parameters(paramLabel = "BLUEPRINT", description = "Identifier of a blueprint, such as service.")
    private String blueprint;

    @Option(names = "--limit", defaultValue = "50", description = "How many at most (${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--search", description = "Only those in whose texts this is.")
    private String search = "";

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Override
    public void run() {
        ObjectNode body = Json.object().put("limit", limit);
        if (!search.isBlank()) {
            body.put("search", search);
        }
        String path = "/v1/blueprints/%s/entities/top-search".formatted(Server.encoded(blueprint));
        JsonNode entities = server().post(path, body).path("entities");
        if (json) {
            Output.json(out(), entities);
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        entities.forEach(one -> rows.add(List.of(
                Output.text(one, "identifier"),
                Output.text(one, "title"),
                String.join(", ", Json.texts(one.get("team"))))));
        Output.table(out(), List.of("IDENTIFIER", "TITLE", "TEAM"), rows);
    }
}
