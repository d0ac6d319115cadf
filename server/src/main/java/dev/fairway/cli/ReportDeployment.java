package dev.fairway.cli;

import dev.fairway.shared.Json;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "deployment", description = "Reports how a deployment stands that something else carried out.")
final class ReportDeployment extends Subcommand implements Callable<Integer> {

    @Parameters(paramLabel = "SERVICE", description = "What was deployed.")
    private String service;

    @Option(names = "--environment", required = true, description = "Where.")
    private String environment = "";

    @Option(names = "--tag", required = true, description = "Of its image.")
    private String tag = "";

    @Option(names = "--digest", description = "Of its image.")
    private @Nullable String digest;

    @Option(names = "--commit", description = "Of its source.")
    private @Nullable String commit;

    @Option(names = "--failed", description = "It does not run.")
    private boolean isFailed;

    @Option(names = "--message", description = "A sentence on how it stands.")
    private @Nullable String message;

    @Option(names = "--workflow", paramLabel = "ADDRESS", description = "Where the build is shown that made the image.")
    private @Nullable String workflow;

    @Override
    public Integer call() {
        ObjectNode body =
                Json.object().put("environment", environment).put("tag", tag).put("digest", digest);
        body.put("commit", commit)
                .put("outcome", isFailed ? "FAILED" : "LIVE")
                .put("message", message)
                .put("workflow", workflow);
        JsonNode release = server().post("/v1/deliveries/%s/releases".formatted(Server.encoded(service)), body)
                .at("/release");
        out().println("Release %d of %s in %s: %s"
                .formatted(
                        release.path("number").asInt(0),
                        service,
                        environment,
                        release.path("state").asString("")));
        return ExitCode.OK;
    }
}
