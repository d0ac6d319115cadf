package dev.fairway.catalog.demo;

import dev.fairway.shared.Json;
import dev.fairway.shared.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the things of the demo organisation: the same for the same instant, with a history of three months before it. */
final class DemoEntities {

    private static final List<String> ENVIRONMENTS = List.of("staging", "sandbox", "qa", "production", "security");
    private static final int DAYS = 90;
    private static final List<String> RULES = List.of(
            "Runs as root", "Image tag is latest", "No memory limit", "No readiness probe", "Secret in environment");

    private final Instant now;
    private final JsonNode services;
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(42);
    private final Map<String, List<ObjectNode>> byBlueprint = new LinkedHashMap<>();

    DemoEntities(Instant now, JsonNode services) {
        this.now = now;
        this.services = services;
    }

    /** Entities by blueprint, in an order in which each finds what it points to. */
    Map<String, List<ObjectNode>> make() {
        add("system", "online-shop", "Online shop")
                .withObject("properties")
                .put("description", "Sells things to people.");
        for (String environment : ENVIRONMENTS) {
            boolean production = environment.equals("production");
            add("environment", environment, environment)
                    .withObject("properties")
                    .put("kind", production ? "production" : "non-production")
                    .put("region", production ? "eu-central-1" : "eu-west-1");
        }
        services.forEach(this::service);
        services.forEach(this::domain);
        services.forEach(service -> ENVIRONMENTS.forEach(environment -> runningService(service, environment)));
        services.forEach(this::misconfigurations);
        return byBlueprint;
    }

    private void service(JsonNode service) {
        String name = text(service, "name");
        String team = text(service, "team");
        ObjectNode entity = add("service", name, name).put("team", team);
        String member = team.substring("team-".length());
        ObjectNode properties = entity.withObject("properties")
                .put("tier", text(service, "tier"))
                .put("language", text(service, "language"))
                .put("lifecycle", "Live")
                .put("repository", "https://git.shop.example/shop/" + name)
                .put("slack", "#shop-" + name)
                .put("onCall", member + "-" + (1 + random.nextInt(4)))
                .put("issueTracker", "https://issues.shop.example/projects/" + name)
                .put("readme", readme(name, text(service, "text")));
        properties.putArray("codeOwners").add(member + "-1").add(member + "-2");
        properties.putArray("monitors").add("https://monitor.shop.example/d/" + name);
        properties.set("api", api(name, text(service, "text")));
        entity.withObject("relations").put("system", "online-shop").set("dependsOn", service.get("dependsOn"));
    }

    private void domain(JsonNode service) {
        String name = text(service, "name");
        ObjectNode entity = add("domain", name + ".shop.example", name + ".shop.example");
        entity.withObject("properties")
                .put("url", "https://" + name + ".shop.example")
                .put("certificateUntil", time(now.plus(Duration.ofDays(10 + random.nextInt(80)))));
        entity.withObject("relations").put("service", name);
    }

    private void runningService(JsonNode service, String environment) {
        String name = text(service, "name");
        String identifier = name + "-" + environment;
        ObjectNode entity = add("runningService", identifier, name + " in " + environment);
        ObjectNode last = deployments(identifier, service, environment);
        int replicas = environment.equals("production") ? 2 + random.nextInt(5) : 1;
        String health = random.nextInt(12) > 0 ? "Healthy" : random.nextBoolean() ? "Degraded" : "Failing";
        int ready = health.equals("Healthy") ? replicas : Math.max(0, replicas - 1 - random.nextInt(2));
        boolean failed = text(last, "status").equals("Failed");
        entity.withObject("properties")
                .put("status", failed ? "Failed" : "Succeeded")
                .put("health", health)
                .put("replicas", replicas)
                .put("ready", ready)
                .put("imageTag", text(last, "imageTag"))
                .put("commit", text(last, "commit"))
                .put("updatedBy", text(last, "by"))
                .put("deployedAt", text(last, "finishedAt"))
                .put("domain", "https://" + name + "." + environment + ".shop.example")
                .put("workflow", "https://git.shop.example/shop/%s/actions/%d".formatted(name, random.nextInt(10_000)));
        entity.withObject("relations").put("service", name).put("environment", environment);
        alerts(identifier, name, environment);
    }

