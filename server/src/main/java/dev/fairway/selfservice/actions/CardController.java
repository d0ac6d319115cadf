package dev.fairway.selfservice.actions;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.shared.InvalidInput;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CardController {

    record CardsAnswer(boolean ok, List<Cards.Card> cards) {}

    private final Cards cards;

    CardController(Cards cards) {
        this.cards = cards;
    }

    /**
     * What the caller can ask for.
     *
     * @param blueprint together with entity: only what is about this one
     */
    @GetMapping("/v1/self-service/cards")
    @Requires(Permission.MEMBER)
    CardsAnswer list(
            @RequestParam(required = false) @Nullable String blueprint,
            @RequestParam(required = false) @Nullable String entity,
            Actor actor) {
        if (blueprint == null && entity == null) {
            return new CardsAnswer(true, cards.of(actor));
        }
        if (blueprint == null || entity == null) {
            throw new InvalidInput(blueprint == null ? "blueprint" : "entity", "is missing; send both or neither");
        }
        return new CardsAnswer(true, cards.about(blueprint, entity, actor));
    }
}
