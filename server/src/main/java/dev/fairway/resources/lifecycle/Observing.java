package dev.fairway.resources.lifecycle;

import static fairway.tables.resources.Tables.MEASURE;

import dev.fairway.resources.lifecycle.Resource.Standing;
import dev.fairway.resources.lifecycle.Resource.State;
import dev.fairway.resources.spi.Observation;
import dev.fairway.resources.types.ResourceType;
import dev.fairway.resources.types.ResourceTypes;
import dev.fairway.shared.Json;
import dev.fairway.shared.PlatformException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Looks at resources on their servers, and keeps what was seen. */
@Component
public class Observing {

    private static final Logger LOG = LoggerFactory.getLogger(Observing.class);
    private static final String MISSING = "Its server was not reached when it was looked at";

    private final Resources resources;
    private final ResourceTypes types;
    private final Provisioning provisioning;
    private final Drifts drifts;
    private final Life life;
    private final DSLContext db;
    private final ApplicationEventPublisher events;

    Observing(
            Resources resources,
            ResourceTypes types,
            Provisioning provisioning,
            Drifts drifts,
            Life life,
            DSLContext db,
            ApplicationEventPublisher events) {
        this.resources = resources;
        this.types = types;
        this.provisioning = provisioning;
        this.drifts = drifts;
        this.life = life;
        this.db = db;
        this.events = events;
    }

    /** Looks where that matters less than what was done before. */
    public void tryToLook(String id) {
        try {
            look(id);
        } catch (PlatformException failure) {
            LOG.info("Resource {} was not looked at: {}", id, failure.reason());
        }
    }

    /** @throws PlatformException when its server cannot be asked; that is kept as its complaint */
    public Resource look(String id) {
        Resource known = resources.byId(id).orElseThrow();
        ResourceType type = types.get(known.wish().type());
        Observation seen;
        @Nullable String loss;
        try {
            seen = provisioning.observe(known);
            loss = seen.isThere() ? provisioning.loss(known) : null;
        } catch (PlatformException failure) {
            keepComplaint(known.id(), failure.reason());
            throw failure;
        }
        Instant now = life.now();
        return life.turn(id, null, "system", resource -> kept(resource, type, seen, loss, now));
    }

    private Resource kept(Resource resource, ResourceType type, Observation seen, @Nullable String loss, Instant now) {
        if (resource.standing().state() == State.REMOVED) {
            return resource;
        }
        ObjectNode observed = Json.object();
        ObjectNode measures = observed.putObject("measures");
        seen.measures().forEach(measures::put);
        observed.put("complaint", seen.complaint());
        observed.put("loss", loss);
        observed.set("actual", seen.actual());
        keepMeasures(resource, seen, now);
        Set<String> fresh = drifts.keep(resource, type, seen, now);
        if (!fresh.isEmpty()) {
            events.publishEvent(ResourceNotice.drifted(resource, fresh, now));
        }
        String before = Json.textAt(resource.standing().observed(), "complaint");
        if (seen.complaint() != null && before == null && seen.isThere()) {
            events.publishEvent(ResourceNotice.complains(resource, seen.complaint(), now));
        }
        Standing standing = seen.outputs().isEmpty()
                ? resource.standing()
                : resource.standing().with(seen.outputs());
        return resource.with(standing.seen(observed, now));
    }

    private void keepMeasures(Resource resource, Observation seen, Instant now) {
        seen.measures()
                .forEach((metric, value) -> db.insertInto(MEASURE)
                        .set(MEASURE.RESOURCE_ID, resource.id())
                        .set(MEASURE.METRIC, metric)
                        .set(MEASURE.AT, now.atOffset(ZoneOffset.UTC))
                        .set(MEASURE.VALUE, value)
                        .onConflictDoNothing()
                        .execute());
    }

    /** Notes that its server does not answer, where that is known already and it need not be asked again. */
    public void missed(String id, String reason) {
        keepComplaint(id, reason);
    }

    private void keepComplaint(String id, String reason) {
        Instant now = life.now();
        life.turn(id, null, "system", resource -> {
            ObjectNode observed = resource.standing().observed().deepCopy();
            observed.put("complaint", "%s: %s".formatted(MISSING, reason));
            return resource.with(resource.standing().seen(observed, now));
        });
    }

    /** Values of one metric, the oldest first. */
    public record Measure(String metric, Instant at, double value) {}

    public List<Measure> measures(Resource resource, Instant from, int most) {
        return db.selectFrom(MEASURE)
                .where(MEASURE.RESOURCE_ID.eq(resource.id()), MEASURE.AT.ge(from.atOffset(ZoneOffset.UTC)))
                .orderBy(MEASURE.AT, MEASURE.METRIC)
                .limit(most)
                .fetch(row -> new Measure(row.getMetric(), row.getAt().toInstant(), row.getValue()));
    }

    /** @return how many were forgotten */
    public int forgetMeasures(Instant before) {
        return db.deleteFrom(MEASURE)
                .where(MEASURE.AT.lt(before.atOffset(ZoneOffset.UTC)))
                .execute();
    }
}
