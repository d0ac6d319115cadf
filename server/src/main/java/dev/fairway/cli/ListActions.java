package dev.fairway.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "list", description = "What you can ask for.")
final class ListActions extends Subcommand implements Runnable {

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Override
    public void run() {
        JsonNode cards = server().get("/v1/self-service/cards").path("cards");
        if (json) {
            Output.json(out(), cards);
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        cards.forEach(card -> rows.add(List.of(
                Output.text(card, "identifier"), Output.text(card, "title"), Output.text(card, "description"))));
        Output.table(out(), List.of("ACTION", "TITLE", "WHAT IT DOES"), rows);
    }
}
