package dev.fairway.resources.lifecycle;

import static fairway.tables.resources.Tables.DRIFT;

import dev.fairway.access.Actor;
import dev.fairway.access.Role;
import dev.fairway.catalog.Catalog;
import dev.fairway.resources.servers.ServerChanged;
import dev.fairway.shared.Json;
import dev.fairway.shared.Timestamps;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Resources as entities of the catalog, written in the transaction of what changes them. */
@Component
public class ResourceEntities {

    public static final String BLUEPRINT = "resource";
    public static final String SERVICE = Catalog.SERVICE;

    private static final ObjectNode DEFINITION = (ObjectNode) Json.read("""
            {"identifier": "resource", "title": "Resource", "icon": "Database",
             "description": "Databases, caches, topics and whatever else services need from servers.",
             "ownership": {"type": "Direct"},
             "schema": {"properties": {
               "type": {"type": "string", "title": "Type"},
               "environment": {"type": "string", "title": "Environment", "enum": ["development", "staging", "production"],
                 "enumColors": {"development": "lightGray", "staging": "blue", "production": "purple"}},
               "state": {"type": "string", "title": "State", "enum": ["Creating", "Ready", "Changing", "Failed", "Retired"],
                 "enumColors": {"Creating": "blue", "Ready": "green", "Changing": "blue", "Failed": "red", "Retired": "lightGray"}},
               "health": {"type": "string", "title": "Health", "enum": ["Healthy", "Complaint", "Unknown"],
                 "enumColors": {"Healthy": "green", "Complaint": "red", "Unknown": "lightGray"}},
               "drift": {"type": "string", "title": "Drift", "enum": ["None", "Drifted"], "enumColors": {"None": "green", "Drifted": "orange"}},
               "region": {"type": "string", "title": "Region"},
               "server": {"type": "string", "title": "Server"},
               "nativeName": {"type": "string", "title": "Name on the server"},
               "specification": {"type": "object", "title": "Specification"},
               "monthlyCost": {"type": "number", "title": "Price a month"},
               "currency": {"type": "string", "title": "Currency"},
               "complaint": {"type": "string", "title": "Complaint"},
               "expiresAt": {"type": "string", "format": "date-time", "title": "Ends"},
               "removeAt": {"type": "string", "format": "date-time", "title": "Data removed"}},
              "required": []},
             "relations": {}}""");

    private final Catalog catalog;
    private final DSLContext db;

    ResourceEntities(Catalog catalog, DSLContext db) {
        this.catalog = catalog;
        this.db = db;
    }

    /** What people are about to ask for has a place in the catalog. */
    @EventListener
    void on(ServerChanged event) {
        if (event.after() != null) {
            define();
        }
    }

    /** Makes the blueprint where it is not there, with a relation to services where these are in the catalog. */
    public void define() {
        catalog.defineForServices(DEFINITION);
    }

    public boolean hasServices() {
        return catalog.hasBlueprint(SERVICE);
    }

    public boolean hasService(String identifier) {
        return catalog.hasService(identifier);
    }

    /** @param run the run on whose behalf it is written; null outside of runs. @param by who asked for it */
    public void write(Resource resource, String region, @Nullable String run, String by) {
        ObjectNode body = Json.object().put("identifier", resource.identifier());
        body.put("title", resource.wish().name());
        body.putArray("team").add(resource.wish().team());
        body.set("properties", properties(resource, region));
        String service = resource.wish().service();
        if (service != null && catalog.hasBlueprint(SERVICE)) {
            body.putObject("relations").put(SERVICE, service);
        }
        catalog.upsert(BLUEPRINT, body, run, onBehalfOf(by));
    }

    private ObjectNode properties(Resource resource, String region) {
        Resource.Standing standing = resource.standing();
        String complaint = Json.textAt(standing.observed(), "complaint");
        Resource.Price price = resource.price();
        ObjectNode properties = Json.object();
        properties.put("type", resource.wish().type());
        properties.put("environment", resource.wish().environment());
        properties.put("state", word(standing.state()));
        properties.put("health", health(standing));
        properties.put("drift", isDrifted(resource) ? "Drifted" : "None");
        properties.put("region", region);
        properties.put("server", resource.spot().server());
        properties.put("nativeName", resource.spot().nativeName());
        properties.set("specification", resource.wish().specification());
        properties.put("monthlyCost", price == null ? null : price.monthly());
        properties.put("currency", price == null ? null : price.currency());
        properties.put("complaint", standing.reason() == null ? complaint : standing.reason());
        properties.put("expiresAt", time(resource.dates().expiresAt()));
        properties.put("removeAt", time(resource.dates().removeAt()));
        return properties;
    }

    private static String health(Resource.Standing standing) {
        boolean complains =
                standing.state() == Resource.State.FAILED || Json.textAt(standing.observed(), "complaint") != null;
        return complains ? "Complaint" : standing.observedAt() == null ? "Unknown" : "Healthy";
    }

    private boolean isDrifted(Resource resource) {
        return db.fetchExists(DRIFT, DRIFT.RESOURCE_ID.eq(resource.id()), DRIFT.ACCEPTED_BY.isNull());
    }

    private static @Nullable String time(@Nullable Instant at) {
        return at == null ? null : Timestamps.format(at);
    }

    private static String word(Resource.State state) {
        String name = state.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    public void remove(Resource resource, String by) {
        catalog.remove(BLUEPRINT, resource.identifier(), onBehalfOf(by));
    }

    private static Actor onBehalfOf(String by) {
        return new Actor(by, Actor.Kind.SYSTEM, Set.of(Role.ADMIN), Set.of(), "resources");
    }
}
