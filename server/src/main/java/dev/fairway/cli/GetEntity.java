package dev.fairway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "get", description = "One of them, as JSON.")
final class GetEntity extends Subcommand implements Runnable {

    @Parameters(index = "0", paramLabel = "BLUEPRINT", description = "Identifier of its blueprint.")
    private String blueprint;

    @Parameters(index = "1", paramLabel = "ENTITY", description = "Its identifier.")
    private String entity;

    @Override
    public void run() {
        String path = "/v1/blueprints/%s/entities/%s".formatted(Server.encoded(blueprint), Server.encoded(entity));
        Output.json(out(), server().get(path).path("entity"));
    }
}
