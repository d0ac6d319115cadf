package dev.fairway.selfservice.engine;

import dev.fairway.selfservice.runs.Questions;
import dev.fairway.selfservice.runs.Run;
import dev.fairway.selfservice.runs.RunLog.Level;
import dev.fairway.selfservice.runs.RunNotices;
import dev.fairway.selfservice.runs.RunReports;
import dev.fairway.selfservice.runs.RunScopes;
import dev.fairway.selfservice.runs.Step;
import dev.fairway.selfservice.runs.Steps;
import dev.fairway.selfservice.workflows.Node;
import dev.fairway.selfservice.workflows.NodeType;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Timestamps;
import dev.fairway.shared.jobs.Chores;
import dev.fairway.shared.jq.Template;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Steps that wait: for people, for a time, for a report from outside. */
@Component
class Waits {

    private final Steps steps;
    private final RunScopes scopes;
    private final RunReports reports;
    private final Questions questions;
    private final RunNotices notices;
    private final Chores chores;
    private final Clock clock;

    Waits(
            Steps steps,
            RunScopes scopes,
            RunReports reports,
            Questions questions,
            RunNotices notices,
            Chores chores,
            Clock clock) {
        this.steps = steps;
        this.scopes = scopes;
        this.reports = reports;
        this.questions = questions;
        this.notices = notices;
        this.chores = chores;
        this.clock = clock;
    }

    /** @throws InvalidInput when a timer waits for what is no time */
    void open(Run run, Step step, Node node) {
        Instant deadline = deadline(run, step, node);
        steps.keep(step.with(step.progress().open(deadline)));
        if (node.type() == NodeType.INPUT) {
            questions.ask(run, step, node);
            notices.publish(run, "answer-needed", step.id(), questions.asked(step), Map.of("step", node.title()));
        }
        reports.say(run, step, Level.INFO, sentence(node, deadline));
        if (deadline != null) {
            chores.add(Deadlines.KIND, step.id(), deadline);
        }
    }

    private static String sentence(Node node, @Nullable Instant deadline) {
        String until = deadline == null ? "" : " until " + Timestamps.format(deadline);
        return switch (node.type()) {
            case INPUT -> "Waits for an answer" + until;
            case TIMER -> "Waits" + until;
            default -> "Waits for a report from outside" + until;
        };
    }

    private @Nullable Instant deadline(Run run, Step step, Node node) {
        Instant now = clock.instant();
        if (node.type() != NodeType.TIMER) {
            return node.timeout().map(now::plus).orElse(null);
        }
        return node.duration().map(now::plus).orElseGet(() -> until(run, step, node));
    }

    private Instant until(Run run, Step step, Node node) {
        String written = String.valueOf(Json.textAt(node.config(), "until"));
        String text = Template.text(written, scopes.of(run, step, node).masked());
        try {
            return OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException none) {
            throw new InvalidInput(
                    "until", "\"%s\" is no time with an offset, such as 2030-01-31T09:00:00Z".formatted(text));
        }
    }
}
