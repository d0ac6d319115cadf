package dev.fairway.selfservice.requests;

import dev.fairway.access.Actor;
import dev.fairway.access.Team;
import dev.fairway.access.Teams;
import dev.fairway.catalog.Catalog;
import dev.fairway.selfservice.actions.Action;
import dev.fairway.selfservice.executors.Mask;
import dev.fairway.selfservice.forms.Form;
import dev.fairway.selfservice.policy.Demand;
import dev.fairway.selfservice.policy.Facts;
import dev.fairway.selfservice.policy.Judge;
import dev.fairway.selfservice.policy.Verdict.Spoken;
import dev.fairway.selfservice.requests.Requests.Prepared;
import dev.fairway.selfservice.requests.RunPreview.Planned;
import dev.fairway.selfservice.runs.Judgement;
import dev.fairway.selfservice.runs.Run;
import dev.fairway.selfservice.runs.Run.Source;
import dev.fairway.selfservice.runs.Runs;
import dev.fairway.selfservice.spi.Cost;
import dev.fairway.selfservice.spi.Plan;
import dev.fairway.shared.Json;
import dev.fairway.shared.Timestamps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Gathers what rules may know of a request, and has it judged. */
@Component
class RequestJudge {

    private static final String ENVIRONMENT = "environment";
    private static final Duration DAY = Duration.ofDays(1);

    private final Judge judge;
    private final PermissionJudge permissionJudge;
    private final Runs runs;
    private final Catalog catalog;
    private final Teams teams;
    private final Plans plans;
    private final Clock clock;

    RequestJudge(
            Judge judge,
            PermissionJudge permissionJudge,
            Runs runs,
            Catalog catalog,
            Teams teams,
            Plans plans,
            Clock clock) {
        this.judge = judge;
        this.permissionJudge = permissionJudge;
        this.runs = runs;
        this.catalog = catalog;
        this.teams = teams;
        this.plans = plans;
        this.clock = clock;
    }

    /** @param awaited inputs that are still to be filled in */
    Judgement judge(Prepared prepared, Actor actor, Source source, Set<String> awaited) {
        return judge(prepared, actor, source, awaited, clock.instant());
    }

    Judgement judge(Prepared prepared, Actor actor, Source source, Set<String> awaited, Instant now) {
        Facts facts = facts(prepared, actor, source, now);
        Action action = prepared.action();
        List<Spoken> said = permissionJudge.of(action, facts, actor, awaited);
        return new Judgement(facts, judge.judge(facts, said, permissionJudge.asked(action, facts), awaited));
    }

    /** Judges a run again, over the same inputs and the world as it is now. @param entity as it is now */
    Judgement judgeAgain(Run run, List<Demand> asked, @Nullable ObjectNode entity) {
        ObjectNode tree = runs.facts(run.id()).tree().deepCopy();
        if (entity != null) {
            tree.set("entity", entity);
        }
        Plan plan = plans.of(run.request().invocation(), Json.objectAt(tree, "inputs"), entity, Actor.SYSTEM);
        if (plan.cost() != null) {
            tree.set("cost", cost(plan.cost()));
        }
        tree.put("now", Timestamps.format(clock.instant()));
        Facts facts = new Facts(tree);
        if (!Json.objectAt(tree, "quota").isEmpty()) {
            // the run is one of those that are active, and of those of the day
            ObjectNode quota = quota(
                    run.request().action(),
                    facts.team(),
                    run.request().by(),
                    run.request().invocation(),
                    clock.instant());
            quota.put("active", quota.path("active").asInt() - 1)
                    .put("lastDay", quota.path("lastDay").asInt() - 1);
            tree.set("quota", quota);
        }
        return new Judgement(facts, judge.judge(facts, List.of(), asked, Set.of()));
    }

    /** Which values of an input would be denied. */
    Map<JsonNode, String> denials(Facts facts, String input, Iterable<JsonNode> options) {
        return judge.denials(facts, input, options);
    }