    /** @return the properties of the newest deployment */
    private ObjectNode deployments(String runningService, JsonNode service, String environment) {
        int count = environment.equals("production") ? 12 + random.nextInt(14) : 4 + random.nextInt(8);
        ObjectNode newest = Json.object();
        for (int i = 0; i < count; i++) {
            long minute = (long) DAYS * 24 * 60 * (i + 1) / (count + 1) + random.nextInt(600);
            Instant started = now.minus(Duration.ofDays(DAYS)).plus(Duration.ofMinutes(minute));
            int minutes = 2 + random.nextInt(14);
            String status = random.nextInt(11) > 0 ? "Succeeded" : random.nextBoolean() ? "Failed" : "Rolled back";
            String tag = "v%d.%d.%d".formatted(1 + random.nextInt(2), i, random.nextInt(4));
            ObjectNode entity = add("deployment", runningService + "-" + (i + 1), tag + " to " + runningService);
            newest = entity.withObject("properties")
                    .put("status", status)
                    .put("imageTag", tag)
                    .put("commit", "%07x".formatted(random.nextInt(0x10000000)))
                    .put("by", text(service, "team").substring("team-".length()) + "-" + (1 + random.nextInt(4)))
                    .put("startedAt", time(started))
                    .put("finishedAt", time(started.plus(Duration.ofMinutes(minutes))))
                    .put("minutes", minutes);
            entity.withObject("relations").put("runningService", runningService);
        }
        return newest;
    }

    private void alerts(String runningService, String name, String environment) {
        int count = environment.equals("production") ? random.nextInt(4) : random.nextInt(2);
        for (int i = 0; i < count; i++) {
            Instant raised = now.minus(Duration.ofMinutes(30 + random.nextInt(DAYS * 24 * 60)));
            boolean open = random.nextInt(5) == 0;
            String summary = random.nextBoolean() ? "p99 latency is above 800 ms" : "More than 2% of requests fail";
            ObjectNode entity = add("alert", runningService + "-alert-" + (i + 1), name + ": " + summary);
            ObjectNode properties = entity.withObject("properties")
                    .put("severity", List.of("critical", "warning", "info").get(random.nextInt(3)))
                    .put("state", open ? "open" : "resolved")
                    .put("summary", summary)
                    .put("raisedAt", time(raised));
            if (!open) {
                properties.put("resolvedAt", time(raised.plus(Duration.ofMinutes(5 + random.nextInt(200)))));
            }
            entity.withObject("relations").put("runningService", runningService);
        }
    }

    private void misconfigurations(JsonNode service) {
        String name = text(service, "name");
        int first = random.nextInt(RULES.size());
        for (int i = 0; i < random.nextInt(3); i++) {
            String rule = RULES.get((first + i) % RULES.size());
            ObjectNode entity = add("misconfiguration", name + "-" + (i + 1), name + ": " + rule);
            entity.withObject("properties")
                    .put("rule", rule)
                    .put("severity", List.of("high", "medium", "low").get(random.nextInt(3)))
                    .put("advice", "Change it in the values of " + name + " and deploy again.")
                    .put("foundAt", time(now.minus(Duration.ofHours(random.nextInt(DAYS * 24)))));
            entity.withObject("relations").put("service", name);
        }
    }

    private ObjectNode add(String blueprint, String identifier, String title) {
        ObjectNode entity = Json.object().put("identifier", identifier).put("title", title);
        byBlueprint.computeIfAbsent(blueprint, name -> new ArrayList<>()).add(entity);
        return entity;
    }

    private static ObjectNode api(String name, String text) {
        ObjectNode api = Json.object().put("openapi", "3.1.0");
        api.putObject("info").put("title", name).put("version", "1.0.0").put("description", text);
        api.putObject("paths")
                .putObject("/health")
                .putObject("get")
                .put("summary", "Whether the service is well")
                .putObject("responses")
                .putObject("200")
                .put("description", "It is");
        return api;
    }

    private static String readme(String name, String text) {
        return """
                # %1$s

                %2$s

                ## Run it

                ```sh
                git clone https://git.shop.example/shop/%1$s
                docker build . -t %1$s
                ```

                ```mermaid
                graph LR
                  caller --> %1$s --> database[(database)]
                ```
                """.formatted(name, text);
    }

    private static String text(JsonNode node, String field) {
        return String.valueOf(Json.textAt(node, field));
    }

    private static String time(Instant instant) {
        return Timestamps.format(instant);
    }
}
