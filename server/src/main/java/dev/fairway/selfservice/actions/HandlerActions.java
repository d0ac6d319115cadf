package dev.fairway.selfservice.actions;

import dev.fairway.access.Actor;
import dev.fairway.catalog.Stamp;
import dev.fairway.selfservice.spi.ActionHandler;
import dev.fairway.selfservice.spi.Offer;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What pillars offer, asked for like any action. */
@Component
class HandlerActions implements ActionSource {

    private final List<ActionHandler> handlers;

    HandlerActions(List<ActionHandler> handlers) {
        this.handlers = handlers;
    }

    @Override
    public Optional<Action> find(String identifier) {
        return handlers.stream()
                .flatMap(handler -> handler.offer(identifier).stream())
                .findFirst()
                .map(HandlerActions::action);
    }

    @Override
    public List<Action> all() {
        return handlers.stream()
                .flatMap(handler -> handler.offers().stream())
                .map(HandlerActions::action)
                .toList();
    }

    private static Action action(Offer offer) {
        Stamp stamp = new Stamp(offer.changedAt(), Actor.SYSTEM.name(), offer.changedAt(), Actor.SYSTEM.name());
        return new Action(0, offer.identifier(), offer.definition(), offer.permissions(), stamp);
    }
}
