package dev.fairway.selfservice.engine;

import dev.fairway.access.Actor;
import dev.fairway.selfservice.executors.Outcome;
import dev.fairway.selfservice.executors.Outcome.Kind;
import dev.fairway.selfservice.forms.FilledForm;
import dev.fairway.selfservice.forms.Forms;
import dev.fairway.selfservice.runs.Questions;
import dev.fairway.selfservice.runs.Run;
import dev.fairway.selfservice.runs.RunLog.Level;
import dev.fairway.selfservice.runs.RunReports;
import dev.fairway.selfservice.runs.Runs;
import dev.fairway.selfservice.runs.Step;
import dev.fairway.selfservice.runs.Step.Result;
import dev.fairway.selfservice.runs.Step.State;
import dev.fairway.selfservice.runs.Steps;
import dev.fairway.selfservice.workflows.InputNode;
import dev.fairway.selfservice.workflows.InputNode.Outlet;
import dev.fairway.selfservice.workflows.NodeType;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** Takes what people answer to steps that ask them; enough presses of a button let the step go on. */
@Component
public class StepAnswers {

    private final Runs runs;
    private final Steps steps;
    private final Questions questions;
    private final Forms forms;
    private final Course course;
    private final RunReports reports;

    StepAnswers(Runs runs, Steps steps, Questions questions, Forms forms, Course course, RunReports reports) {
        this.runs = runs;
        this.steps = steps;
        this.questions = questions;
        this.forms = forms;
        this.course = course;
        this.reports = reports;
    }

    /**
     * @param pressed identifier of the button; null for the only one
     * @throws Refused when they are not asked
     * @throws Conflict when the step waits for nobody any more, or they have answered
     */
    @Transactional
    public Step answer(String id, @Nullable String pressed, ObjectNode values, Actor actor) {
        Run run = lock(id, actor);
        Step step = steps.get(id);
        if (course.nodeOf(run, step).type() != NodeType.INPUT || step.progress().state() != State.OPEN) {
            throw new Conflict(
                    "waits_for_nobody", "\"%s\" waits for no answer, or not any more".formatted(id), Map.of("id", id));
        }
        if (!questions.mayAnswer(step, actor)) {
            throw new Refused("%s is not asked here; the page of the run says who is".formatted(actor.name()));
        }
        InputNode input = InputNode.of(course.nodeOf(run, step));
        String button = button(input, pressed);
        FilledForm form = forms.fill(input.form(), values, null, actor).accepted();
        if (!questions.answer(step, actor, button, form.values())) {
            throw new Conflict(
                    "answered_already",
                    "%s has answered \"%s\" already".formatted(actor.name(), id),
                    Map.of("id", id, "person", actor.name()));
        }
        reports.say(run, step, Level.INFO, "%s answered: %s".formatted(actor.name(), button));
        outlet(input, step, button).ifPresent(outlet -> goOn(run, step, outlet, button, form.values(), actor));
        return steps.get(id);
    }

    /** There is nothing to answer for those who may not see the run. */
    private Run lock(String id, Actor actor) {
        NotFound nothing = new NotFound("step", "id", id);
        String run = steps.find(id).orElseThrow(() -> nothing).run();
        if (!runs.isVisible(run, actor)) {
            throw nothing;
        }
        return runs.lock(run).orElseThrow(() -> nothing);
    }

    private static String button(InputNode input, @Nullable String pressed) {
        String button =
                pressed == null && input.buttons().size() == 1 ? input.buttons().getFirst() : String.valueOf(pressed);
        if (!input.buttons().contains(button)) {
            throw new InvalidInput(
                    "button", "\"%s\" is not one of %s".formatted(button, String.join(", ", input.buttons())));
        }
        return button;
    }

    /** The one that enough people pressed the button of; present without a name where the button leads to none. */
    private Optional<Optional<String>> outlet(InputNode input, Step step, String button) {
        List<Outlet> ofButton = input.outlets().stream()
                .filter(outlet -> outlet.button().equals(button))
                .toList();
        if (ofButton.isEmpty()) {
            return Optional.of(Optional.empty());
        }
        long presses = questions.of(step).stream()
                .filter(answer -> answer.button().equals(button))
                .count();
        return ofButton.stream()
                .filter(outlet -> presses >= outlet.needed())
                .findFirst()
                .map(outlet -> Optional.of(outlet.identifier()));
    }

    private void goOn(Run run, Step step, Optional<String> outlet, String button, ObjectNode inputs, Actor actor) {
        ObjectNode output = Json.object().put("button", button).put("by", actor.name());
        output.set("inputs", inputs);
        String message = outlet.map("Goes on by \"%s\""::formatted).orElse("Goes on");
        Step answered = step.with(
                step.work().withOutlet(outlet.orElse(null)).withOutput(output).withMessage(message));
        course.end(run, answered, Result.SUCCESS, new Outcome(Kind.NOT_TAKEN, output, message));
    }
}
