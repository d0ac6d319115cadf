package dev.fairway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTests extends RunningFairway {

    private String system;
    private String service;

    @BeforeEach
    void services() {
        system = blueprint("'schema': {'properties': {'tier': {'type': 'number'}}}");
        service = blueprint("""
                'schema': {'properties': {'language': {'type': 'string'}, 'replicas': {'type': 'number'},
                   'live': {'type': 'boolean'}, 'tags': {'type': 'array'}, 'since': {'type': 'string', 'format': 'date-time'}}},
                 'relations': {'system': {'target': '%s'}},
                 'mirrorProperties': {'tier': {'path': 'system.tier'}}
                """.formatted(system));
        admin.post(
                entities(system) + "/bulk",
                "{'entities': [{'identifier': 'shop', 'properties': {'tier': 1}}, {'identifier': 'back'}]}");
        admin.post(entities(service) + "/bulk", """
                {'entities': [
                 {'identifier': 'cart', 'title': 'Cart', 'properties': {'language': 'Go', 'replicas': 3, 'live': true,
                   'tags': ['web', 'core'], 'since': '2026-01-10T00:00:00Z'}, 'relations': {'system': 'shop'}},
                 {'identifier': 'pay', 'title': 'Payment 100%', 'properties': {'language': 'Java', 'replicas': 10, 'live': false,
                   'tags': ['core'], 'since': '2026-02-10T01:00:00+02:00'}, 'relations': {'system': 'shop'}},
                 {'identifier': 'ads', 'properties': {'language': 'golang', 'replicas': 2}, 'relations': {'system': 'back'}},
                 {'identifier': 'old'}]}
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            language    | =                | "Go"                 | cart
            language    | !=               | "Go"                 | ads,old,pay
            language    | contains         | "go"                 | ads,cart
            language    | doesNotContains  | "go"                 | old,pay
            language    | beginsWith       | "ja"                 | pay
            language    | endsWith         | "lang"               | ads
            language    | in               | ["Go","Java"]        | cart,pay
            language    | notIn            | ["Go","Java"]        | ads,old
            language    | isEmpty          | null                 | old
            language    | isNotEmpty       | null                 | ads,cart,pay
            replicas    | >                | 2                    | cart,pay
            replicas    | <=               | 3                    | ads,cart
            replicas    | between          | {"from":3,"to":10}   | cart,pay
            live        | =                | true                 | cart
            tags        | contains         | "core"               | cart,pay
            tags        | containsAny      | ["web","nothing"]    | cart
            tags        | isEmpty          | null                 | ads,old
            since       | >                | "2026-02-01"         | pay
            since       | between          | {"from":"2026-01-01T00:00:00Z","to":"2026-02-01T00:00:00Z"} | cart
            tier        | =                | 1                    | cart,pay
            system      | =                | "shop"               | cart,pay
            system      | isEmpty          | null                 | old
            $identifier | in               | ["ads","old"]        | ads,old
            $title      | contains         | "100%"               | pay
            $updatedAt  | between          | {"preset":"today"}   | ads,cart,old,pay
            $datasource | contains         | "fairway-tests"      | ads,cart,old,pay
            """)
    void findsByOneRule(String property, String operator, String value, String expected) {
        String rule = "{\"property\":\"%s\",\"operator\":\"%s\",\"value\":%s}".formatted(property, operator, value);

        assertThat(found("{\"combinator\":\"and\",\"rules\":[%s]}".formatted(rule)))
                .containsExactlyInAnyOrder(expected.split(","));
    }

    @Test
    void combinesRulesToAnyDepth() {
        String query = """
                {'combinator': 'or', 'rules': [
                  {'property': 'language', 'operator': '=', 'value': 'Java'},
                  {'combinator': 'and', 'rules': [
                    {'property': 'replicas', 'operator': '<', 'value': 5},
                    {'combinator': 'or', 'rules': [{'property': 'live', 'operator': '=', 'value': true}]}]}]}
                """;

        assertThat(found(query)).containsExactlyInAnyOrder("pay", "cart");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'combinator': 'xor', 'rules': []}",
                "{'rules': []}",
                "[]",
                "{'combinator': 'and', 'rules': [{'property': 'language', 'operator': 'like', 'value': 'x'}]}",
                "{'combinator': 'and', 'rules': [{'operator': '='}]}",
                "{'combinator': 'and', 'rules': [{'property': 'language', 'operator': '='}]}",
                "{'combinator': 'and', 'rules': [7]}",
                "{'combinator': 'and', 'rules': [{'property': 'since', 'operator': 'between', 'value': {'preset': 'soon'}}]}",
                "{'combinator': 'and', 'rules': [{'property': 'language', 'operator': 'beginsWith', 'value': {}}]}"
            })
    void refusesWhatIsNoQueryAndSaysWhy(String query) {
        Reply reply = admin.post(entities(service) + "/search", "{'query': %s}".formatted(query));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.at("/message").stringValue()).isNotBlank();
    }

    @Test
    void refusesACharacterThatCannotBeKeptAndAnUnreadableParameter() {
        Reply character = admin.post(
                entities(service) + "/search",
                "{'query': {'combinator': 'and', 'rules': [{'property': 'language', 'operator': '=', 'value': '\\u0000'}]}}");

        assertThat(character.status()).isEqualTo(422);
        assertThat(character.at("/message").stringValue()).contains("U+0000");
        assertThat(admin.get("/v1/audit-log?limit=many").status()).isEqualTo(422);
    }

    @Test
    void pagesThroughASortedListWithoutMissingOrRepeatingAny() {
        List<String> seen = new ArrayList<>();
        String from = "";
        do {
            Reply page = admin.post(
                    entities(service) + "/top-search",
                    "{'sort': [{'property': 'replicas', 'order': 'DESC'}], 'limit': 1, 'count': true %s}"
                            .formatted(from));
            assertThat(page.at("/total").asInt()).isEqualTo(4);
            seen.addAll(page.at("/entities").findValuesAsString("identifier"));
            from = page.at("/next").isNull()
                    ? null
                    : ", 'from': '%s'".formatted(page.at("/next").stringValue());
        } while (from != null);

        assertThat(seen).containsExactly("pay", "cart", "ads", "old");
    }

    @Test
    void refusesACursorOfAnotherList() {
        Reply reply = admin.post(entities(service) + "/top-search", "{'from': 'bm90IG9uZQ'}");

        assertThat(reply.status()).isEqualTo(422);
    }

    @Test
    void countsTheValuesOfAProperty() {
        Reply reply = admin.post(entities(service) + "/facets", "{'properties': ['tier', 'system']}");

        assertThat(reply.at("/facets/tier/0/count").asInt()).isEqualTo(2);
        assertThat(reply.at("/facets/system/0").toString()).isEqualTo("{\"value\":\"shop\",\"count\":2}");
    }

    @Test
    void showsOnlyTheFieldsThatAreWanted() {
        Reply reply = admin.post(
                entities(service) + "/search", "{'include': ['identifier', 'properties.language'], 'limit': 1}");

        assertThat(Json.fields(reply.at("/entities/0")).keySet()).containsExactly("identifier", "properties");
    }

    @Test
    void followsRelationsInBothDirections() {
        String upstream =
                "{'combinator': 'and', 'rules': [{'operator': 'relatedTo', 'blueprint': '%s', 'value': 'shop'}]}";
        String downstream =
                "{'combinator': 'and', 'rules': [{'operator': 'relatedTo', 'blueprint': '%s', 'value': 'cart', 'direction': 'downstream'}]}";

        assertThat(found(upstream.formatted(system))).containsExactlyInAnyOrder("cart", "pay");
        assertThat(everywhere(downstream.formatted(service))).containsExactly("shop");
    }

    @Test
    void searchesEveryBlueprintAtOnce() {
        String pairs = """
                {'combinator': 'or', 'rules': [
                  {'combinator': 'and', 'rules': [{'property': '$identifier', 'operator': '=', 'value': 'shop'},
                    {'property': '$blueprint', 'operator': '=', 'value': '%s'}]},
                  {'combinator': 'and', 'rules': [{'property': '$identifier', 'operator': '=', 'value': 'cart'},
                    {'property': '$blueprint', 'operator': '=', 'value': '%s'}]}]}
                """.formatted(system, service);

        assertThat(everywhere(pairs)).containsExactlyInAnyOrder("shop", "cart");
    }

    @Test
    void findsByTextInTitleIdentifierAndProperties() {
        Reply reply = admin.post(entities(service) + "/top-search", "{'search': 'GOL'}");

        assertThat(reply.at("/entities").findValuesAsString("identifier")).containsExactly("ads");
    }

    @Test
    void ranksExactNamesFirst() {
        String name = unique("needle");
        admin.post(entities(service), "{'identifier': 'in-%s-text'}".formatted(name));
        admin.post(entities(service), "{'identifier': '%s'}".formatted(name));

        Reply reply = admin.get("/v1/search?q=" + name);

        assertThat(reply.at("/results/0/identifier").stringValue()).isEqualTo(name);
        assertThat(reply.at("/results")).hasSize(2);
    }

    @Test
    void followsAPathOfRelationsWithRepeatedSteps() {
        String part = blueprint("'relations': {'of': {'target': '%s'}}".formatted(service));
        admin.patch(
                "/v1/blueprints/" + part,
                "{'relations': {'of': {'target': '%s'}, 'in': {'target': '%s'}}}".formatted(service, part));
        admin.post(entities(part) + "/bulk", """
                {'entities': [{'identifier': 'a', 'relations': {'of': 'cart'}},
                 {'identifier': 'b', 'relations': {'in': 'a', 'of': 'ads'}},
                 {'identifier': 'c', 'relations': {'in': 'b'}}, {'identifier': 'd', 'relations': {'in': 'c'}}]}
                """);

        assertThat(matching(part, "{'path': ['of', 'system']}", "'shop'")).containsExactly("a");
        assertThat(matching(part, "{'path': [{'relation': 'in', 'maxHops': 2}]}", "['a']"))
                .containsExactlyInAnyOrder("b", "c");
        assertThat(matching(part, "{'path': [{'relation': 'in', 'maxHops': 3}, 'of']}", "'cart'"))
                .containsExactlyInAnyOrder("b", "c", "d");
        assertThat(matching(service, "{'path': ['in', 'of'], 'fromBlueprint': '%s'}".formatted(part), "'c'"))
                .containsExactly("ads");
    }

    private List<String> matching(String blueprint, String property, String value) {
        Reply reply = admin.post(
                entities(blueprint) + "/search",
                "{'query': {'combinator': 'and', 'rules': [{'operator': 'matchAny', 'property': %s, 'value': %s}]}}"
                        .formatted(property, value));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.at("/entities").findValuesAsString("identifier");
    }

    @Test
    void countsWithoutListingWhenOnlyTheCountIsWanted() {
        Reply reply = admin.post(entities(service) + "/top-search", "{'countOnly': true}");

        assertThat(reply.at("/total").intValue()).isEqualTo(4);
        assertThat(reply.at("/entities")).isEmpty();
    }

    @Test
    void ranksNamesBeforeTextsThatOnlyMentionThem() {
        String word = unique("quay").replace("-", "");
        String documented =
                blueprint("'schema': {'properties': {'readme': {'type': 'string'}, 'link': {'type': 'string'}}}");
        admin.post(entities(documented) + "/bulk", """
                {'entities': [
                 {'identifier': 'mentions', 'properties': {'readme': 'Runs beside the %1$s service.'}},
                 {'identifier': 'other', 'title': 'Old %1$s', 'properties': {'readme': 'Nothing here.'}},
                 {'identifier': '%1$s', 'properties': {'link': 'https://example.com'}},
                 {'identifier': 'unrelated', 'properties': {'readme': 'Runs alone.'}}]}
                """.formatted(word));

        Reply reply = admin.get("/v1/search?q=" + word.toUpperCase(Locale.ROOT));

        assertThat(reply.at("/results").findValuesAsString("identifier")).containsExactly(word, "other", "mentions");
    }

    @Test
    void findsTextsByAllWordsInAnyOrder() {
        String word = unique("mast").replace("-", "");
        String documented = blueprint("'schema': {'properties': {'readme': {'type': 'string'}}}");
        admin.post(entities(documented) + "/bulk", """
                {'entities': [
                 {'identifier': 'both', 'properties': {'readme': 'Sails need a %1$s and a captain'}},
                 {'identifier': 'one', 'properties': {'readme': 'Only a %1$s'}}]}
                """.formatted(word));

        Reply reply = admin.get("/v1/search?q=" + Api.encoded("capt " + word + " & '"));

        assertThat(reply.at("/results").findValuesAsString("identifier")).containsExactly("both");
    }

    @Test
    void findsWordsInsideListsAndObjects() {
        String word = unique("hold").replace("-", "");
        String nested =
                blueprint("'schema': {'properties': {'tags': {'type': 'array'}, 'labels': {'type': 'object'}}}");
        admin.post(entities(nested) + "/bulk", """
                {'entities': [
                 {'identifier': 'listed', 'properties': {'tags': ['dry', 'the %1$s']}},
                 {'identifier': 'labelled', 'properties': {'labels': {'where': {'deck': '%1$s'}}}},
                 {'identifier': 'unrelated', 'properties': {'tags': ['dry']}}]}
                """.formatted(word));

        Reply reply = admin.get("/v1/search?q=" + word);

        assertThat(reply.at("/results").findValuesAsString("identifier"))
                .containsExactlyInAnyOrder("listed", "labelled");
    }

    private List<String> found(String query) {
        Reply reply = admin.post(entities(service) + "/search", "{'query': %s}".formatted(query));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.at("/entities").findValuesAsString("identifier");
    }

    private List<String> everywhere(String query) {
        Reply reply = admin.post("/v1/entities/search", query);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.at("/entities").findValuesAsString("identifier");
    }
}
