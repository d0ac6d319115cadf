package dev.fairway.catalog.entities;

import dev.fairway.access.Actor;
import dev.fairway.catalog.Entity;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.search.Entities;
import dev.fairway.shared.PlatformException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells of written and deleted entities of system blueprints, where somebody outside the catalog has the last word. */
@Component
class SystemEntities {

    private final TransactionTemplate savepoint;
    private final Entities entities;
    private final ApplicationEventPublisher events;

    SystemEntities(PlatformTransactionManager transactions, Entities entities, ApplicationEventPublisher events) {
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.entities = entities;
        this.events = events;
    }

    /** Writes one after the other, so that one which is refused outside the catalog leaves no trace and the rest is kept. */
    List<Outcome> oneByOne(Blueprint blueprint, List<Plan> plans, Actor actor, Function<Plan, List<Outcome>> write) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Plan plan : plans) {
            try {
                outcomes.addAll(Objects.requireNonNull(savepoint.execute(_ -> {
                    List<Outcome> written = write.apply(plan);
                    tell(blueprint, plan, actor);
                    return written;
                })));
            } catch (PlatformException reason) {
                outcomes.add(new Outcome.Refused(plan.index(), plan.identifier(), reason));
            }
        }
        return outcomes;
    }

    /** Does nothing when the entity is not there or of another kind of blueprint. */
    void tell(Blueprint blueprint, Plan plan, Actor actor) {
        if (blueprint.key().system()) {
            Entity before = plan.before();
            entities.find(blueprint, plan.identifier())
                    .ifPresent(after -> events.publishEvent(
                            new SystemEntityWritten(before == null ? null : before.identifier(), after, actor)));
        }
    }

    void tellDeleted(Blueprint blueprint, List<String> identifiers, Actor actor) {
        if (blueprint.key().system()) {
            events.publishEvent(new SystemEntitiesDeleted(blueprint.identifier(), identifiers, actor));
        }
    }
}
