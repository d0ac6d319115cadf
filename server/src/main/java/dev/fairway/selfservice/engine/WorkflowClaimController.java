package dev.fairway.selfservice.engine;

import dev.fairway.access.Actor;
import dev.fairway.access.IdempotencyKey;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.selfservice.engine.ClaimController.AckAnswer;
import dev.fairway.selfservice.engine.ClaimController.ClaimBody;
import dev.fairway.shared.InvalidInput;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** For integrations, which fetch the steps of workflows that they carry out. */
@RestController
@RequestMapping("/v1/workflows/runs")
class WorkflowClaimController {

    private static final int LONGEST_NAME = 200;

    record NodeClaimAnswer(boolean ok, List<ObjectNode> nodeRuns) {}

    record NodeAckBody(@Nullable String nodeRunIdentifier) {

        String checked() {
            if (nodeRunIdentifier == null || nodeRunIdentifier.isBlank() || nodeRunIdentifier.length() > LONGEST_NAME) {
                throw new InvalidInput(
                        "nodeRunIdentifier",
                        "names the step that is taken in 1 to %d characters".formatted(LONGEST_NAME));
            }
            return nodeRunIdentifier;
        }
    }

    private final Claims claims;

    WorkflowClaimController(Claims claims) {
        this.claims = claims;
    }

    /** The oldest steps that wait for an installation, hidden from others for a while. */
    @PostMapping("/claim-pending")
    @IdempotencyKey(IdempotencyKey.Use.IGNORED)
    @Requires(Permission.REPORT_RUNS)
    NodeClaimAnswer claim(@RequestBody ClaimBody body, Actor actor) {
        return new NodeClaimAnswer(
                true, claims.steps(body.installation(), body.excepted(), body.most(), body.hidden(), actor));
    }

    /** Takes a step that was claimed for good. */
    @PatchMapping("/ack")
    @Requires(Permission.REPORT_RUNS)
    AckAnswer acknowledge(@RequestBody NodeAckBody body, Actor actor) {
        return new AckAnswer(true, claims.acknowledge(List.of(body.checked()), actor));
    }
}
