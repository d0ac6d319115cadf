package dev.fairway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.RunningFairway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Each value is right on the very next read after the write that it follows from. */
class DerivedPropertyTests extends RunningFairway {

    private String system;
    private String service;

    @BeforeEach
    void model() {
        system = blueprint("'schema': {'properties': {'tier': {'type': 'number'}}}");
        service = blueprint("""
                'schema': {'properties': {'replicas': {'type': 'number'}, 'live': {'type': 'boolean'}}},
                 'relations': {'system': {'target': '%s'}},
                 'mirrorProperties': {'tier': {'path': 'system.tier'}, 'systemTitle': {'path': 'system.$title'}},
                 'calculationProperties': {'label': {'type': 'string',
                    'calculation': '.identifier + (.properties.replicas | tostring)'}}
                """.formatted(system));
        admin.patch("/v1/blueprints/" + system, """
                {'aggregationProperties': {
                  'services': {'target': '%1$s', 'calculationSpec': {'calculationBy': 'entities', 'func': 'count'}},
                  'live': {'target': '%1$s', 'calculationSpec': {'calculationBy': 'entities', 'func': 'count'},
                     'query': {'combinator': 'and', 'rules': [{'property': 'live', 'operator': '=', 'value': true}]}},
                  'replicas': {'target': '%1$s', 'calculationSpec': {'calculationBy': 'property', 'func': 'sum', 'property': 'replicas'}},
                  'middle': {'target': '%1$s', 'calculationSpec': {'calculationBy': 'property', 'func': 'median', 'property': 'replicas'}}}}
                """.formatted(service));
        admin.post(entities(system), "{'identifier': 'shop', 'title': 'Shop', 'properties': {'tier': 1}}");
        admin.post(
                entities(service),
                "{'identifier': 'a', 'properties': {'replicas': 2, 'live': true}, 'relations': {'system': 'shop'}}");
        admin.post(
                entities(service),
                "{'identifier': 'b', 'properties': {'replicas': 4}, 'relations': {'system': 'shop'}}");
    }

    @Test
    void mirrorsWhatARelatedEntityIsNow() {
        admin.patch(entities(system) + "/shop", "{'title': 'Online shop', 'properties': {'tier': 2}}");

        assertThat(properties(service, "a").get("tier").asInt()).isEqualTo(2);
        assertThat(properties(service, "a").get("systemTitle").stringValue()).isEqualTo("Online shop");
    }

    @Test
    void calculatesByJq() {
        admin.patch(entities(service) + "/a", "{'properties': {'replicas': 7}}");

        assertThat(properties(service, "a").get("label").stringValue()).isEqualTo("a7");
        assertThat(admin.post(
                                entities(service) + "/search",
                                "{'query': {'combinator': 'and', 'rules': [{'property': 'label', 'operator': '=', 'value': 'a7'}]}}")
                        .at("/entities"))
                .hasSize(1);
    }

    @Test
    void countsAndSumsUpWhatIsRelatedNow() {
        assertThat(properties(system, "shop").get("services").asInt()).isEqualTo(2);
        assertThat(properties(system, "shop").get("live").asInt()).isEqualTo(1);
        assertThat(properties(system, "shop").get("replicas").asInt()).isEqualTo(6);
        assertThat(properties(system, "shop").get("middle").asInt()).isEqualTo(3);

        admin.delete(entities(service) + "/b");

        assertThat(properties(system, "shop").get("services").asInt()).isEqualTo(1);
        assertThat(properties(system, "shop").get("replicas").asInt()).isEqualTo(2);
    }

    @Test
    void canBeFilteredAndSortedLikeStoredOnes() {
        admin.post(entities(system), "{'identifier': 'empty'}");

        var reply = admin.post(entities(system) + "/top-search", """
                {'query': {'combinator': 'and', 'rules': [{'property': 'services', 'operator': '>=', 'value': 0}]},
                 'sort': [{'property': 'services', 'order': 'DESC'}]}
                """);

        assertThat(reply.at("/entities").findValuesAsString("identifier")).containsExactly("shop", "empty");
    }

    @Test
    void inheritsTheOwnerOfARelatedEntity() {
        String part = blueprint("""
                'relations': {'of': {'target': '%s'}}, 'ownership': {'type': 'Inherited', 'path': 'of'}
                """.formatted(system));
        admin.patch(entities(system) + "/shop", "{'team': ['team-anchor']}");

        var made = admin.post(entities(part), "{'identifier': 'p', 'relations': {'of': 'shop'}}");

        assertThat(made.at("/entity/team/0").stringValue()).isEqualTo("team-anchor");
        assertThat(admin.post(
                                entities(part) + "/search",
                                "{'query': {'combinator': 'and', 'rules': [{'property': '$team', 'operator': '=', 'value': 'team-anchor'}]}}")
                        .at("/entities"))
                .hasSize(1);
    }

    private JsonNode properties(String blueprint, String identifier) {
        return admin.get(entities(blueprint) + "/" + identifier).at("/entity/properties");
    }
}
