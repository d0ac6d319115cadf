package dev.fairway.catalog.demo;

import dev.fairway.access.Actor;
import dev.fairway.access.IdempotencyKey;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/demo")
class DemoController {

    record Demo(boolean loaded) {}

    record DemoAnswer(boolean ok, Demo demo) {}

    private final DemoOrganisation organisation;

    DemoController(DemoOrganisation organisation) {
        this.organisation = organisation;
    }

    /** Whether the demo organisation is loaded. */
    @GetMapping
    @Requires(Permission.MEMBER)
    DemoAnswer get() {
        return new DemoAnswer(true, new Demo(organisation.hasDemo()));
    }

    /** Loads the demo organisation; again is the same as once. */
    @PostMapping
    @IdempotencyKey(IdempotencyKey.Use.IGNORED)
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.MANAGE_BLUEPRINTS)
    DemoAnswer load(Actor actor) {
        organisation.load(actor);
        return get();
    }

    /** Removes the demo organisation with everything in its blueprints. */
    @DeleteMapping
    @Requires(Permission.MANAGE_BLUEPRINTS)
    DemoAnswer remove(Actor actor) {
        organisation.remove(actor);
        return get();
    }
}
