package dev.fairway.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Set;
import picocli.CommandLine.ExitCode;
import tools.jackson.databind.JsonNode;

/** Prints what is said of a run until it has ended. */
final class Following {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int PAGE = 50;
    private static final Set<String> ENDS = Set.of("SUCCESS", "FAILURE", "DECLINED");

    private final Server server;
    private final PrintWriter out;
    private int printed;

    Following(Server server, PrintWriter out) {
        this.server = server;
        this.out = out;
    }

    /** @return the exit code: whether it succeeded */
    int until(String run) throws InterruptedException {
        String path = "/v1/actions/runs/" + Server.encoded(run);
        while (true) {
            JsonNode now = server.get(path).path("run");
            printNew(path);
            String status = Output.text(now, "status");
            if (ENDS.contains(status)) {
                out.println(
                        "%s  %s".formatted(status, Output.text(now, "summary")).stripTrailing());
                return status.equals("SUCCESS") ? ExitCode.OK : ExitCode.SOFTWARE;
            }
            Thread.sleep(PAUSE);
        }
    }

    /** What was written so far and not printed yet. */
    void printNew(String path) {
        JsonNode lines;
        do {
            lines = server.get("%s/logs?offset=%d&limit=%d".formatted(path, printed, PAGE))
                    .path("runLogs");
            lines.forEach(line ->
                    out.println("%s  %s".formatted(Output.text(line, "createdAt"), Output.text(line, "message"))));
            printed += lines.size();
        } while (lines.size() == PAGE);
        out.flush();
    }
}
