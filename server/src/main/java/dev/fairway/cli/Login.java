package dev.fairway.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "login", description = "Keeps a personal token for a server; make one on the page of your account.")
final class Login extends Subcommand implements Runnable {

    @Parameters(paramLabel = "URL", description = "Where Fairway is, such as http://localhost:8080.")
    private String url;

    @Option(names = "--token-stdin", description = "Reads the token from standard input instead of asking for it.")
    private boolean reads;

    @Override
    public void run() {
        URI address = SignedIn.address(url);
        String token = token();
        String organisation = new Server(address, token)
                .get("/v1/organization")
                .at("/organization/name")
                .asString("");
        signedIn().keep(address, token);
        out().println("Signed in to %s at %s".formatted(organisation, address));
    }

    private String token() {
        Console console = System.console();
        if (reads || console == null) {
            return readLine();
        }
        char[] typed = console.readPassword("Personal token: ");
        return typed == null ? "" : new String(typed).strip();
    }

    private static String readLine() {
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (line == null || line.isBlank()) {
                throw new CliFailure("There was no token on standard input");
            }
            return line.strip();
        } catch (IOException failure) {
            throw new CliFailure("Standard input cannot be read", failure);
        }
    }
}
