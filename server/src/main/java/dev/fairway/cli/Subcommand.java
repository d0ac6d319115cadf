package dev.fairway.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every command has: a server to speak to, and somewhere to print. */
@Command(mixinStandardHelpOptions = true)
abstract class Subcommand {

    @Spec
    private CommandSpec spec;

    SignedIn signedIn() {
        return ((Fairway) spec.root().userObject()).signedIn();
    }

    Server server() {
        return signedIn().server();
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
