package dev.fairway.selfservice.requests;

import dev.fairway.access.Actor;
import dev.fairway.access.Actors;
import dev.fairway.catalog.Catalog;
import dev.fairway.selfservice.actions.Action;
import dev.fairway.selfservice.actions.ActionPermissions;
import dev.fairway.selfservice.actions.Actions;
import dev.fairway.selfservice.executors.Mask;
import dev.fairway.selfservice.forms.FilledForm;
import dev.fairway.selfservice.forms.Form;
import dev.fairway.selfservice.forms.Forms;
import dev.fairway.selfservice.policy.Verdict;
import dev.fairway.selfservice.requests.RunStarts.Via;
import dev.fairway.selfservice.runs.Judgement;
import dev.fairway.selfservice.runs.Run;
import dev.fairway.selfservice.runs.Run.Source;
import dev.fairway.selfservice.runs.Status;
import dev.fairway.selfservice.spi.Plan;
import dev.fairway.shared.Busy;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes requests: refuses what may not be or is wrong, and turns the rest into runs. */
@Service
class Requests {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    private static final int MOST_LOOKS = 120;

    private final Actions actions;
    private final Catalog catalog;
    private final Forms forms;
    private final RequestJudge requestJudge;
    private final RunStarts starts;
    private final Actors actors;
    private final Plans plans;

    Requests(
            Actions actions,
            Catalog catalog,
            Forms forms,
            RequestJudge requestJudge,
            RunStarts starts,
            Actors actors,
            Plans plans) {
        this.actions = actions;
        this.catalog = catalog;
        this.forms = forms;
        this.requestJudge = requestJudge;
        this.starts = starts;
        this.actors = actors;
        this.plans = plans;
    }

    /**
     * What somebody sent.
     *
     * @param entity identifier of the one it is about; null for a request about none
     * @param urgent why it cannot wait for approval; null when it can
     */
    record Sent(
            ObjectNode properties,
            @Nullable String entity,
            @Nullable String urgent) {

        private static final int LONGEST_REASON = 500;

        Sent {
            if (urgent != null && (urgent.isBlank() || urgent.length() > LONGEST_REASON)) {
                throw new InvalidInput(
                        "urgent", "says in 1 to %d characters why it cannot wait".formatted(LONGEST_REASON));
            }
        }

        Sent(ObjectNode properties, @Nullable String entity) {
            this(properties, entity, null);
        }
    }

    /** What a request would be: the form with its values worked out, the entity it is about, and what it would do. */
    record Prepared(
            Action action,
            FilledForm form,
            @Nullable ObjectNode entity,
            @Nullable String urgent,
            Plan plan) {}

    /**
     * @throws InvalidInput naming every wrong input; nothing was begun then
     * @throws Denied when a rule forbids it; the run is kept, so that everybody can read why
     */
    Run submit(String action, Sent sent, Actor actor, Via via) {
        Prepared prepared = planned(action, sent, actor);
        if (sent.urgent() != null && !ActionPermissions.mayGoAhead(prepared.action(), actor)) {
            throw new Refused("%s may not have \"%s\" carried out before it is approved; send it without urgent"
                    .formatted(actor.name(), action));
        }
        String hold = prepared.plan().hold();
        if (hold != null && sent.urgent() == null) {
            throw new Conflict("on_hold", hold, Map.of("action", action));
        }
        Judgement judgement = requestJudge.judge(prepared, actor, source(actor), Set.of());
        Run run = starts.start(prepared, judgement, actor, via);
        if (judgement.verdict().isDenied()) {
            throw new Denied(run, judgement.verdict());
        }
        return run;
    }

    /** Nobody approves what is still being found out: a request waits for it some seconds. */
    private Prepared planned(String action, Sent sent, Actor actor) {
        Prepared prepared = prepare(action, sent, actor);
        prepared.form().accepted();
        for (int look = 0; prepared.plan().isPending() && look < MOST_LOOKS; look++) {
            Pause.of(LOOK_AGAIN);
            prepared = prepare(action, sent, actor);
            prepared.form().accepted();
        }
        if (prepared.plan().isPending()) {
            throw new Busy("What this would do is still being found out; send it again in a minute");
        }
        return prepared;
    }

    /** The same as somebody else, which administrators may. */
    Run submitFor(String email, String action, Sent sent, Actor actor) {
        if (!actor.isAdmin()) {
            throw new Refused(
                    "%s may not ask for anything as \"%s\"; administrators may".formatted(actor.name(), email));
        }
        Actor other = actors.named(email, actor.origin()).orElseThrow(() -> new NotFound("user", "email", email));
        return submit(action, sent, other, Via.behalf(actor.name()));
    }

    /**
     * What would become of a request that is still being written: nothing is begun or kept. Rules that need an input
     * without a value wait for it.
     */
    RunPreview preview(String action, Sent sent, Actor actor) {
        return preview(action, sent, actor, source(actor), null);
    }

