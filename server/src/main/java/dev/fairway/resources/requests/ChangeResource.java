package dev.fairway.resources.requests;

import dev.fairway.resources.lifecycle.Forecasts.Forecast;
import dev.fairway.resources.lifecycle.Life;
import dev.fairway.resources.lifecycle.Observing;
import dev.fairway.resources.lifecycle.Provisioning;
import dev.fairway.resources.lifecycle.Resource;
import dev.fairway.resources.lifecycle.Resource.State;
import dev.fairway.resources.lifecycle.Resources;
import dev.fairway.resources.prices.PriceList;
import dev.fairway.resources.types.ResourceType;
import dev.fairway.resources.types.ResourceTypes;
import dev.fairway.resources.types.SpecificationForm;
import dev.fairway.selfservice.spi.Asked;
import dev.fairway.selfservice.spi.Cost;
import dev.fairway.selfservice.spi.Done;
import dev.fairway.selfservice.spi.Offer;
import dev.fairway.selfservice.spi.Offer.Words;
import dev.fairway.selfservice.spi.Plan;
import dev.fairway.selfservice.spi.Plan.Effect;
import dev.fairway.selfservice.spi.Plan.Piece;
import dev.fairway.selfservice.spi.Work;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code change}: another specification for a resource that is there. */
@Component
class ChangeResource implements Operation {

    private static final Words WORDS = new Words(
            "change_resource",
            "Change a resource",
            "Its size and limits. Nothing of its data is lost.",
            "Settings",
            "Change");
    private static final String TYPE = ".entity.properties.type";
    private static final String ENVIRONMENT = ".entity.properties.environment";
    private static final String CURRENT = ".entity.properties.specification";

    private final ResourceTypes types;
    private final Resources resources;
    private final PriceList prices;
    private final Provisioning provisioning;
    private final Observing observing;
    private final Life life;
    private final Foresight foresight;

    ChangeResource(
            ResourceTypes types,
            Resources resources,
            PriceList prices,
            Provisioning provisioning,
            Observing observing,
            Life life,
            Foresight foresight) {
        this.types = types;
        this.resources = resources;
        this.prices = prices;
        this.provisioning = provisioning;
        this.observing = observing;
        this.life = life;
        this.foresight = foresight;
    }

    @Override
    public String name() {
        return "change";
    }

    @Override
    public List<Offer> offers() {
        List<ResourceType> all = types.all();
        SpecificationForm specification = new SpecificationForm(all, TYPE, ENVIRONMENT, CURRENT);
        ObjectNode form = Json.object();
        ObjectNode properties = form.putObject("properties");
        ArrayNode order = form.putArray("order");
        specification.inputs().forEach((name, input) -> {
            properties.set(name, input);
            order.add(name);
        });
        form.putObject("required").put("jqQuery", specification.required());
        return List.of(
                Offers.about(WORDS, "DAY-2", name(), form, List.of(Offers.is("state", "Ready")), Offers.since(all)));
    }

    @Override
    public Plan plan(Asked asked) {
        return resources
                .about(asked)
                .map(resource -> plan(resource, asked.inputs()))
                .orElse(Plan.NONE);
    }

    private Plan plan(Resource resource, ObjectNode inputs) {
        ResourceType type = types.get(resource.wish().type());
        ObjectNode wanted = CreateResource.specification(type, inputs);
        List<Piece> items = new ArrayList<>();
        type.fields().forEach((name, field) -> {
            JsonNode before = resource.wish().specification().path(name);
            JsonNode after = wanted.path(name);
            if (!after.isMissingNode() && !after.equals(before)) {
                String title = field.path("title").asString(name);
                items.add(new Piece(Effect.CHANGED, title, "%s → %s".formatted(shown(before), shown(after))));
            }
        });
        BigDecimal before =
                resource.price() == null ? BigDecimal.ZERO : resource.price().monthly();
        Cost cost = prices.cost(type.price(), wanted, provisioning.region(resource), before)
                .orElse(null);
        Forecast forecast = foresight.of(resource.with(wanted, resource.price()).madeBy(type.template()));
        items.addAll(forecast.items());
        List<Problem> problems = new ArrayList<>(provisioning.beyond(resource, wanted));
        type.growing().forEach(field -> shortened(field, resource, wanted).ifPresent(problems::add));
        if (forecast.problem() != null) {
            problems.add(new Problem("properties", forecast.problem()));
        }
        return new Plan(problems, items, cost, forecast.isPending());
    }

    /** Of a list that may only grow: that something of it would be left out. */
    private static Optional<Problem> shortened(String field, Resource resource, ObjectNode wanted) {
        List<String> missing =
                new ArrayList<>(Json.texts(resource.wish().specification().get(field)));
        missing.removeAll(Json.texts(wanted.get(field)));
        return missing.isEmpty() || !wanted.has(field)
                ? Optional.empty()
                : Optional.of(new Problem(
                        "properties." + field, "%s cannot be left out again".formatted(String.join(", ", missing))));
    }

    private static String shown(JsonNode value) {
        if (value.isArray()) {
            String list = String.join(", ", Json.texts(value));
            return list.isEmpty() ? "none" : list;
        }
        return value.isMissingNode() || value.isNull() ? "none" : value.asString();
    }

    @Override
    public Done carryOut(Work work) {
        Resource known = resources.get(String.valueOf(work.entity()));
        ResourceType type = types.get(known.wish().type());
        ObjectNode specification = CreateResource.specification(type, work.inputs());
        if (!known.isDoneBy(work.run())) {
            Resource changing = life.turn(
                    known.id(),
                    work.run(),
                    work.by(),
                    one -> one.with(one.requireState(State.READY, State.CHANGING)
                            .standing()
                            .in(State.CHANGING, null)));
            apply(changing, type, specification, work);
            observing.tryToLook(known.id());
        }
        return new Done(
                Json.object().put("resource", known.identifier()),
                "%s is as you asked for".formatted(known.identifier()));
    }

    /** When it cannot be done now, the old specification holds on; what was changed already shows as drift. */
    private void apply(Resource resource, ResourceType type, ObjectNode specification, Work work) {
        boolean isDone = false;
        ObjectNode outputs;
        try {
            outputs = provisioning.change(
                    resource,
                    resource.with(specification, resource.price()).madeBy(type.template()),
                    work.losses(),
                    work.log());
            isDone = true;
        } finally {
            if (!isDone) {
                life.turn(
                        resource.id(),
                        work.run(),
                        work.by(),
                        one -> one.with(one.standing().in(State.READY, null)));
            }
        }
        Resource.Price price = prices.cost(type.price(), specification, provisioning.region(resource), BigDecimal.ZERO)
                .map(cost -> new Resource.Price(cost.after(), cost.currency()))
                .orElse(null);
        life.turn(
                resource.id(),
                work.run(),
                work.by(),
                one -> one.with(specification, price)
                        .madeBy(type.template())
                        .with(one.standing().in(State.READY, null).with(outputs).by(work.run())));
    }
}
