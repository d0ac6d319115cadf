package dev.fairway.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "list", description = "The newest that you may see.")
final class ListRequests extends Subcommand implements Runnable {

    @Option(names = "--action", description = "Only those for this action.")
    private String action = "";

    @Option(names = "--limit", defaultValue = "20", description = "How many at most (${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Override
    public void run() {
        String only = action.isBlank() ? "" : "&action=" + Server.encoded(action);
        JsonNode runs = server().get("/v1/actions/runs?limit=%d%s".formatted(limit, only))
                .path("runs");
        if (json) {
            Output.json(out(), runs);
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        runs.forEach(run -> rows.add(List.of(
                Output.text(run, "id"),
                run.at("/action/identifier").asString(""),
                Output.text(run, "status"),
                Output.text(run, "createdBy"),
                Output.text(run, "summary"))));
        Output.table(out(), List.of("REQUEST", "ACTION", "STATUS", "ASKED BY", "RESULT"), rows);
    }
}
