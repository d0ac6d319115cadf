package dev.fairway.selfservice.requests;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.selfservice.engine.Course;
import dev.fairway.selfservice.engine.OutsideReports;
import dev.fairway.selfservice.engine.OutsideReports.StepSaid;
import dev.fairway.selfservice.engine.StepAnswers;
import dev.fairway.selfservice.runs.Run;
import dev.fairway.selfservice.runs.RunLog;
import dev.fairway.selfservice.runs.RunLog.Level;
import dev.fairway.selfservice.runs.Runs;
import dev.fairway.selfservice.runs.Step;
import dev.fairway.selfservice.runs.Step.Result;
import dev.fairway.selfservice.runs.Steps;
import dev.fairway.shared.Choice;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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

/** Runs of workflows, and their steps, which the contract calls node runs. */
@RestController
@RequestMapping("/v1/workflows")
class WorkflowRunController {

    private static final int LONGEST_MESSAGE = 100_000;
    private static final int MOST_LINES = 1_000;
    private static final int MOST_FOUND = 100;

    /** @param nodeIdentifier of the trigger; may be left out where there is one */
    record StartBody(
            @Nullable String nodeIdentifier,
            @Nullable ObjectNode inputs,
            @Nullable String entity) {}

    record WorkflowRunAnswer(boolean ok, ObjectNode run) {}

    record NodeRunBody(
            @Nullable String status,
            @Nullable String result,
            @Nullable JsonNode output,
            @Nullable String externalRunId,
            @Nullable JsonNode links) {

        StepSaid said() {
            boolean isCompleted = "COMPLETED".equals(status);
            if (status != null && !isCompleted && !status.equals("IN_PROGRESS")) {
                throw new InvalidInput("status", "\"%s\" is not IN_PROGRESS or COMPLETED".formatted(status));
            }
            if (isCompleted && result == null) {
                throw new InvalidInput("result", "says how it ended: SUCCESS, FAILED or CANCELLED; it is missing");
            }
            return new StepSaid(
                    Choice.ofNullable(Result.class, "result", result),
                    output,
                    ReportCheck.text("externalRunId", externalRunId, ReportCheck.LONGEST_EXTERNAL_ID),
                    ReportCheck.labelledLinks("links", links));
        }
    }

    record NodeRunAnswer(boolean ok, ObjectNode nodeRun) {
        static NodeRunAnswer of(Step step) {
            return new NodeRunAnswer(true, step.json());
        }
    }

    record NodeRunsAnswer(boolean ok, List<ObjectNode> nodeRuns) {}

    record NodeLine(@Nullable String level, @Nullable String message) {}

    record NodeLinesBody(@Nullable List<@Nullable NodeLine> logs) {

        List<NodeLine> checked() {
            List<NodeLine> lines = logs == null
                    ? List.of()
                    : logs.stream().flatMap(Stream::ofNullable).toList();
            if (lines.isEmpty() || lines.size() > MOST_LINES) {
                throw new InvalidInput("logs", "has 1 to %,d lines".formatted(MOST_LINES));
            }
            lines.forEach(WorkflowRunController::check);
            return lines;
        }
    }

    record NodeLinesAnswer(boolean ok, List<RunLog.Line> logs) {}

    /** @param button its identifier; may be left out where there is one */
    record StepAnswerBody(@Nullable String button, @Nullable ObjectNode inputs) {}

    private final WorkflowStarts starts;
    private final Runs runs;
    private final Steps steps;
    private final Course course;
    private final OutsideReports reports;
    private final StepAnswers answers;

    WorkflowRunController(
            WorkflowStarts starts, Runs runs, Steps steps, Course course, OutsideReports reports, StepAnswers answers) {
        this.starts = starts;
        this.runs = runs;
        this.steps = steps;
        this.course = course;
        this.reports = reports;
        this.answers = answers;
    }

    /** Asks for a workflow by one of its self-service triggers. */
    @PostMapping("/{workflow}/runs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Requires(Permission.EXECUTE_ACTIONS)
    WorkflowRunAnswer start(@PathVariable String workflow, @RequestBody StartBody body, Actor actor) {
        ObjectNode inputs = body.inputs() == null ? Json.object() : body.inputs();
        Run run = starts.start(workflow, body.nodeIdentifier(), new Requests.Sent(inputs, body.entity()), actor);
        return new WorkflowRunAnswer(true, WorkflowRunJson.of(run, steps.of(run.id())));
    }

    /** One run of a workflow with its steps. */
    @GetMapping("/runs/{id}")
    @Requires(Permission.MEMBER)
    WorkflowRunAnswer get(@PathVariable String id, Actor actor) {
        Run run = runs.get(id, actor);
        return new WorkflowRunAnswer(true, WorkflowRunJson.of(run, steps.of(run.id())));
    }

    /** Steps that a program outside knows under an identifier of its own, newest first, at most 100. */
    @GetMapping("/nodes/runs")
    @Requires(Permission.REPORT_RUNS)
    NodeRunsAnswer find(
            @RequestParam(name = "external_run_id") String externalRunId,
            @RequestParam(required = false) @Nullable String include) {
        return new NodeRunsAnswer(
                true,
                steps.byExternalRunId(externalRunId, MOST_FOUND).stream()
                        .map(step -> json(step, "nodeConfig".equals(include)))
                        .toList());
    }

    private ObjectNode json(Step step, boolean withConfig) {
        return withConfig ? step.json(course.nodeOf(runs.get(step.run()), step).config()) : step.json();
    }

    /** Says how a step that is carried out elsewhere goes on, or how it has ended. */
    @PatchMapping("/nodes/runs/{id}")
    @Requires(Permission.REPORT_RUNS)
    NodeRunAnswer report(@PathVariable String id, @RequestBody NodeRunBody body, Actor actor) {
        return NodeRunAnswer.of(reports.take(id, body.said(), actor));
    }

    /** Adds lines about a step to the log of its run. */
    @PostMapping("/nodes/runs/{id}/logs")
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.REPORT_RUNS)
    NodeLinesAnswer addLines(@PathVariable String id, @RequestBody NodeLinesBody body, Actor actor) {
        List<RunLog.Line> added = new ArrayList<>();
        body.checked().forEach(line -> added.add(reports.add(id, level(line), String.valueOf(line.message()), actor)));
        return new NodeLinesAnswer(true, added);
    }

    private static void check(NodeLine line) {
        String message = line.message();
        if (message == null || message.length() > LONGEST_MESSAGE) {
            throw new InvalidInput("logs.message", "has at most %,d characters".formatted(LONGEST_MESSAGE));
        }
        level(line);
    }

    private static Level level(NodeLine line) {
        return line.level() == null ? Level.INFO : Choice.of(Level.class, "logs.level", line.level());
    }

    /** Says that a step which may have been lost had no effect: it is sent again. */
    @PostMapping("/nodes/runs/{id}/repeat")
    @Requires(Permission.REPORT_RUNS)
    NodeRunAnswer repeat(@PathVariable String id, Actor actor) {
        return NodeRunAnswer.of(reports.repeat(id, actor));
    }

    /** Answers a step that asks people. Each person answers once. */
    @PostMapping("/nodes/runs/{id}/answer")
    @Requires(Permission.MEMBER)
    NodeRunAnswer answer(@PathVariable String id, @RequestBody StepAnswerBody body, Actor actor) {
        ObjectNode inputs = body.inputs() == null ? Json.object() : body.inputs();
        return NodeRunAnswer.of(answers.answer(id, body.button(), inputs, actor));
    }
}
