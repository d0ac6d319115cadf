package dev.fairway.resources.requests;

import dev.fairway.resources.lifecycle.Drifts;
import dev.fairway.resources.lifecycle.Forecasts.Forecast;
import dev.fairway.resources.lifecycle.Life;
import dev.fairway.resources.lifecycle.Observing;
import dev.fairway.resources.lifecycle.Provisioning;
import dev.fairway.resources.lifecycle.Resource;
import dev.fairway.resources.lifecycle.Resource.State;
import dev.fairway.resources.lifecycle.Resources;
import dev.fairway.resources.types.ResourceTypes;
import dev.fairway.selfservice.spi.Asked;
import dev.fairway.selfservice.spi.Done;
import dev.fairway.selfservice.spi.Offer;
import dev.fairway.selfservice.spi.Offer.Words;
import dev.fairway.selfservice.spi.Plan;
import dev.fairway.selfservice.spi.Plan.Effect;
import dev.fairway.selfservice.spi.Plan.Piece;
import dev.fairway.selfservice.spi.Work;
import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code settle}: what differs on the server is put right, or stays for a reason. */
@Component
class SettleDrift implements Operation {

    private static final Words WORDS = new Words(
            "settle_drift",
            "Settle the drift of a resource",
            "Puts right what its server says otherwise than its specification, or lets it be for a reason.",
            "Refresh",
            "Settle");
    private static final String REPAIR = "Put it right";

    private final ResourceTypes types;
    private final Resources resources;
    private final Drifts drifts;
    private final Provisioning provisioning;
    private final Observing observing;
    private final Life life;
    private final Foresight foresight;

    SettleDrift(
            ResourceTypes types,
            Resources resources,
            Drifts drifts,
            Provisioning provisioning,
            Observing observing,
            Life life,
            Foresight foresight) {
        this.types = types;
        this.resources = resources;
        this.drifts = drifts;
        this.provisioning = provisioning;
        this.observing = observing;
        this.life = life;
        this.foresight = foresight;
    }

    @Override
    public String name() {
        return "settle";
    }

    @Override
    public List<Offer> offers() {
        ObjectNode form = Offers.form("""
                {"properties": {
                   "how": {"type": "string", "title": "How", "enum": ["Put it right", "Let it be"], "default": "Put it right"},
                   "reason": {"type": "string", "title": "Why it may be so", "maxLength": 300, "visible": {"jqQuery": ".form.how == \\"Let it be\\""}}},
                 "required": {"jqQuery": "if .form.how == \\"Let it be\\" then [\\"how\\", \\"reason\\"] else [\\"how\\"] end"},
                 "order": ["how", "reason"]}""");
        return List.of(Offers.about(
                WORDS,
                "DAY-2",
                name(),
                form,
                List.of(Offers.is("drift", "Drifted"), Offers.is("state", "Ready")),
                Offers.since(types.all())));
    }

    @Override
    public Plan plan(Asked asked) {
        boolean isRepair = REPAIR.equals(Json.textAt(asked.inputs(), "how"));
        return resources
                .about(asked)
                .filter(resource -> isRepair)
                .map(this::plan)
                .orElse(Plan.NONE);
    }

    private Plan plan(Resource resource) {
        List<Piece> items = new ArrayList<>(drifts.of(resource.id()).stream()
                .filter(drift -> drift.acceptedBy() == null)
                .map(drift -> new Piece(
                        Effect.CHANGED,
                        drift.field(),
                        "%s → %s".formatted(shown(drift.actual()), shown(drift.wanted()))))
                .toList());
        Forecast forecast = foresight.of(resource);
        forecast.items().stream().filter(item -> item.effect() == Effect.LOST).forEach(items::add);
        return new Plan(List.of(), items, null, forecast.isPending());
    }

    private static String shown(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }

    @Override
    public Done carryOut(Work work) {
        Resource known = resources.get(String.valueOf(work.entity())).requireState(State.READY);
        ObjectNode output = Json.object().put("resource", known.identifier());
        if (REPAIR.equals(Json.textAt(work.inputs(), "how"))) {
            provisioning.repair(known, work.losses(), work.log());
            observing.look(known.id());
            return new Done(output, "%s is what its specification says".formatted(known.identifier()));
        }
        life.turn(known.id(), work.run(), work.by(), one -> {
            drifts.accept(one.id(), String.valueOf(Json.textAt(work.inputs(), "reason")), work.by());
            return one;
        });
        return new Done(output, "The drift of %s stays as it is".formatted(known.identifier()));
    }
}
