package dev.fairway.selfservice.requests;

import dev.fairway.access.Actor;
import dev.fairway.catalog.Catalog;
import dev.fairway.selfservice.actions.Action;
import dev.fairway.selfservice.forms.FilledForm;
import dev.fairway.selfservice.requests.Requests.Prepared;
import dev.fairway.selfservice.requests.RunStarts.Via;
import dev.fairway.selfservice.runs.Judgement;
import dev.fairway.selfservice.runs.Run;
import dev.fairway.selfservice.runs.Run.Source;
import dev.fairway.selfservice.runs.Runs;
import dev.fairway.selfservice.spi.Plan;
import dev.fairway.shared.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Begins what follows by itself. It is judged by the same rules as what people ask for. */
@Component
public class AutomatedRuns {

    private final Runs runs;
    private final RunStarts starts;
    private final RequestJudge requestJudge;
    private final Catalog catalog;

    AutomatedRuns(Runs runs, RunStarts starts, RequestJudge requestJudge, Catalog catalog) {
        this.runs = runs;
        this.starts = starts;
        this.requestJudge = requestJudge;
        this.catalog = catalog;
    }

    /** @param denial why a rule forbids it; null when it goes on */
    public record Begun(String runId, @Nullable String denial) {}

    /**
     * In the transaction of the caller.
     *
     * @param event what its expressions see as {@code .event}
     * @param chain automations that led to it, itself included
     */
    public Begun begin(
            Action action, ObjectNode event, @Nullable String blueprint, @Nullable String entity, List<String> chain) {
        FilledForm form = new FilledForm(event, Map.of(), new FilledForm.Hidden(List.of(), List.of()), List.of());
        Prepared prepared =
                new Prepared(about(action, blueprint), form, entity(event, blueprint, entity), null, Plan.NONE);
        Judgement judgement = requestJudge.judge(prepared, Actor.SYSTEM, Source.AUTOMATION, Set.of());
        Run run = starts.start(prepared, judgement, Actor.SYSTEM, Via.chain(chain));
        return new Begun(
                run.id(), judgement.verdict().isDenied() ? judgement.verdict().reason() : null);
    }

    private static Action about(Action action, @Nullable String blueprint) {
        ObjectNode definition = action.definition().deepCopy();
        if (blueprint != null) {
            definition.withObject("trigger").put("blueprintIdentifier", blueprint);
        }
        return new Action(action.id(), action.identifier(), definition, action.permissions(), action.stamp());
    }

    /** As it is now, or as it was last. */
    private @Nullable ObjectNode entity(ObjectNode event, @Nullable String blueprint, @Nullable String entity) {
        if (blueprint == null || entity == null) {
            return null;
        }
        ObjectNode diff = Json.objectAt(event, "diff");
        ObjectNode last = Json.objectAt(diff, diff.path("after").isObject() ? "after" : "before");
        return catalog.hasBlueprint(blueprint)
                ? catalog.entity(blueprint, entity, Actor.SYSTEM).orElse(last)
                : last;
    }

    /** The automations that led to a run, in their order. */
    public List<String> chainOf(String run) {
        return runs.chainOf(run);
    }
}
