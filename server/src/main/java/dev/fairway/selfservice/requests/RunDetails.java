package dev.fairway.selfservice.requests;

import dev.fairway.access.Actor;
import dev.fairway.selfservice.actions.Actions;
import dev.fairway.selfservice.runs.Demands;
import dev.fairway.selfservice.runs.Questions;
import dev.fairway.selfservice.runs.Run;
import dev.fairway.selfservice.runs.Runs;
import dev.fairway.selfservice.runs.Status;
import dev.fairway.selfservice.runs.Step;
import dev.fairway.selfservice.runs.Steps;
import dev.fairway.selfservice.runs.Urgency;
import dev.fairway.selfservice.workflows.Node;
import dev.fairway.selfservice.workflows.NodeType;
import dev.fairway.shared.Json;
import dev.fairway.shared.Timestamps;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One run as its page shows it: with the approvals that it needs, and what was decided so far. */
@Component
class RunDetails {

    private final Actions actions;
    private final Runs runs;
    private final Demands demands;
    private final Approvals approvals;
    private final Steps steps;
    private final Questions questions;
    private final Urgency urgency;

    RunDetails(
            Actions actions,
            Runs runs,
            Demands demands,
            Approvals approvals,
            Steps steps,
            Questions questions,
            Urgency urgency) {
        this.actions = actions;
        this.runs = runs;
        this.demands = demands;
        this.approvals = approvals;
        this.steps = steps;
        this.questions = questions;
        this.urgency = urgency;
    }

    ObjectNode of(Run run, Actor reader) {
        ObjectNode json = run.json();
        json.set("inputTitles", inputTitles(run));
        json.set("plan", runs.plan(run.id()));
        List<Approvals.Said> said = approvals.of(run.id());
        json.set("approval", latest(run, said));
        ObjectNode shown = Json.object();
        shown.put("mayDecide", approvals.mayDecide(run, reader));
        demands.numbered(run.id()).forEach(demand -> shown.withArray("demands").add(demand(demand, run)));
        said.forEach(one -> shown.withArray("decisions").add(decision(one)));
        json.set("approvals", shown);
        if (run.request().isWorkflow()) {
            addWorkflow(json, run, reader);
        }
        if (run.request().urgent() != null) {
            urgency.addTo(json, run, reader);
        }
        json.put("mayCancel", run.canBeCancelled() && (reader.isAdmin() || run.isOf(reader)));
        return json;
    }

    /** How the form of today calls the inputs; an action that is gone calls them nothing. */
    private ObjectNode inputTitles(Run run) {
        ObjectNode titles = Json.object();
        actions.findOffered(run.request().action())
                .map(action -> Json.objectAt(action.form(), "properties"))
                .ifPresent(inputs -> Json.fields(inputs).forEach((name, input) -> {
                    String title = Json.textAt(input, "title");
                    if (title != null) {
                        titles.put(name, title);
                    }
                }));
        return titles;
    }

    /** The graph as it was when it was asked for, and how far it is. */
    private void addWorkflow(ObjectNode json, Run run, Actor reader) {
        ObjectNode invocation = run.request().invocation();
        ObjectNode workflow = json.putObject("workflow");
        workflow.put("identifier", Json.textAt(invocation, "workflow"));
        workflow.put("version", invocation.path("version").asInt());
        workflow.set("nodes", invocation.path("nodes"));
        workflow.set("connections", invocation.path("connections"));
        List<Step> all = steps.of(run.id());
        ArrayNode shown = WorkflowRunJson.nodeRuns(run, all);
        for (int at = 0; at < all.size(); at++) {
            Node node = run.request().graph().node(all.get(at).node());
            if (node.type() == NodeType.INPUT) {
                ((ObjectNode) shown.get(at)).set("question", question(all.get(at), reader));
            }
        }
        json.set("nodeRuns", shown);
    }

    private ObjectNode question(Step step, Actor reader) {
        ObjectNode question = Json.object();
        List<Questions.Answer> answers = questions.of(step);
        boolean hasAnswered =
                answers.stream().anyMatch(answer -> answer.person().equals(reader.name()));
        boolean isOpen = step.progress().state() == Step.State.OPEN;
        question.put("mayAnswer", isOpen && !hasAnswered && questions.mayAnswer(step, reader));
        answers.forEach(answer -> question.withArray("answers").add(Json.MAPPER.<ObjectNode>valueToTree(answer)));
        return question;
    }

    private ObjectNode demand(Demands.Numbered demand, Run run) {
        ObjectNode json = Json.MAPPER.valueToTree(demand.demand());
        json.put("met", approvals.isMet(demand, run));
        return json;
    }

    private static ObjectNode decision(Approvals.Said said) {
        ObjectNode json = Json.object()
                .put("approver", said.approver())
                .put("approved", said.approved())
                .put("comment", said.comment())
                .put("at", Timestamps.format(said.at()));
        said.standsFor().forEach(json.putArray("standsFor")::add);
        return json;
    }

    /** As existing clients read it: the state and who brought it about. */
    private static ObjectNode latest(Run run, List<Approvals.Said> said) {
        ObjectNode json = Json.object();
        if (said.isEmpty()) {
            return json.put("state", run.verdict().path("approvals").isEmpty() ? null : "PENDING");
        }
        Approvals.Said last = said.getLast();
        boolean isOpen = run.progress().status() == Status.WAITING_FOR_APPROVAL;
        json.put("state", isOpen ? "PENDING" : last.approved() ? "APPROVED" : "DECLINED");
        json.put("description", last.comment());
        json.put("userId", last.approver());
        return json;
    }
}
