package dev.fairway.delivery.releases;

import dev.fairway.delivery.releases.Release.Kind;
import dev.fairway.selfservice.spi.Offer;
import dev.fairway.selfservice.spi.Offer.Words;
import dev.fairway.shared.Json;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The actions about releases, as they are offered. */
enum ReleaseOffer {
    DEPLOY(
            Kind.DEPLOY,
            "deploy_service",
            "Deploy a service",
            "Brings a version of a service to an environment.",
            "Rocket",
            "Deploy",
            """
            {"preview": {"type": "boolean", "title": "As a preview", "description": "Of a change request, beside what runs in the environment.", "default": false},
             "change": {"type": "number", "title": "Change request", "description": "Its number, in the repository of the service.", "minimum": 1, "visible": {"jqQuery": ".form.preview == true"}},
             "tag": {"type": "string", "title": "Image tag", "description": "Of the version; never latest.", "pattern": "^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$"},
             "digest": {"type": "string", "title": "Image digest", "description": "Production runs nothing without.", "pattern": "^sha256:[0-9a-f]{64}$"},
             "commit": {"type": "string", "title": "Commit", "description": "Of the source.", "pattern": "^[0-9a-f]{7,64}$"},
             "workflow": {"type": "string", "title": "Workflow", "description": "Where the build is shown that made the image.", "format": "url", "maxLength": 2000}}""",
            "tag"),
    PROMOTE(
            Kind.PROMOTE,
            "promote_service",
            "Promote a service",
            "Brings the version of the environment before to the next one, image for image.",
            "ArrowUp",
            "Promote",
            "{}",
            ""),
    ROLL_BACK(
            Kind.ROLL_BACK,
            "roll_back_service",
            "Roll a service back",
            "Brings back the image and the configuration of an earlier release.",
            "ArrowBack",
            "Roll back",
            """
            {"number": {"type": "number", "title": "Release", "description": "Its number; empty for the last one that was live.", "minimum": 1}}""",
            ""),
    CONFIGURE(
            Kind.CONFIGURE,
            "configure_service",
            "Change the values of a service",
            "Sets values of a service in one environment, and releases them.",
            "Settings",
            "Change",
            """
            {"changes": {"type": "object", "title": "Changes", "description": "Values by their paths, such as /memory; null takes one away."}}""",
            "changes"),
    RESTART(
            Kind.RESTART,
            "restart_service",
            "Restart a service",
            "Replaces all of its pods, some at a time.",
            "Refresh",
            "Restart",
            "{}",
            ""),
    REPAIR(
            Kind.REPAIR,
            "repair_service",
            "Put a service right",
            "Brings what runs in one environment back to what was released, over what others changed in its cluster.",
            "Repair",
            "Put right",
            "{}",
            ""),
    SCALE(
            Kind.CONFIGURE,
            "scale_service",
            "Scale a service",
            "Runs more or fewer of its pods in one environment.",
            "Scale",
            "Scale",
            """
            {"replicas": {"type": "number", "title": "Replicas", "description": "How many run at once.", "minimum": 0, "maximum": 500}}""",
            "replicas"),
    PAUSE(
            Kind.CONFIGURE,
            "pause_service",
            "Pause a service",
            "Stops all of its pods in one environment, and keeps how many there were.",
            "Pause",
            "Pause",
            "{}",
            ""),
    RESUME(
            Kind.CONFIGURE,
            "resume_service",
            "Resume a service",
            "Starts as many of its pods in one environment as there were before it was paused.",
            "Play",
            "Resume",
            "{}",
            ""),
    REMOVE(
            Kind.REMOVE,
            "remove_service",
            "Remove a service from an environment",
            "Takes away everything that runs of it in one environment. Rolling back brings it back.",
            "Trash",
            "Remove",
            "{}",
            "");

    static final String TYPE = "DELIVERY";

    private static final ObjectNode WHERE = (ObjectNode) Json.read("""
            {"service": {"type": "string", "title": "Service", "pattern": "^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$", "maxLength": 40},
             "environment": {"type": "string", "title": "Environment"}}""");
    private static final ObjectNode RETRY =
            (ObjectNode) Json.read("{\"maxAttempts\": 4, \"initialInterval\": \"2s\", \"backoffCoefficient\": 3}");

    private final Kind kind;
    private final String identifier;
    private final String title;
    private final String description;
    private final String icon;
    private final String button;
    private final String inputs;
    private final String needed;

    ReleaseOffer(
            Kind kind,
            String identifier,
            String title,
            String description,
            String icon,
            String button,
            String inputs,
            String needed) {
        this.kind = kind;
        this.identifier = identifier;
        this.title = title;
        this.description = description;
        this.icon = icon;
        this.button = button;
        this.inputs = inputs;
        this.needed = needed;
    }

    Kind kind() {
        return kind;
    }

    /** @param environments that can be chosen */
    Offer offer(List<DeployEnvironment> environments) {
        ObjectNode invocation = Json.object().put("type", TYPE).put("operation", name());
        invocation.put("blueprintIdentifier", ReleaseEntities.BLUEPRINT).put("idempotent", true);
        invocation.set("retry", RETRY);
        Words words = new Words(identifier, title, description, icon, button);
        ObjectNode definition = Offer.definition(words, "CREATE", form(environments), invocation);
        return new Offer(definition, Json.object(), Instant.EPOCH);
    }

    private ObjectNode form(List<DeployEnvironment> environments) {
        ObjectNode form = Json.object();
        ObjectNode properties = WHERE.deepCopy();
        properties
                .withObject("environment")
                .set(
                        "enum",
                        Json.array(environments.stream()
                                .map(DeployEnvironment::name)
                                .toList()));
        Json.fields(Json.read(inputs)).forEach(properties::set);
        form.set("properties", properties);
        form.putArray("required").add("service").add("environment");
        if (!needed.isEmpty()) {
            form.withArray("required").add(needed);
        }
        return form;
    }
}
