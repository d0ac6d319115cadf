package dev.fairway.resources.requests;

import dev.fairway.resources.CredentialsChanged;
import dev.fairway.resources.lifecycle.Life;
import dev.fairway.resources.lifecycle.Logins;
import dev.fairway.resources.lifecycle.Provisioning;
import dev.fairway.resources.lifecycle.Resource;
import dev.fairway.resources.lifecycle.Resource.Slot;
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
import dev.fairway.shared.Problem;
import dev.fairway.shared.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code rotate}: other users with other passwords. The old ones may sign in for some hours, so that nothing stands still. */
@Component
class RotateCredentials implements Operation {

    private static final Words WORDS = new Words(
            "rotate_credentials",
            "Rotate the passwords of a resource",
            "Makes other users with other passwords. The old ones may sign in until your service has changed over.",
            "Key",
            "Rotate");
    private static final String OVERLAP = "overlapHours";
    private static final int USUAL = 24;

    private final ResourceTypes types;
    private final Resources resources;
    private final Provisioning provisioning;
    private final Logins logins;
    private final Life life;
    private final ApplicationEventPublisher events;

    RotateCredentials(
            ResourceTypes types,
            Resources resources,
            Provisioning provisioning,
            Logins logins,
            Life life,
            ApplicationEventPublisher events) {
        this.types = types;
        this.resources = resources;
        this.provisioning = provisioning;
        this.logins = logins;
        this.life = life;
        this.events = events;
    }

    @Override
    public String name() {
        return "rotate";
    }

    @Override
    public List<Offer> offers() {
        ObjectNode form = Offers.form("""
                {"properties": {"overlapHours": {"type": "number", "title": "Old users end after", "unit": "h", "default": 24,
                   "minimum": 0, "maximum": 168, "description": "Until then both may sign in. 0 ends them at once."}},
                 "required": ["overlapHours"]}""");
        return List.of(Offers.about(
                WORDS, "DAY-2", name(), form, List.of(Offers.is("state", "Ready")), Offers.since(types.all())));
    }

    @Override
    public Plan plan(Asked asked) {
        return resources.about(asked).map(this::plan).orElse(Plan.NONE);
    }

    private Plan plan(Resource resource) {
        if (logins.of(resource).isEmpty()) {
            return impossible("%s has no users".formatted(resource.identifier()));
        }
        if (!provisioning.rotates(resource)) {
            return impossible("the users of %s are made with it; they can't be changed for others"
                    .formatted(resource.identifier()));
        }
        List<Problem> problems = ending(resource)
                .map(until -> new Problem(
                        "properties." + OVERLAP,
                        "the users before the last rotation may sign in until %s; rotate again after that"
                                .formatted(Timestamps.format(until))))
                .stream()
                .toList();
        List<Piece> items = logins.of(resource).stream()
                .filter(login -> login.slot() == resource.standing().slot())
                .map(login -> new Piece(
                        Effect.CREATED,
                        resource.user(login.role(), login.slot().other()),
                        "in place of " + login.user()))
                .toList();
        return new Plan(problems, items, null);
    }

    private static Plan impossible(String why) {
        return Plan.refused("entity", why);
    }

    /** Until when users of the other slot are let in; empty when there are none. */
    private Optional<Instant> ending(Resource resource) {
        return logins.of(resource).stream()
                .filter(login -> login.slot() != resource.standing().slot())
                .map(Logins.Issued::endsAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo);
    }

    @Override
    public Done carryOut(Work work) {
        Resource known = resources.get(String.valueOf(work.entity()));
        if (!known.isDoneBy(work.run())) {
            Resource resource = known.requireState(State.READY);
            Slot next = resource.standing().slot().other();
            provisioning.admit(resource, next, work.log());
            Duration overlap = Duration.ofHours(work.inputs().path(OVERLAP).asLong(USUAL));
            life.turn(resource.id(), work.run(), work.by(), one -> {
                logins.end(one, one.standing().slot(), life.now().plus(overlap));
                events.publishEvent(one.credentialsChanged(CredentialsChanged.What.ROTATED, work.by()));
                return one.with(one.standing().with(next).by(work.run()));
            });
        }
        return new Done(
                Json.object().put("resource", known.identifier()),
                "The new users of %s can sign in; its page shows their passwords".formatted(known.identifier()));
    }
}
