package dev.fairway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "get", description = "One of them, as JSON.")
final class GetBlueprint extends Subcommand implements Runnable {

    @Parameters(paramLabel = "BLUEPRINT", description = "Its identifier.")
    private String blueprint;

    @Override
    public void run() {
        Output.json(
                out(),
                server().get("/v1/blueprints/" + Server.encoded(blueprint)).path("blueprint"));
    }
}
