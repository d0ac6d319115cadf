package dev.fairway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "The log of a request.")
final class RequestLogs extends Subcommand implements Callable<Integer> {

    @Parameters(paramLabel = "REQUEST", description = "Its id, such as r_1f0c….")
    private String run;

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on until the run has ended.")
    private boolean follows;

    @Override
    public Integer call() throws InterruptedException {
        Following following = new Following(server(), out());
        if (follows) {
            return following.until(run);
        }
        following.printNew("/v1/actions/runs/" + Server.encoded(run));
        return ExitCode.OK;
    }
}
