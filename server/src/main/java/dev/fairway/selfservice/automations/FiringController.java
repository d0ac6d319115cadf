package dev.fairway.selfservice.automations;

import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.selfservice.automations.Firings.Filter;
import dev.fairway.selfservice.automations.Firings.Firing;
import dev.fairway.selfservice.automations.Firings.State;
import dev.fairway.shared.InvalidInput;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class FiringController {

    private static final int MOST = 200;

    /** @param next id behind which the next page begins; null on the last */
    record FiringsAnswer(
            boolean ok, List<Firing> firings, @Nullable Long next) {}

    private final Firings firings;

    FiringController(Firings firings) {
        this.firings = firings;
    }

    /** What automations did with events of the last 30 days, newest first: what followed, and what did not and why. */
    @GetMapping("/v1/automations/firings")
    @Requires(Permission.MANAGE_ACTIONS)
    FiringsAnswer list(
            @RequestParam(required = false) @Nullable String automation,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MOST) {
            throw new InvalidInput("limit", "%d is not between 1 and %d".formatted(limit, MOST));
        }
        List<Firing> found = firings.page(new Filter(automation, state(state)), before, limit + 1);
        List<Firing> page = found.size() > limit ? found.subList(0, limit) : found;
        return new FiringsAnswer(
                true, page, found.size() > limit ? page.getLast().id() : null);
    }

    private static @Nullable State state(@Nullable String asked) {
        if (asked == null) {
            return null;
        }
        return Arrays.stream(State.values())
                .filter(state -> state.name().equals(asked))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidInput("state", "\"%s\" is not one of %s".formatted(asked, List.of(State.values()))));
    }
}
