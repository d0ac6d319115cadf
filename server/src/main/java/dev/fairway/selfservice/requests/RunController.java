package dev.fairway.selfservice.requests;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.selfservice.engine.OutsideReports;
import dev.fairway.selfservice.engine.OutsideReports.Said;
import dev.fairway.selfservice.requests.Approvals.Decision;
import dev.fairway.selfservice.requests.RunStarts.Via;
import dev.fairway.selfservice.runs.Run;
import dev.fairway.selfservice.runs.RunFilter;
import dev.fairway.selfservice.runs.RunLog;
import dev.fairway.selfservice.runs.Runs;
import dev.fairway.selfservice.runs.Status;
import dev.fairway.selfservice.runs.Urgency;
import dev.fairway.shared.Choice;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Slice;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/v1/actions")
class RunController {

    private static final int MOST_RUNS = 1_000;
    private static final int MOST_LINES = 50;
    private static final int LONGEST_MESSAGE = 100_000;
    private static final int LONGEST_COMMENT = 2_000;

    /** @param link one address or a list of them */
    record ReportBody(
            @Nullable String status,
            @Nullable String statusLabel,
            @Nullable String summary,
            @Nullable String message,
            @Nullable JsonNode link,
            @Nullable String externalRunId) {

        Said said() {
            return new Said(
                    end(status, "status"),
                    ReportCheck.text("statusLabel", statusLabel, ReportCheck.LONGEST_LABEL),
                    ReportCheck.text("summary", summary, ReportCheck.LONGEST_SUMMARY),
                    ReportCheck.text("message", message, LONGEST_MESSAGE),
                    ReportCheck.links("link", link),
                    ReportCheck.text("externalRunId", externalRunId, ReportCheck.LONGEST_EXTERNAL_ID));
        }
    }

    record LogBody(
            @Nullable String message,
            @Nullable String terminationStatus,
            @Nullable String statusLabel) {

        String checked() {
            if (message == null || message.isBlank() || message.length() > LONGEST_MESSAGE) {
                throw new InvalidInput("message", "has 1 to %,d characters".formatted(LONGEST_MESSAGE));
            }
            ReportCheck.text("statusLabel", statusLabel, ReportCheck.LONGEST_LABEL);
            return message;
        }
    }

    /** @param status APPROVE or DECLINE */
    record DecisionBody(@Nullable String status, @Nullable String description) {

        Decision decision() {
            return Choice.of(Decision.class, "status", String.valueOf(status));
        }

        @Nullable
        String checkedComment() {
            if (description != null && description.length() > LONGEST_COMMENT) {
                throw new InvalidInput("description", "has at most %,d characters".formatted(LONGEST_COMMENT));
            }
            return description;
        }
    }

    record CancelBody(@Nullable String reason) {

        @Nullable
        String checkedReason() {
            if (reason != null && reason.length() > LONGEST_COMMENT) {
                throw new InvalidInput("reason", "has at most %,d characters".formatted(LONGEST_COMMENT));
            }
            return reason;
        }
    }

    record ReviewBody(@Nullable String comment) {

        String checked() {
            if (comment == null || comment.isBlank() || comment.length() > LONGEST_COMMENT) {
                throw new InvalidInput(
                        "comment", "says in 1 to %,d characters what you think of it".formatted(LONGEST_COMMENT));
            }
            return comment;
        }
    }

    /** @param preview what would become of the request */
    record RunPreviewAnswer(boolean ok, RunPreview preview) {}

    record RunAnswer(boolean ok, ObjectNode run) {
        static RunAnswer of(Run run) {
            return new RunAnswer(true, run.json());
        }
    }

    /** @param next the place behind which the next page begins; null on the last */
    record RunsAnswer(
            boolean ok, List<ObjectNode> runs, @Nullable Long next) {}

    record LogAnswer(boolean ok, RunLog.Line runLog) {}

    record LogsAnswer(boolean ok, List<RunLog.Line> runLogs) {}

    private final Requests requests;
    private final Runs runs;
    private final OutsideReports reports;
    private final Approvals approvals;
    private final RunLog log;
    private final RunDetails details;
    private final Urgency urgency;

    RunController(
            Requests requests,
            Runs runs,
            OutsideReports reports,
            Approvals approvals,
            RunLog log,
            RunDetails details,
            Urgency urgency) {
        this.requests = requests;
        this.runs = runs;
        this.reports = reports;
        this.approvals = approvals;
        this.log = log;
        this.details = details;
        this.urgency = urgency;
    }

