package dev.fairway.delivery.pipelines;

import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.changes.ChangeRequests;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.pipelines.PipelineFile.Deploy;
import dev.fairway.delivery.pipelines.PipelineRun.Outcome;
import dev.fairway.delivery.releases.DeployEnvironment;
import dev.fairway.delivery.releases.Environments;
import dev.fairway.delivery.releases.Release;
import dev.fairway.delivery.releases.Releases;
import dev.fairway.delivery.releases.Service;
import dev.fairway.selfservice.spi.Requesting;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.PublicAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    private final Environments environments;
    private final ChangeRequests changes;
    private final Requesting requesting;
    private final PublicAddress own;

    DeployStage(
            Releases releases,
            Environments environments,
            ChangeRequests changes,
            Requesting requesting,
            PublicAddress own) {
        this.releases = releases;
        this.environments = environments;
        this.changes = changes;
        this.requesting = requesting;
        this.own = own;
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
            String digest = StageFiles.digest(folder, "deploy.digest", deploy.digest());
            return deploy.isPreview()
                    ? tried(deploy, run, repository, digest)
                    : deployed(deploy, run, repository, digest);
        } catch (PlatformException refused) {
            return new StageWork.Result(Outcome.FAILURE, refused.reason(), "");
        }
    }

    private StageWork.Result tried(
            Deploy deploy, PipelineRun run, HostedRepository repository, @Nullable String digest) {
        List<ChangeRequest> open = changes.openWith(repository.id(), run.commit());
        if (open.isEmpty()) {
            return new StageWork.Result(Outcome.SUCCESS, "No open change request has this commit", "");
        }
        String base = environments.all().stream()
                .filter(environment -> environment.previews() != null)
                .map(DeployEnvironment::name)
                .findFirst()
                .orElseThrow(() -> new InvalidInput(
                        "deploy.environment",
                        "change requests are tried nowhere yet; an administrator can switch that on"));
        List<String> asked = new ArrayList<>();
        for (ChangeRequest request : open) {
            Release.Slot slot = Release.Slot.ofPreview(deploy.service(), request.number());
            if (!hasIt(slot, tag(deploy, run), run.commit())) {
                ObjectNode inputs = inputs(deploy, run, repository, base, digest)
                        .put("preview", true)
                        .put("change", request.number());
                asked.add(requesting.ask("deploy_service", "", inputs));
            }
        }
        return new StageWork.Result(
                Outcome.SUCCESS,
                asked.isEmpty() ? "Its preview has it already" : "Asked for its preview: " + String.join(", ", asked),
                "");
    }

    private static String tag(Deploy deploy, PipelineRun run) {
        return deploy.tag().isEmpty() ? run.commit() : deploy.tag();
    }

    private boolean hasIt(Release.Slot slot, String tag, String commit) {
        return releases.newest(slot)
                .filter(newest -> isOf(newest.content().wanted(), tag, commit))
                .isPresent();
    }

    private ObjectNode inputs(
            Deploy deploy, PipelineRun run, HostedRepository repository, String environment, @Nullable String digest) {
        ObjectNode inputs = Json.object()
                .put("service", deploy.service())
                .put("environment", environment)
                .put("tag", tag(deploy, run))
                .put("commit", run.commit())
                .put("workflow", own.of("/repositories/%s/pipelines/%s".formatted(repository.name(), run.id())));
        if (digest != null) {
            inputs.put("digest", digest);
        }
        return inputs;
    }

    private StageWork.Result deployed(
            Deploy deploy, PipelineRun run, HostedRepository repository, @Nullable String digest) {
        Release.Slot slot = new Release.Slot(deploy.service(), deploy.environment());
        if (hasIt(slot, tag(deploy, run), run.commit())) {
            return new StageWork.Result(Outcome.SUCCESS, "%s has it already".formatted(slot), "");
        }
        String request =
                requesting.ask("deploy_service", "", inputs(deploy, run, repository, deploy.environment(), digest));
        return new StageWork.Result(Outcome.SUCCESS, "Asked for it in %s: request %s".formatted(slot, request), "");
    }

    private static boolean isOf(JsonNode wanted, String tag, String commit) {
        return tag.equals(Json.textAt(wanted.path("image"), "tag"))
                && commit.equals(Json.textAt(wanted.path("release"), "commit"));
    }
}
