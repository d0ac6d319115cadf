package dev.fairway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.RunningFairway;
import dev.fairway.shared.Json;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What jq makes of an entity can be filtered by, right after whatever it reads has changed. */
class CalculationTests extends RunningFairway {

    private String system;
    private String service;

    /** A system is "big" from three replicas on; a service is so too, by the word of its system. */
    @BeforeEach
    void systemsAndServices() {
        system = blueprint("'schema': {'properties': {}}");
        service = blueprint("""
                'schema': {'properties': {'replicas': {'type': 'number'}}},
                'relations': {'system': {'target': '%s'}},
                'mirrorProperties': {'systemSize': {'path': 'system.size'}},
                'calculationProperties': {
                  'shout': {'type': 'string', 'calculation': '.properties.systemSize // \\"none\\" | ascii_upcase'},
                  'home': {'type': 'string', 'calculation': '.relations.system'}}
                """.formatted(system));
        admin.patch("/v1/blueprints/" + system, """
                {'aggregationProperties': {'replicas': {'target': '%s',
                   'calculationSpec': {'calculationBy': 'property', 'func': 'sum', 'property': 'replicas'}}},
                 'calculationProperties': {'size': {'type': 'string',
                   'calculation': 'if (.properties.replicas // 0) >= 3 then \\"big\\" else \\"small\\" end'}}}
                """.formatted(service));
        admin.post(entities(system), "{'identifier': 'shop'}");
        admin.post(
                entities(service),
                "{'identifier': 'cart', 'properties': {'replicas': 2}, 'relations': {'system': 'shop'}}");
    }

    @Test
    void followsAWriteToARelatedEntity() {
        assertThat(found(system, "size", "small")).containsExactly("shop");

        admin.post(
                entities(service),
                "{'identifier': 'pay', 'properties': {'replicas': 1}, 'relations': {'system': 'shop'}}");

        assertThat(found(system, "size", "big")).containsExactly("shop");
        assertThat(found(system, "size", "small")).isEmpty();
    }

    @Test
    void followsOverOneCalculationToTheNext() {
        admin.patch(entities(service) + "/cart", "{'properties': {'replicas': 3}}");

        assertThat(found(service, "shout", "BIG")).containsExactly("cart");
        assertThat(found(service, "systemSize", "big")).containsExactly("cart");
    }

    @Test
    void followsADeletionAndALostRelation() {
        admin.post(
                entities(service),
                "{'identifier': 'pay', 'properties': {'replicas': 1}, 'relations': {'system': 'shop'}}");

        admin.patch(entities(service) + "/pay", "{'relations': {'system': null}}");
        assertThat(found(system, "size", "small")).containsExactly("shop");

        admin.patch(entities(service) + "/pay", "{'relations': {'system': 'shop'}}");
        assertThat(found(system, "size", "big")).containsExactly("shop");

        admin.delete(entities(service) + "/pay");
        assertThat(found(system, "size", "small")).containsExactly("shop");
    }

    @Test
    void followsARenamedTarget() {
        admin.put(entities(system) + "/shop", "{'identifier': 'store'}");

        assertThat(found(service, "home", "store")).containsExactly("cart");
    }

    @Test
    void followsAChangedExpression() {
        admin.patch("/v1/blueprints/" + system, """
                {'calculationProperties': {'size': {'type': 'string', 'calculation': '\\"any\\"'}}}
                """);

        assertThat(found(system, "size", "any")).containsExactly("shop");
        assertThat(found(service, "shout", "ANY")).containsExactly("cart");
    }

    @Test
    void followsAChangeThatThousandsOfEntitiesRead() {
        for (int from = 0; from < 1_500; from += 500) {
            ArrayNode batch = Json.array();
            for (int number = from; number < from + 500; number++) {
                ObjectNode one = batch.addObject().put("identifier", "many-" + number);
                one.putObject("relations").put("system", "shop");
            }
            ObjectNode body = Json.object();
            body.set("entities", batch);
            admin.post(entities(service) + "/bulk", body.toString());
        }

        admin.patch(entities(service) + "/cart", "{'properties': {'replicas': 7}}");

        assertThat(admin.post(entities(service) + "/search/count", "{'query': %s}".formatted(rule("shout", "BIG")))
                        .at("/count")
                        .intValue())
                .isEqualTo(1_501);
    }

    @Test
    void readsTheClockWhenItIsAsked() {
        admin.patch("/v1/blueprints/" + system, """
                {'calculationProperties': {'size': {'type': 'boolean', 'calculation': 'now > 1000'}}}
                """);

        assertThat(admin.post(
                                entities(system) + "/search",
                                "{'query': {'combinator': 'and', 'rules': [{'property': 'size', 'operator': '=', 'value': true}]}}")
                        .at("/entities"))
                .hasSize(1);
    }

    private List<String> found(String blueprint, String property, String value) {
        return admin.post(entities(blueprint) + "/search", "{'query': %s}".formatted(rule(property, value)))
                .at("/entities")
                .findValuesAsString("identifier");
    }

    private static String rule(String property, String value) {
        return "{'combinator': 'and', 'rules': [{'property': '%s', 'operator': '=', 'value': '%s'}]}"
                .formatted(property, value);
    }
}
