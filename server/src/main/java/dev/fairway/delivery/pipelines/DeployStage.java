package dev.fairway.delivery.pipelines;

import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.pipelines.PipelineFile.Deploy;
import dev.fairway.delivery.pipelines.PipelineRun.Outcome;
import dev.fairway.delivery.releases.Release;
import dev.fairway.delivery.releases.Releases;
import dev.fairway.delivery.releases.Service;
import dev.fairway.selfservice.spi.Requesting;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.PlatformException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks for the version that a pipeline has built to be deployed, as a person would: rules, approvals and the checks of the platform
 * speak. A repository deploys the services that say they come from it, and no others.
 */
@Component
class DeployStage {

    private final Releases releases;
    private final Requesting requesting;

    DeployStage(Releases releases, Requesting requesting) {
        this.releases = releases;
        this.requesting = requesting;
    }

    /** Does nothing where the newest release is of this version already. */
    StageWork.Result run(Deploy deploy, PipelineRun run, HostedRepository repository, Path folder) {
        try {
            Service service = releases.getService(deploy.service());
            if (!repository.name().toString().equals(service.repository())) {
                throw new InvalidInput(
                        "deploy.service",
                        "%s comes from %s, not from this repository"
                                .formatted(service.name(), String.valueOf(service.repository())));
            }
            return deployed(deploy, run, StageFiles.digest(folder, "deploy.digest", deploy.digest()));
        } catch (PlatformException refused) {
            return new StageWork.Result(Outcome.FAILURE, refused.reason(), "");
        }
    }

    private StageWork.Result deployed(Deploy deploy, PipelineRun run, @Nullable String digest) {
        Release.Slot slot = new Release.Slot(deploy.service(), deploy.environment());
        String tag = deploy.tag().isEmpty() ? run.commit() : deploy.tag();
        boolean isThere = releases.newest(slot)
                .filter(newest -> isOf(newest.content().wanted(), tag, run.commit()))
                .isPresent();
        if (isThere) {
            return new StageWork.Result(Outcome.SUCCESS, "%s has it already".formatted(slot), "");
        }
        ObjectNode inputs = Json.object()
                .put("service", deploy.service())
                .put("environment", deploy.environment())
                .put("tag", tag)
                .put("commit", run.commit());
        if (digest != null) {
            inputs.put("digest", digest);
        }
        String request = requesting.ask("deploy_service", "", inputs);
        return new StageWork.Result(Outcome.SUCCESS, "Asked for it in %s: request %s".formatted(slot, request), "");
    }

    private static boolean isOf(JsonNode wanted, String tag, String commit) {
        return tag.equals(Json.textAt(wanted.path("image"), "tag"))
                && commit.equals(Json.textAt(wanted.path("release"), "commit"));
    }
}
