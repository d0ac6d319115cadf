package dev.fairway.selfservice.engine;

import dev.fairway.access.Actor;
import dev.fairway.access.IdempotencyKey;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** For integrations and agents, which fetch what they carry out. */
@RestController
@RequestMapping("/v1/actions/runs")
class ClaimController {

    private static final int MOST = 100;
    private static final int MOST_EXCEPTED = 1_000;
    private static final int LONGEST_NAME = 200;
    private static final long LONGEST_HIDDEN = Duration.ofHours(1).toMillis();
    private static final long USUAL_HIDDEN = Duration.ofSeconds(90).toMillis();

    /** @param exclude identifiers of actions, or of nodes of workflows, that are not wanted */
    record ClaimBody(
            @Nullable String installationId,
            @Nullable Integer limit,
            @Nullable Long visibilityTimeoutMs,
            @Nullable List<String> exclude) {

        String installation() {
            if (installationId == null || installationId.isBlank() || installationId.length() > LONGEST_NAME) {
                throw new InvalidInput(
                        "installationId", "names whoever fetches in 1 to %d characters".formatted(LONGEST_NAME));
            }
            return installationId;
        }

        List<String> excepted() {
            List<String> except = exclude == null ? List.of() : exclude;
            if (except.size() > MOST_EXCEPTED || !areNames(except)) {
                throw new InvalidInput("exclude", "are at most %,d identifiers".formatted(MOST_EXCEPTED));
            }
            return except;
        }

        int most() {
            int most = limit == null ? 1 : limit;
            if (most < 1 || most > MOST) {
                throw new InvalidInput("limit", "%d is not between 1 and %d".formatted(most, MOST));
            }
            return most;
        }

        Duration hidden() {
            long millis = visibilityTimeoutMs == null ? USUAL_HIDDEN : visibilityTimeoutMs;
            if (millis < 1 || millis > LONGEST_HIDDEN) {
                throw new InvalidInput(
                        "visibilityTimeoutMs", "%d is not between 1 and %,d".formatted(millis, LONGEST_HIDDEN));
            }
            return Duration.ofMillis(millis);
        }
    }

    private static boolean areNames(List<String> names) {
        return names.stream().allMatch(name -> name != null && name.length() <= LONGEST_NAME);
    }

    record ClaimAnswer(boolean ok, List<ObjectNode> runs) {}

    record AckBody(@Nullable String runId, @Nullable List<String> runIds) {

        List<String> ids() {
            List<String> ids = runIds == null ? runId == null ? List.of() : List.of(runId) : runIds;
            if (ids.isEmpty() || ids.size() > MOST || !areNames(ids)) {
                throw new InvalidInput(runIds == null ? "runId" : "runIds", "are 1 to %d ids of runs".formatted(MOST));
            }
            return ids;
        }
    }

    record AckAnswer(boolean ok, int ackedCount) {}

    record ResponseBody(@Nullable JsonNode response) {}

    record ResponseAnswer(boolean ok, ObjectNode run) {}

    private final Claims claims;
    private final OutsideReports reports;

    ClaimController(Claims claims, OutsideReports reports) {
        this.claims = claims;
        this.reports = reports;
    }

    /** The oldest runs that wait for an installation, hidden from others for a while. */
    @PostMapping("/claim-pending")
    @IdempotencyKey(IdempotencyKey.Use.IGNORED)
    @Requires(Permission.REPORT_RUNS)
    ClaimAnswer claim(@RequestBody ClaimBody body, Actor actor) {
        return new ClaimAnswer(
                true, claims.runs(body.installation(), body.excepted(), body.most(), body.hidden(), actor));
    }

    /** Takes runs that were claimed for good. */
    @PatchMapping("/ack")
    @Requires(Permission.REPORT_RUNS)
    AckAnswer acknowledge(@RequestBody AckBody body, Actor actor) {
        return new AckAnswer(true, claims.acknowledge(body.ids(), actor));
    }

    /** Keeps what the call of an agent was answered with. */
    @PatchMapping("/{id}/response")
    @Requires(Permission.REPORT_RUNS)
    ResponseAnswer respond(@PathVariable String id, @RequestBody ResponseBody body, Actor actor) {
        JsonNode response = body.response() == null ? Json.nothing() : body.response();
        return new ResponseAnswer(true, reports.answered(id, response, actor).json());
    }
}
