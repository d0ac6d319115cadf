package dev.fairway.selfservice.actions;

import static fairway.tables.selfservice.Tables.RUN;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.unnest;
import static org.jooq.impl.DSL.val;

import dev.fairway.access.Actor;
import dev.fairway.catalog.Catalog;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What somebody can ask for, as they choose from it. */
@Component
class Cards {

    private static final int LAST = 100;

    /**
     * An action that is offered.
     *
     * @param button the verb on its button; null for the usual one
     * @param medianSeconds from the request to its success, of the last 100; null when there was none
     */
    record Card(
            String identifier,
            @Nullable String title,
            @Nullable String icon,
            @Nullable String description,
            @Nullable String blueprint,
            @Nullable String operation,
            @Nullable String button,
            @Nullable Double medianSeconds) {}

    private final Actions actions;
    private final Catalog catalog;
    private final DSLContext db;

    Cards(Actions actions, Catalog catalog, DSLContext db) {
        this.actions = actions;
        this.catalog = catalog;
        this.db = db;
    }

    /** Every published action that they may ask for, at least for what their teams own. */
    List<Card> of(Actor actor) {
        Map<String, Double> medians = medians();
        return offered()
                .filter(action -> ActionPermissions.mayExecute(action, actor, actor.teams()))
                .map(action -> card(action, medians))
                .toList();
    }

    /** Those about one entity whose condition holds for it. @throws NotFound also when they may not see the entity */
    List<Card> about(String blueprint, String identifier, Actor actor) {
        ObjectNode entity = catalog.entity(blueprint, identifier, actor)
                .orElseThrow(() -> new NotFound("entity", "identifier", blueprint + "/" + identifier));
        List<String> owners = Json.texts(entity.get("team"));
        Map<String, Double> medians = medians();
        return offered()
                .filter(action -> blueprint.equals(action.blueprint()) && !isCreation(action))
                .filter(action -> ActionPermissions.mayExecute(action, actor, owners))
                .filter(action -> holds(action, blueprint, identifier, actor))
                .map(action -> card(action, medians))
                .toList();
    }

    private Stream<Action> offered() {
        return actions.offered().stream()
                .filter(action -> action.isPublished() && "self-service".equals(Json.textAt(action.trigger(), "type")));
    }

    private static boolean isCreation(Action action) {
        return "CREATE".equals(Json.textAt(action.trigger(), "operation"));
    }

    private boolean holds(Action action, String blueprint, String identifier, Actor actor) {
        JsonNode condition = action.trigger().get("condition");
        return condition == null || condition.isNull() || catalog.matches(blueprint, identifier, condition, actor);
    }

    private static Card card(Action action, Map<String, Double> medians) {
        return new Card(
                action.identifier(),
                Json.textAt(action.definition(), "title"),
                Json.textAt(action.definition(), "icon"),
                Json.textAt(action.definition(), "description"),
                action.blueprint(),
                Json.textAt(action.trigger(), "operation"),
                Json.textAt(action.trigger(), "actionCardButtonText"),
                medians.get(action.identifier()));
    }

    /** By action; in the order of the requests, so that no more of them are read however many there are. */
    private Map<String, Double> medians() {
        String[] identifiers =
                actions.offered().stream().map(Action::identifier).toArray(String[]::new);
        Table<?> offered = unnest(val(identifiers)).as("offered", "identifier");
        Field<String> identifier = field(name("offered", "identifier"), String.class);
        Table<Record1<Double>> last = select(
                        field("extract(epoch from {0} - {1})::float8", Double.class, RUN.ENDED_AT, RUN.CREATED_AT)
                                .as("seconds"))
                .from(RUN)
                .where(RUN.ACTION.eq(identifier), RUN.STATUS.eq("SUCCESS"))
                .orderBy(RUN.PLACE.desc())
                .limit(LAST)
                .asTable("last");
        Field<Double> median = field(select(field("percentile_cont(0.5) within group (order by seconds)", Double.class))
                .from(last));
        Map<String, Double> medians = new HashMap<>();
        db.select(identifier, median).from(offered).fetch().forEach(row -> {
            if (row.value2() != null) {
                medians.put(row.value1(), row.value2());
            }
        });
        return medians;
    }
}
