package dev.fairway.cli;

import dev.fairway.shared.Json;
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
        name = "build",
        description = "Reports what a build made of a commit: an image, what is in it, and what scanners found.")
final class ReportBuild extends Subcommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "Which build of the commit, such as image.")
    private String name;

    @Option(
            names = "--repository",
            required = true,
            paramLabel = "OWNER/NAME|HOST:PATH",
            description = "Whose commit it is.")
    private String repository = "";

    @Option(names = "--commit", required = true, description = "In 40 hexadecimal digits.")
    private String commit = "";

    @Option(names = "--failed", description = "It came to nothing.")
    private boolean isFailed;

    @Option(names = "--image", paramLabel = "REPOSITORY", description = "Of the image, without its tag.")
    private @Nullable String image;

    @Option(names = "--tag", description = "Of the image; the commit where it is left out.")
    private @Nullable String tag;

    @Option(names = "--digest", description = "Of the image: sha256: and 64 hexadecimal digits.")
    private @Nullable String digest;

    @Option(names = "--sbom", paramLabel = "FILE", description = "Bill of materials, in the JSON of CycloneDX.")
    private @Nullable Path sbom;

    @Option(names = "--sarif", arity = "1..*", paramLabel = "FILE", description = "Findings, in SARIF 2.1.")
    private List<Path> sarif = List.of();

    @Option(names = "--seconds", description = "How long it took.")
    private @Nullable Double seconds;

    @Option(names = "--url", description = "Where there is more.")
    private @Nullable String url;

    @Override
    public Integer call() {
        if (image == null && (tag != null || digest != null)) {
            throw new CliFailure("--tag and --digest are of an --image; name it");
        }
        ObjectNode body = Json.object().put("outcome", isFailed ? "FAILURE" : "SUCCESS");
        body.put("seconds", seconds).put("url", url);
        if (image != null) {
            body.putObject("image").put("repository", image).put("tag", tag).put("digest", digest);
        }
        if (sbom != null) {
            body.put("sbom", ReportTests.text(sbom));
        }
        body.set("sarif", Json.array(sarif.stream().map(ReportTests::text).toList()));
        Server server = server();
        String path = "%s/commits/%s/builds/%s"
                .formatted(RepositoryPath.of(server, repository), Server.encoded(commit), Server.encoded(name));
        JsonNode scan = server.put(path, body).at("/build/scan");
        out().println("%s is reported".formatted(name));
        if (scan.isObject() && !scan.path("tools").isEmpty()) {
            out().println("%,d errors, %,d warnings"
                    .formatted(
                            scan.path("errors").asInt(0), scan.path("warnings").asInt(0)));
        }
        return ExitCode.OK;
    }
}
