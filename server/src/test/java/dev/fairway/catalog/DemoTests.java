package dev.fairway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
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
    void isForAdministrators() {
        assertThat(member().post("/v1/demo", "{}").status()).isEqualTo(403);
    }
}
