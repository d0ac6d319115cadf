package dev.fairway.cli;

import dev.fairway.shared.Json;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "tests",
        description =
                "Reports what tests of a commit came to; its change requests show it. Ends with 1 when a test failed.")
final class ReportTests extends Subcommand implements Callable<Integer> {

    private static final Pattern REPOSITORY = Pattern.compile("[^/\\s]+/[^/\\s]+");
    private static final int MOST_LOG = 200_000;

    @Parameters(paramLabel = "NAME", description = "Which tests of the commit, such as unit.")
    private String name;

    @Option(names = "--repository", required = true, paramLabel = "OWNER/NAME", description = "Whose commit it is.")
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

    @Override
    public Integer call() {
        if (!REPOSITORY.matcher(repository).matches()) {
            throw new CliFailure("--repository %s is no OWNER/NAME".formatted(repository));
        }
        ObjectNode body = Json.object().put("coverage", coverage).put("url", url);
        ArrayNode files = body.putArray("junit");
        junit.forEach(file -> files.add(text(file)));
        if (log != null) {
            String printed = text(log);
            body.put("log", printed.substring(Math.max(0, printed.length() - MOST_LOG)));
        }
        String[] whose = repository.split("/", 2);
        String path = "/v1/repositories/%s/%s/commits/%s/test-reports/%s"
                .formatted(
                        Server.encoded(whose[0]),
                        Server.encoded(whose[1]),
                        Server.encoded(commit),
                        Server.encoded(name));
        JsonNode counts = server().put(path, body).at("/report/counts");
        int tests = counts.path("tests").asInt(0);
        int failed = counts.path("failed").asInt(0);
        out().println("%,d tests, %,d failed, %,d skipped"
                .formatted(tests, failed, counts.path("skipped").asInt(0)));
        return failed == 0 && tests > 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException noText) {
            throw new CliFailure("%s is no text in UTF-8".formatted(file), noText);
        } catch (IOException failure) {
            throw new CliFailure("%s cannot be read".formatted(file), failure);
        }
    }
}
