package dev.fairway.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "search", description = "Those of any blueprint, by their names and texts.")
final class FindEntities extends Subcommand implements Runnable {

    @Parameters(paramLabel = "TEXT", arity = "1..*", description = "What to look for.")
    private List<String> words;

    @Option(names = "--limit", defaultValue = "20", description = "How many at most (${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Override
    public void run() {
        String path = "/v1/search?q=%s&limit=%d".formatted(Server.encoded(String.join(" ", words)), limit);
        JsonNode results = server().get(path).path("results");
        if (json) {
            Output.json(out(), results);
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        results.forEach(one -> rows.add(
                List.of(Output.text(one, "blueprint"), Output.text(one, "identifier"), Output.text(one, "title"))));
        Output.table(out(), List.of("BLUEPRINT", "IDENTIFIER", "TITLE"), rows);
    }
}
