package dev.fairway.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "list", description = "All of them.")
final class ListBlueprints extends Subcommand implements Runnable {

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Override
    public void run() {
        JsonNode blueprints = server().get("/v1/blueprints").path("blueprints");
        if (json) {
            Output.json(out(), blueprints);
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        blueprints.forEach(one -> rows.add(
                List.of(Output.text(one, "identifier"), Output.text(one, "title"), Output.text(one, "description"))));
        Output.table(out(), List.of("IDENTIFIER", "TITLE", "WHAT IT IS"), rows);
    }
}
