package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Deployments that others carry out, and say so. */
class ReportedReleaseTests extends OnRepositories {

    private String service;

    @BeforeEach
    void take() {
        service = service(null);
    }

    @Test
    void endAReleaseThatWasHandedOverOnceHoweverOftenTheyAreSent() {
        deployed("1.0");

        Reply live = reported(developer.api(), "'tag': '1.0'");
        Reply again = reported(developer.api(), "'tag': '1.0', 'outcome': 'LIVE'");

        assertThat(live.at("/release/state").stringValue()).as(live.text()).isEqualTo("LIVE");
        assertThat(live.at("/release/message").stringValue())
                .isEqualTo("%s says that it is live.".formatted(developer.email()));
        assertThat(again.at("/release/endedAt")).isEqualTo(live.at("/release/endedAt"));
        assertThat(releases()).hasSize(1);
        assertThat(developer.api().get("/v1/notifications").text())
                .contains("Live: release 1 of %s in development".formatted(service));
    }

    @Test
    void bringAnEnvironmentBackWhereTheySayThatItsReleaseFailed() {
        deployed("1.0");
        reported(developer.api(), "'tag': '1.0'");
        deployed("1.1");

        reported(developer.api(), "'tag': '1.1', 'outcome': 'FAILED', 'message': 'Argo CD gave up.'");

        JsonNode back =
                await().until(() -> releases().get(0), one -> one.path("number").intValue() == 3);
        assertThat(back.path("kind").stringValue()).isEqualTo("ROLL_BACK");
        assertThat(back.path("goesBackTo").intValue()).isEqualTo(1);
        assertThat(releases().get(1).path("message").stringValue()).isEqualTo("Argo CD gave up.");
    }

    @Test
    void areReleasesOfTheirOwnWhereNobodyKnowsTheVersionWhichCountAndArePromoted() {
        String digest = "sha256:" + "a".repeat(64);

        Reply known = reported(
                developer.api(),
                "'tag': '2.0', 'digest': '%s', 'workflow': 'https://ci.example.com/runs/7'".formatted(digest));
        Reply failed = reported(developer.api(), "'tag': '2.1', 'outcome': 'FAILED'");
        reported(developer.api(), "'tag': '2.1', 'outcome': 'LIVE'");

        assertThat(known.at("/release/kind").stringValue()).as(known.text()).isEqualTo("REPORTED");
        assertThat(known.at("/release/wanted/release/workflow").stringValue())
                .isEqualTo("https://ci.example.com/runs/7");
        assertThat(failed.at("/release/number").intValue()).isEqualTo(2);
        assertThat(releases()).hasSize(2);
        JsonNode measures = developer
                .api()
                .get("/v1/delivery-measures?environment=development&service=" + service)
                .at("/measures");
        assertThat(measures.path("deployments").intValue()).isEqualTo(2);
        assertThat(admin.get("/v1/repositories/platform/values/file?path=services/%s/development/release.yaml"
                                .formatted(service))
                        .at("/file/text")
                        .stringValue())
                .contains("tag: \"2.1\"");
        asked(developer.api(), "promote_service", "'service': '%s', 'environment': 'staging'".formatted(service));
        assertThat(releases("staging").get(0).at("/wanted/image/tag").stringValue())
                .isEqualTo("2.1");
        Reply back = asked(
                developer.api(),
                "roll_back_service",
                "'service': '%s', 'environment': 'development'".formatted(service));
        assertThat(back.text()).contains("earlier release");
    }

    @Test
    void areRefusedOfOthersAndWithTheFieldThatIsWrong() {
        Person stranger = person(team());

        assertThat(reported(stranger.api(), "'tag': '1.0'").status()).isEqualTo(403);
        assertThat(reported(developer.api(), "'tag': 'a b'").text()).contains("tag", "a b");
        assertThat(reported(developer.api(), "'tag': '1', 'digest': 'sha256:1'").text())
                .contains("digest", "64 hexadecimal digits");
        assertThat(reported(developer.api(), "'tag': '1', 'commit': 'main'").text())
                .contains("commit");
        assertThat(reported(developer.api(), "'tag': '1', 'outcome': 'PERHAPS'").text())
                .contains("outcome is ", "PERHAPS", "which is none of LIVE, FAILED");
        assertThat(reported(developer.api(), "'tag': '1', 'message': '%s'".formatted("x".repeat(1_001)))
                        .text())
                .contains("message", "at most 1,000");
        assertThat(developer
                        .api()
                        .post("/v1/deliveries/%s/releases".formatted(service), "{'tag': '1', 'environment': 'nowhere'}")
                        .status())
                .isEqualTo(404);
        assertThat(releases()).isEmpty();
    }

    private void deployed(String tag) {
        Reply run = asked(
                developer.api(),
                "deploy_service",
                "'service': '%s', 'environment': 'development', 'tag': '%s'".formatted(service, tag));
        assertThat(run.at("/run/status").stringValue()).as(run.text()).isEqualTo("SUCCESS");
    }

    private Reply reported(Api by, String body) {
        return by.post(
                "/v1/deliveries/%s/releases".formatted(service), "{'environment': 'development', %s}".formatted(body));
    }

    private JsonNode releases() {
        return releases("development");
    }

    private JsonNode releases(String environment) {
        return developer
                .api()
                .get("/v1/deliveries/%s/releases?environment=%s".formatted(service, environment))
                .at("/releases");
    }
}
