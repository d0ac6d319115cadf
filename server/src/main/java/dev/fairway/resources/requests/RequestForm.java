package dev.fairway.resources.requests;

import dev.fairway.resources.lifecycle.ResourceEntities;
import dev.fairway.resources.servers.ConnectedServer;
import dev.fairway.resources.types.ResourceType;
import dev.fairway.resources.types.SpecificationForm;
import dev.fairway.shared.Json;
import dev.fairway.shared.schema.ValueCheck;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The form that a resource is asked for with: it offers what a connected server can take, and shows the fields of the type that
 * is chosen.
 */
record RequestForm(List<ResourceType> types, List<ConnectedServer> servers, boolean hasServices) {

    private static final String TYPE = ".form.type";
    private static final String ENVIRONMENT = ".form.environment";
    private static final String REGION = ".form.region";
    static final List<String> ENVIRONMENTS = List.of("development", "staging", "production");

    ObjectNode json() {
        SpecificationForm specification = new SpecificationForm(types, TYPE, ENVIRONMENT, null);
        ObjectNode properties = Json.object();
        ArrayNode order = Json.array();
        order.add("what");
        put(properties, order, "type", type());
        put(properties, order, "name", name());
        if (hasServices) {
            put(
                    properties,
                    order,
                    ResourceEntities.SERVICE,
                    Json.object()
                            .put("type", "string")
                            .put("title", "Service")
                            .put("format", "entity")
                            .put("blueprint", ResourceEntities.SERVICE)
                            .put("description", "Whose it is to use; it shows on the page of the service."));
        }
        put(properties, order, "team", team());
        order.add("where");
        put(properties, order, "environment", environment());
        put(properties, order, "region", region());
        put(properties, order, "server", server());
        order.add("size");
        specification.inputs().forEach((name, input) -> put(properties, order, name, input));
        ObjectNode form = Json.object();
        form.set("properties", properties);
        form.putObject("required")
                .put(
                        "jqQuery",
                        "[\"type\", \"name\", \"team\", \"environment\", \"region\"] + " + specification.required());
        form.set("order", order);
        form.set("titles", titles());
        return form;
    }

    private static void put(ObjectNode properties, ArrayNode order, String name, ObjectNode input) {
        properties.set(name, input);
        order.add(name);
    }

    private static ObjectNode titles() {
        return (ObjectNode) Json.read("""
                {"what": {"title": "What and whose"}, "where": {"title": "Where"}, "size": {"title": "Size and limits"}}""");
    }

    private ObjectNode type() {
        ObjectNode input = Json.object().put("type", "string").put("title", "Type");
        ArrayNode options = input.putArray("enum");
        ObjectNode titles = input.putObject("enumTitles");
        types.forEach(type -> {
            options.add(type.identifier());
            titles.put(type.identifier(), type.title());
        });
        return input.put("default", types.getFirst().identifier());
    }

    private ObjectNode name() {
        ObjectNode input = Json.object().put("type", "string").put("title", "Name");
        input.set(
                "pattern",
                jq(SpecificationForm.chosen(byType(type -> type.naming().path("pattern")), TYPE)));
        input.set(
                "maxLength",
                jq(SpecificationForm.chosen(byType(type -> type.naming().path("maxLength")), TYPE)));
        input.set(
                ValueCheck.PATTERN_IN_WORDS,
                jq(SpecificationForm.chosen(
                        byType(type ->
                                Json.text(type.naming().path("description").asString(""))),
                        TYPE)));
        return input.put("description", "By the convention of its type.");
    }

    private static ObjectNode team() {
        ObjectNode input =
                Json.object().put("type", "string").put("title", "Owning team").put("format", "team");
        input.set("default", jq("if (.user.teams | length) == 1 then .user.teams[0] else null end"));
        return input.put("description", "Pays for it, and sees its passwords.");
    }

    private ObjectNode environment() {
        ObjectNode input = Json.object().put("type", "string").put("title", "Environment");
        ObjectNode served = byType(type -> Json.array(ENVIRONMENTS.stream()
                .filter(environment -> servers.stream().anyMatch(server -> Fit.takes(server, type, environment)))
                .toList()));
        String options = "(%s // [])".formatted(SpecificationForm.chosen(served, TYPE));
        input.set("enum", jq(options));
        input.set("default", jq(options + " | .[0]"));
        return input;
    }

    private ObjectNode region() {
        ObjectNode input = Json.object().put("type", "string").put("title", "Region");
        ObjectNode regions = byType(type -> {
            ObjectNode byEnvironment = Json.object();
            ENVIRONMENTS.forEach(environment ->
                    byEnvironment.set(environment, Json.array(new TreeSet<>(regionsOf(type, environment)))));
            return byEnvironment;
        });
        String options =
                "(%s // {} | .[$form.environment // \"\"] // [])".formatted(SpecificationForm.chosen(regions, TYPE));
        input.set("enum", jq(".form as $form | " + options));
        input.set("default", jq(".form as $form | " + options + " | .[0]"));
        return input;
    }

    private List<String> regionsOf(ResourceType type, String environment) {
        return servers.stream()
                .filter(server -> Fit.takes(server, type, environment))
                .map(ConnectedServer::region)
                .toList();
    }

    /** Asked for only where there are several. */
    private ObjectNode server() {
        ObjectNode input = Json.object().put("type", "string").put("title", "Server");
        ArrayNode all = Json.array();
        for (ConnectedServer server : servers) {
            ObjectNode one = all.addObject().put("id", server.identifier()).put("region", server.region());
            one.set("environments", Json.array(server.environments()));
            one.set(
                    "types",
                    Json.array(types.stream()
                            .filter(type -> Fit.takes(server, type))
                            .map(ResourceType::identifier)
                            .toList()));
        }
        String fitting =
                "(. as $all | [%s[] | select((.types | index($all | %s)) != null and .region == ($all | %s) and (.environments | index($all | %s)) != null) | .id])"
                        .formatted(all, TYPE, REGION, ENVIRONMENT);
        input.set("enum", jq(fitting));
        input.set("default", jq(fitting + " | .[0]"));
        input.set("visible", jq(fitting + " | length > 1"));
        return input;
    }

    private ObjectNode byType(Function<ResourceType, JsonNode> said) {
        ObjectNode byType = Json.object();
        types.forEach(type -> byType.set(type.identifier(), said.apply(type)));
        return byType;
    }

    private static ObjectNode jq(String expression) {
        return Json.object().put("jqQuery", expression);
    }
}
