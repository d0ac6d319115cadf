package dev.fairway.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api;
import dev.fairway.RunningFairway;
import java.util.List;
import org.junit.jupiter.api.Test;

class CardTests extends RunningFairway {

    @Test
    void offersWhatIsPublishedAndMayBeAskedFor() {
        String open = action("CREATE", "", "'publish': true");
        String hidden = action("CREATE", "", "'publish': false");
        String forSailors = action("CREATE", "", "'publish': true");
        admin.patch(
                "/v1/actions/%s/permissions".formatted(forSailors), "{'execute': {'roles': [], 'teams': ['sailors']}}");

        assertThat(cards(member(), "")).contains(open).doesNotContain(hidden, forSailors);
        assertThat(cards(member("sailors"), "")).contains(open, forSailors);
    }

    @Test
    void offersForAnEntityWhatIsAboutItAndWhoseConditionHolds() {
        String things = blueprint("'schema': {'properties': {'size': {'type': 'number'}}}");
        admin.post(entities(things), "{'identifier': 'small', 'properties': {'size': 1}}");
        admin.post(entities(things), "{'identifier': 'big', 'properties': {'size': 9}}");
        String about = "'blueprintIdentifier': '%s'".formatted(things);
        String any = action("DAY-2", about, "'publish': true");
        String big = action(
                "DELETE",
                about
                        + ", 'condition': {'type': 'SEARCH', 'combinator': 'and', 'rules': [{'property': 'size', 'operator': '>', 'value': 5}]}",
                "'publish': true");
        action("CREATE", about, "'publish': true");

        String of = "?blueprint=" + things + "&entity=";
        assertThat(cards(admin, of + "small")).containsExactly(any);
        assertThat(cards(admin, of + "big")).containsExactly(any, big);
        assertThat(admin.get("/v1/self-service/cards" + of + "none").status()).isEqualTo(404);
        assertThat(admin.get("/v1/self-service/cards?entity=big").status()).isEqualTo(422);
    }

    @Test
    void sayHowLongItTakes() {
        String action = action("CREATE", "", "'publish': true");
        String run = admin.post("/v1/actions/%s/runs".formatted(action), "{}")
                .at("/run/id")
                .stringValue();
        await().until(() ->
                !admin.get("/v1/actions/runs/" + run).at("/run/endedAt").isNull());

        assertThat(admin.get("/v1/self-service/cards")
                        .at("/cards")
                        .valueStream()
                        .filter(card -> card.path("identifier").stringValue().equals(action))
                        .map(card -> card.path("medianSeconds").doubleValue()))
                .singleElement()
                .satisfies(seconds -> assertThat(seconds).isBetween(0.0, 60.0));
    }

    private static List<String> cards(Api by, String query) {
        return by.get("/v1/self-service/cards" + query).at("/cards").findValuesAsString("identifier");
    }

    private String action(String operation, String trigger, String parts) {
        String identifier = unique("card");
        String things = blueprint("'schema': {'properties': {}}");
        String made = """
                {'identifier': '%s', %s, 'trigger': {'type': 'self-service', 'operation': '%s'%s},
                 'invocationMethod': {'type': 'UPSERT_ENTITY', 'blueprintIdentifier': '%s', 'mapping': {'identifier': 'one'}}}""".formatted(identifier, parts, operation, trigger.isEmpty() ? "" : ", " + trigger, things);
        assertThat(admin.post("/v1/actions", made).status()).isEqualTo(201);
        return identifier;
    }
}