    private Facts facts(Prepared prepared, Actor actor, Source source, Instant now) {
        Action action = prepared.action();
        ObjectNode inputs = Mask.withStars(prepared.form().values(), new Form(action.form()).secrets());
        ObjectNode entity = prepared.entity() == null ? Json.object() : prepared.entity();
        ObjectNode tree = Json.object();
        String team = team(prepared, inputs, entity, actor);
        tree.set("request", request(action, inputs, entity, source, prepared.urgent() != null));
        tree.set("inputs", inputs);
        tree.set("entity", entity);
        tree.set("actor", actor(actor));
        tree.set("team", team(team));
        tree.set(
                "quota",
                judge.isAnyoneReading("quota")
                        ? quota(action.identifier(), team, actor.name(), action.invocation(), now)
                        : Json.object());
        tree.set("cost", cost(prepared.plan().cost()));
        tree.set("plan", Json.MAPPER.valueToTree(Planned.of(prepared.plan())));
        tree.put("now", Timestamps.format(now));
        return new Facts(tree);
    }

    private static ObjectNode request(
            Action action, ObjectNode inputs, ObjectNode entity, Source source, boolean isUrgent) {
        ObjectNode request = Json.object();
        request.put("action", action.identifier());
        request.put("operation", orEmpty(Json.textAt(action.trigger(), "operation")));
        request.put("blueprint", orEmpty(blueprint(action.blueprint(), action.invocation())));
        request.put("entity", orEmpty(Json.textAt(entity, "identifier")));
        request.put(ENVIRONMENT, environment(inputs, entity));
        request.put("source", source.name());
        request.put("urgent", isUrgent);
        return request;
    }

    /** A month, by the price list; zero for what has no price. */
    private static ObjectNode cost(@Nullable Cost cost) {
        return Json.object()
                .put("monthly", cost == null ? 0 : cost.after().doubleValue())
                .put("change", cost == null ? 0 : cost.change().doubleValue())
                .put("currency", cost == null ? "" : cost.currency());
    }

    /** What it is about, or what it writes. */
    private static @Nullable String blueprint(@Nullable String about, ObjectNode invocation) {
        return about == null ? Json.textAt(invocation, "blueprintIdentifier") : about;
    }

    /** An input of that name, else a property or a relation of the entity. */
    private static String environment(ObjectNode inputs, ObjectNode entity) {
        for (JsonNode place : List.of(inputs, entity.path("properties"), entity.path("relations"))) {
            String environment = Json.textAt(place, ENVIRONMENT);
            if (environment != null) {
                return environment;
            }
        }
        return "";
    }

    private static ObjectNode actor(Actor actor) {
        ObjectNode json = Json.object();
        json.put("email", actor.name());
        json.set("roles", Json.array(actor.roles()));
        json.set("teams", Json.array(actor.teams()));
        json.put("admin", actor.isAdmin());
        return json;
    }

    /** A team that was chosen, else the first owner of the entity, else the only team of whoever asks. */
    private static @Nullable String team(Prepared prepared, ObjectNode inputs, ObjectNode entity, Actor actor) {
        for (String input : new Form(prepared.action().form()).ofFormat("team")) {
            String chosen = Json.textAt(inputs, input);
            if (chosen != null && !chosen.isBlank()) {
                return chosen;
            }
        }
        List<String> owners = Json.texts(entity.get("team"));
        if (!owners.isEmpty()) {
            return owners.getFirst();
        }
        return actor.teams().size() == 1 ? actor.teams().iterator().next() : null;
    }

    private ObjectNode team(@Nullable String name) {
        ObjectNode json = Json.object();
        Optional<Team> team = name == null ? Optional.empty() : teams.find(name);
        json.put("name", team.map(Team::name).orElse(""));
        Optional<ObjectNode> entity = team.flatMap(found -> catalog.entity(Catalog.TEAM, found.name(), Actor.SYSTEM));
        json.put(
                "title",
                entity.map(found -> Json.textAt(found, "title"))
                        .orElse(team.map(Team::name).orElse("")));
        json.set(
                "properties",
                entity.map(found -> Json.objectAt(found, "properties")).orElse(Json.object()));
        return json;
    }

    private ObjectNode quota(String action, @Nullable String team, String by, ObjectNode invocation, Instant now) {
        String blueprint = Json.textAt(invocation, "blueprintIdentifier");
        return Json.object()
                .put("owned", owned(blueprint, team))
                .put("active", runs.active(action, team))
                .put("lastDay", runs.since(action, by, now.minus(DAY)));
    }

    private int owned(@Nullable String blueprint, @Nullable String team) {
        return team == null || blueprint == null || !catalog.hasBlueprint(blueprint)
                ? 0
                : catalog.countOwned(blueprint, team);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