    /** @param at when it would be asked for; null for now */
    RunPreview preview(String identifier, Sent sent, Actor actor, Source source, @Nullable Instant at) {
        Action action = available(identifier, actor);
        boolean lacksEntity = needsEntity(action) && sent.entity() == null;
        ObjectNode entity = lacksEntity ? null : entityOf(action, sent, actor);
        if (!lacksEntity) {
            refuseOthers(action, entity, actor);
        }
        Prepared prepared = prepared(action, sent, entity, actor);
        FilledForm form = prepared.form();
        Set<String> awaited = new LinkedHashSet<>(form.awaited());
        if (lacksEntity) {
            awaited.add("entity");
        }
        Judgement judgement = at == null
                ? requestJudge.judge(prepared, actor, source, awaited)
                : requestJudge.judge(prepared, actor, source, awaited, at);
        boolean hasToWait = judgement.verdict().decision() == Verdict.Decision.NEEDS_APPROVAL
                || prepared.plan().hold() != null && !judgement.verdict().isDenied();
        boolean mayGoAhead = hasToWait && ActionPermissions.mayGoAhead(action, actor);
        return RunPreview.of(prepared, judgement, requestJudge, mayGoAhead);
    }

    /**
     * A request for what is still being written, as it would be if it was granted. It is kept nowhere and judged by nobody.
     *
     * @throws InvalidInput naming every wrong input
     */
    Run draft(Action action, Sent sent, Actor actor, Instant at) {
        boolean isAsked = "self-service".equals(Json.textAt(action.trigger(), "type"));
        ObjectNode entity = isAsked ? entityOf(action, sent, actor) : null;
        ObjectNode values = isAsked
                ? forms.fill(new Form(action.form()), sent.properties(), entity, actor)
                        .accepted()
                        .values()
                : sent.properties();
        Run.Request request = new Run.Request(
                RunStarts.about(action),
                action.invocation(),
                action.blueprint(),
                entity == null ? null : sent.entity(),
                null,
                isAsked ? source(actor) : Source.AUTOMATION,
                actor.name(),
                null,
                null,
                List.of(),
                null,
                at);
        return new Run(
                "dry-run",
                0,
                request,
                Mask.withStars(values, new Form(action.form()).secrets()),
                Json.object(),
                new Run.Progress(Status.IN_PROGRESS, null, null, at, actor.name(), null),
                new Run.Report(null, null, List.of(), null),
                null);
    }

    /** Also judges who asks for what; leaves what is wrong with the inputs to the caller. */
    private Prepared prepare(String identifier, Sent sent, Actor actor) {
        Action action = available(identifier, actor);
        ObjectNode entity = entityOf(action, sent, actor);
        refuseOthers(action, entity, actor);
        return prepared(action, sent, entity, actor);
    }

    private Prepared prepared(Action action, Sent sent, @Nullable ObjectNode entity, Actor actor) {
        FilledForm form = forms.fill(new Form(action.form()), sent.properties(), entity, actor);
        Plan plan = plans.of(action.invocation(), form.rightValues(), entity, actor);
        return new Prepared(action, form.with(plan.problems()), entity, sent.urgent(), plan);
    }

    private Action available(String identifier, Actor actor) {
        Action action = actions.offered(identifier);
        if (!"self-service".equals(Json.textAt(action.trigger(), "type"))) {
            throw new Conflict(
                    "is_automation",
                    "\"%s\" is an automation, which follows from its event and cannot be asked for"
                            .formatted(identifier),
                    Map.of("action", identifier));
        }
        if (!action.isPublished() && !actor.isAdmin()) {
            throw new NotFound("action", "identifier", identifier);
        }
        return action;
    }

    private static void refuseOthers(Action action, @Nullable ObjectNode entity, Actor actor) {
        List<String> owners = entity == null ? List.of() : Json.texts(entity.get("team"));
        if (!ActionPermissions.mayExecute(action, actor, owners)) {
            throw new Refused("%s may not execute \"%s\"; ask an administrator for the permission"
                    .formatted(actor.name(), action.identifier()));
        }
    }

    private static boolean needsEntity(Action action) {
        return !"CREATE".equals(Json.textAt(action.trigger(), "operation")) && action.blueprint() != null;
    }

    private @Nullable ObjectNode entityOf(Action action, Sent sent, Actor actor) {
        String blueprint = action.blueprint();
        if (blueprint == null || !needsEntity(action)) {
            return null;
        }
        String identifier = sent.entity();
        if (identifier == null) {
            throw new InvalidInput("entity", "names the %s that this is about; it is missing".formatted(blueprint));
        }
        ObjectNode entity = catalog.entity(blueprint, identifier, actor)
                .orElseThrow(() -> new NotFound("entity", "identifier", blueprint + "/" + identifier));
        JsonNode condition = action.trigger().get("condition");
        if (!Json.isNull(condition) && !catalog.matches(blueprint, identifier, condition, actor)) {
            throw new Conflict(
                    "not_available",
                    "\"%s\" is not available for \"%s\"; it is for what has %s"
                            .formatted(action.identifier(), identifier, ConditionWords.of(condition)),
                    Map.of("action", action.identifier(), "entity", identifier));
        }
        return entity;
    }

    private static Source source(Actor actor) {
        return actor.origin().equals("UI") ? Source.UI : Source.API;
    }
}
