package dev.fairway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class DemoTests extends RunningFairway {

    @Test
    void comesWithThreeMonthsOfHistoryAndGoesWithoutATrace() {
        assertThat(admin.post("/v1/demo", "{}").at("/demo/loaded").booleanValue())
                .isTrue();

        Reply counts = admin.get("/v1/blueprints/counts");
        assertThat(counts.at("/counts/service").asInt()).isEqualTo(15);
        assertThat(counts.at("/counts/runningService").asInt()).isEqualTo(75);
        assertThat(counts.at("/counts/deployment").asInt()).isGreaterThan(400);
        Reply running = admin.get(entities("runningService") + "/checkout-production");
        assertThat(running.at("/entity/team/0").stringValue()).isEqualTo("team-anchor");
        assertThat(running.at("/entity/properties/language").stringValue()).isEqualTo("Go");

        Reply asked = member("team-anchor").post("/v1/actions/scaffold_service/runs", """
                {'properties': {'name': 'gift-cards', 'team': 'team-anchor', 'text': 'Sells gifts.', 'language': 'Go',
                 'tier': 'Tier 1'}}""");
        assertThat(asked.at("/run/status").stringValue()).isEqualTo("WAITING_FOR_APPROVAL");
        assertThat(asked.at("/run/properties/slack").stringValue()).isEqualTo("#shop-gift-cards");

        assertThat(admin.delete("/v1/demo").at("/demo/loaded").booleanValue()).isFalse();
        assertThat(admin.get("/v1/blueprints/service").status()).isEqualTo(404);
        assertThat(admin.get("/v1/teams/team-harbor").status()).isEqualTo(404);
        assertThat(admin.get("/v1/actions/scaffold_service").status()).isEqualTo(404);
        assertThat(admin.get("/v1/policy/rules/demo-names").status()).isEqualTo(404);
    }

    @Test
    void staysWholeWhileBlueprintsOfTheCompanysOwnPointToIt() {
        admin.post("/v1/demo", "{}");
        String own = blueprint("'relations': {'runs': {'target': 'service', 'many': false, 'required': false}}");

        Reply refused = admin.delete("/v1/demo");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains(own, "remove those relations first");
        assertThat(admin.get("/v1/blueprints/counts").at("/counts/service").asInt())
                .isGreaterThanOrEqualTo(15);
        admin.delete("/v1/blueprints/" + own);
        assertThat(admin.delete("/v1/demo").status()).isEqualTo(200);
    }

    @Test
    void goesWhenReleasesBelongToItsServices() {
        admin.post("/v1/demo", "{}");
        admin.post("/v1/deliveries", """
                {'name': 'checkout', 'team': 'team-anchor', 'values': {'kind': 'service',
                 'image': {'repository': 'registry.example.com/shop/checkout'}, 'port': 8080,
                 'health': {'path': '/health'}, 'cpu': '100m', 'memory': '128Mi'}}""");
        admin.post(
                "/v1/actions/deploy_service/runs",
                "{'properties': {'service': 'checkout', 'environment': 'development', 'tag': '1.0'}}");
        Awaitility.await()
                .until(() -> admin.get("/v1/blueprints/release/entities/checkout-development-1")
                        .at("/entity/relations/service")
                        .asString("")
                        .equals("checkout"));

        assertThat(admin.delete("/v1/demo").at("/demo/loaded").asBoolean(true)).isFalse();
        assertThat(admin.get("/v1/blueprints/release/entities/checkout-development-1")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void isForAdministrators() {
        assertThat(member().post("/v1/demo", "{}").status()).isEqualTo(403);
    }
}
