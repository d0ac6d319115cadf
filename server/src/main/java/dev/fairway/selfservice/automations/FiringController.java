package dev.fairway.selfservice.automations;

import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.selfservice.automations.Firings.Filter;
import dev.fairway.selfservice.automations.Firings.Firing;
import dev.fairway.selfservice.automations.Firings.State;
import dev.fairway.shared.Choice;
import dev.fairway.shared.Slice;
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
        Filter filter = new Filter(automation, Choice.ofNullable(State.class, "state", state));
        Slice<Firing, Long> page = Slice.of(limit, MOST, many -> firings.page(filter, before, many), Firing::id);
        return new FiringsAnswer(true, page.items(), page.next());
    }
}