    /** Asks for an action. The answer comes at once; the run is carried out in the background. */
    @PostMapping("/{action}/runs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Requires(Permission.EXECUTE_ACTIONS)
    RunAnswer submit(
            @PathVariable String action,
            @RequestParam(name = "run_as", required = false) @Nullable String runAs,
            @RequestBody ObjectNode body,
            Actor actor) {
        Requests.Sent sent = sent(body);
        if (runAs == null || runAs.isBlank() || runAs.equals(actor.name())) {
            return RunAnswer.of(requests.submit(action, sent, actor, Via.THEMSELVES));
        }
        return RunAnswer.of(requests.submitFor(runAs, action, sent, actor));
    }

    /** What would become of a request: the form with these values, what is wrong with them, and what the rules say. */
    @PostMapping("/{action}/preview")
    @Requires(Permission.EXECUTE_ACTIONS)
    RunPreviewAnswer preview(@PathVariable String action, @RequestBody ObjectNode body, Actor actor) {
        return new RunPreviewAnswer(true, requests.preview(action, sent(body), actor));
    }

    private static Requests.Sent sent(ObjectNode body) {
        JsonNode properties = body.get("properties");
        if (!Json.isNull(properties) && !properties.isObject()) {
            throw new InvalidInput("properties", "are values by the names of inputs; send an object");
        }
        List.of("entity", "urgent").forEach(field -> {
            if (!Json.isNull(body.get(field)) && !body.get(field).isString()) {
                throw new InvalidInput(field, "is no text");
            }
        });
        return new Requests.Sent(
                Json.objectAt(body, "properties"), Json.textAt(body, "entity"), Json.textAt(body, "urgent"));
    }

    /** The newest runs that the filters admit. */
    @GetMapping("/runs")
    @Requires(Permission.MEMBER)
    RunsAnswer list(
            RunFilter filter,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") int limit,
            Actor actor) {
        Slice<Run, Long> page =
                Slice.of(limit, MOST_RUNS, many -> runs.newest(filter, actor, before, many), Run::place);
        return new RunsAnswer(true, page.map(Run::json), page.next());
    }

    /** One run: what was asked for, by whom, and what became of it. */
    @GetMapping("/runs/{id}")
    @Requires(Permission.MEMBER)
    RunAnswer get(@PathVariable String id, Actor actor) {
        return new RunAnswer(true, details.of(runs.get(id, actor), actor));
    }

    /** Says how a run that is carried out elsewhere goes on, or how it has ended. */
    @PatchMapping("/runs/{id}")
    @Requires(Permission.REPORT_RUNS)
    RunAnswer report(@PathVariable String id, @RequestBody ReportBody body, Actor actor) {
        return RunAnswer.of(reports.take(id, body.said(), actor));
    }

    /** Approves or declines a run that waits for it. */
    @PatchMapping("/runs/{id}/approval")
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.MEMBER)
    RunAnswer decide(@PathVariable String id, @RequestBody DecisionBody body, Actor actor) {
        runs.get(id, actor);
        return RunAnswer.of(approvals.decide(id, body.decision(), body.checkedComment(), actor));
    }

    /**
     * Takes a run back of which nothing was begun, or stops a workflow and undoes what it did: its requester may, and
     * administrators.
     */
    @PostMapping("/runs/{id}/cancel")
    @Requires(Permission.MEMBER)
    RunAnswer cancel(@PathVariable String id, @RequestBody CancelBody body, Actor actor) {
        runs.get(id, actor);
        return RunAnswer.of(reports.cancel(id, body.checkedReason(), actor));
    }

    /** Says of a run that was carried out before it was approved whether that was right. */
    @PostMapping("/runs/{id}/review")
    @Requires(Permission.MEMBER)
    RunAnswer review(@PathVariable String id, @RequestBody ReviewBody body, Actor actor) {
        runs.get(id, actor);
        return RunAnswer.of(urgency.review(id, body.checked(), actor));
    }

    /** Adds a line to the log of a run, and may end it. */
    @PostMapping("/runs/{id}/logs")
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.REPORT_RUNS)
    LogAnswer addLine(@PathVariable String id, @RequestBody LogBody body, Actor actor) {
        Status end = end(body.terminationStatus(), "terminationStatus");
        return new LogAnswer(true, reports.add(id, body.checked(), end, body.statusLabel(), actor));
    }

    /** The log of a run, oldest lines first. */
    @GetMapping("/runs/{id}/logs")
    @Requires(Permission.MEMBER)
    LogsAnswer lines(
            @PathVariable String id,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "50") int limit,
            Actor actor) {
        if (limit < 1 || limit > MOST_LINES || offset < 0) {
            throw new InvalidInput("limit", "is between 1 and %d, and offset at least 0".formatted(MOST_LINES));
        }
        return new LogsAnswer(true, log.lines(runs.get(id, actor).id(), offset, limit));
    }

    private static @Nullable Status end(@Nullable String said, String field) {
        if (said == null) {
            return null;
        }
        return switch (said) {
            case "SUCCESS" -> Status.SUCCESS;
            case "FAILURE" -> Status.FAILURE;
            default -> throw new InvalidInput(field, "\"%s\" is not SUCCESS or FAILURE".formatted(said));
        };
    }
}
