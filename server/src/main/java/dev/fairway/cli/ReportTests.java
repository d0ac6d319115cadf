package dev.fairway.cli;

import dev.fairway.shared.Json;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "tests",
        description =
                "Reports what tests of a commit came to; its change requests show it. Ends with 1 when a test failed.")
final class ReportTests extends Subcommand implements Callable<Integer> {

    private static final int MOST_LOG = 200_000;

    @Parameters(paramLabel = "NAME", description = "Which tests of the commit, such as unit.")
    private String name;

    @Option(
            names = "--repository",
            required = true,
            paramLabel = "OWNER/NAME|HOST:PATH",
            description = "Whose commit it is.")
    private String repository = "";

    @Option(names = "--commit", required = true, description = "In 40 hexadecimal digits.")
    private String commit = "";

    @Option(
            names = "--junit",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files with results, as JUnit writes them.")
    private List<Path> junit = List.of();

    @Option(names = "--log", paramLabel = "FILE", description = "What the tests printed; its end is shown.")
    private @Nullable Path log;

    @Option(names = "--coverage", paramLabel = "PERCENT", description = "Share of lines that were run.")
    private @Nullable Double coverage;

    @Option(names = "--url", description = "Where there is more.")
    private @Nullable String url;

    /** Which tests of which commit. @param repository as {@code owner/name}, or {@code host:path} of one at a Git host */
    record Target(String repository, String commit, String name) {

        String path(Server server) {
            return "%s/commits/%s/test-reports/%s"
                    .formatted(RepositoryPath.of(server, repository), Server.encoded(commit), Server.encoded(name));
        }
    }

    @Override
    public Integer call() {
        ObjectNode body = Json.object().put("coverage", coverage).put("url", url);
        List<String> files = junit.stream().map(ReportTests::text).toList();
        JsonNode counts =
                send(server(), new Target(repository, commit, name), body, files, log == null ? null : text(log));
        int tests = counts.path("tests").asInt(0);
        int failed = counts.path("failed").asInt(0);
        out().println("%,d tests, %,d failed, %,d skipped"
                .formatted(tests, failed, counts.path("skipped").asInt(0)));
        return failed == 0 && tests > 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** @param log its end is sent; null for none @return how many tests there are, failed and were skipped */
    static JsonNode send(Server server, Target target, ObjectNode body, List<String> junit, @Nullable String log) {
        body.set("junit", Json.array(junit));
        if (log != null) {
            body.put("log", log.substring(Math.max(0, log.length() - MOST_LOG)));
        }
        return server.put(target.path(server), body).at("/report/counts");
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException noText) {
            throw new CliFailure("%s is no text in UTF-8".formatted(file), noText);
        } catch (IOException failure) {
            throw new CliFailure("%s cannot be read".formatted(file), failure);
        }
    }
}
