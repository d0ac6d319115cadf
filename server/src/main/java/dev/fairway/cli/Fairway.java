package dev.fairway.cli;

import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Exit codes: 0 when it was done, 1 when the server refused it or a run failed, 2 when it was not understood. */
@Command(
        name = "fairway",
        description = "Finds, asks for and follows things in Fairway.",
        mixinStandardHelpOptions = true,
        version = "0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Login.class,
            RunAction.class,
            TestHere.class,
            Nouns.Action.class,
            Nouns.Request.class,
            Nouns.Blueprint.class,
            Nouns.Entity.class,
            Nouns.Report.class
        },
        footer = {
            "",
            "FAIRWAY_URL and FAIRWAY_TOKEN, or FAIRWAY_CLIENT_ID with FAIRWAY_CLIENT_SECRET, stand in for signing in."
        })
public final class Fairway implements Runnable {

    private final SignedIn signedIn;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** @param environment variables of the process @param file what signing in keeps */
    public Fairway(Map<String, String> environment, Path file) {
        signedIn = new SignedIn(environment, file);
    }

    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        System.exit(commandLine(new Fairway(environment, SignedIn.file(environment)))
                .execute(arguments));
    }

    /** The whole command, ready to be given arguments. */
    public static CommandLine commandLine(Fairway fairway) {
        return new CommandLine(fairway).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof CliFailure expected) {
                command.getErr().println(expected.reason());
                return CommandLine.ExitCode.SOFTWARE;
            }
            throw failure;
        });
    }

    SignedIn signedIn() {
        return signedIn;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: one of the commands below");
    }
}
