package dev.fairway.selfservice.runs;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.selfservice.runs.Delegations.Delegation;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.http.Done;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/self-service/delegation")
class DelegationController {

    /** @param delegation null while the caller decides themselves */
    record DelegationAnswer(boolean ok, @Nullable Delegation delegation) {}

    record DelegationBody(
            @Nullable String delegate, @Nullable String until) {

        Instant checkedUntil() {
            try {
                return OffsetDateTime.parse(String.valueOf(until)).toInstant();
            } catch (DateTimeException none) {
                throw new InvalidInput(
                        "until", "\"%s\" is no time with an offset, such as 2030-01-31T09:00:00Z".formatted(until));
            }
        }
    }

    private final Delegations delegations;

    DelegationController(Delegations delegations) {
        this.delegations = delegations;
    }

    /** Who decides in the caller's place now. */
    @GetMapping
    @Requires(Permission.MEMBER)
    DelegationAnswer get(Actor actor) {
        return new DelegationAnswer(true, delegations.of(actor.name()).orElse(null));
    }

    /** Has somebody decide on requests in the caller's place until then; the caller may still decide. */
    @PutMapping
    @Requires(Permission.MEMBER)
    DelegationAnswer set(@RequestBody DelegationBody body, Actor actor) {
        String delegate = body.delegate() == null ? "" : body.delegate();
        return new DelegationAnswer(true, delegations.set(delegate, body.checkedUntil(), actor));
    }

    /** The caller decides alone again. */
    @DeleteMapping
    @Requires(Permission.MEMBER)
    Done end(Actor actor) {
        delegations.end(actor);
        return Done.OK;
    }
}
