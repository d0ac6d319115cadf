package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Services leave environments, and delivery as a whole. */
class RemovalTests extends OnRepositories {

    private String service;

    @BeforeEach
    void deploy() {
        service = service(null);
        carriedOut("deploy_service", ", 'tag': '1.0'");
    }

    @Test
    void takesTheManifestsAwayAndBringsThemBackByARollback() {
        assertThat(manifests()).isEqualTo(200);

        carriedOut("remove_service", "");

        assertThat(manifests()).isEqualTo(404);
        JsonNode standing = standing();
        assertThat(standing.at("/live").isNull()).isTrue();
        assertThat(standing.at("/newest/kind").stringValue()).isEqualTo("REMOVE");
        assertThat(standing.at("/newest/message").stringValue())
                .isEqualTo("Its manifests are taken out of platform/deployments, for whoever reads them there.");
        assertThat(asked("remove_service", "").text()).contains("release");
        carriedOut("roll_back_service", "");
        assertThat(manifests()).isEqualTo(200);
        assertThat(standing().at("/live/wanted/image/tag").stringValue()).isEqualTo("1.0");
    }

    @Test
    void saysBeforehandWhatIsLost() {
        Reply preview = developer
                .api()
                .post(
                        "/v1/actions/remove_service/preview",
                        "{'properties': {'service': '%s', 'environment': 'development'}}".formatted(service));

        assertThat(preview.text())
                .contains("1.0 → nothing", "Deployment " + service, "Service " + service)
                .contains("LOST");
    }

    @Test
    void isNeitherPromotedFromThereNorReleasedAgainByValues() {
        carriedOut("remove_service", "");

        Reply promoted = developer
                .api()
                .post(
                        "/v1/actions/promote_service/runs",
                        "{'properties': {'service': '%s', 'environment': 'staging'}}".formatted(service));
        assertThat(promoted.text()).contains("live release", "development");
        admin.post(
                "/v1/repositories/platform/values/commits",
                "{'message': 'More', 'files': [{'path': 'services/%s/development/values.yaml', 'content': 'memory: 256Mi\\n'}]}"
                        .formatted(service));
        carriedOut("deploy_service", ", 'tag': '1.1'");

        assertThat(developer
                        .api()
                        .get("/v1/deliveries/%s/releases?environment=development".formatted(service))
                        .at("/releases/0/number")
                        .intValue())
                .as("deployed, removed, deployed, and nothing in between")
                .isEqualTo(3);
    }

    @Test
    void leavesDeliveryOnlyWhenItRunsNowhere() {
        Reply early = developer.api().delete("/v1/deliveries/" + service);
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.text()).contains("development", "remove it from there first");
        carriedOut("remove_service", "");
        assertThat(person(team()).api().delete("/v1/deliveries/" + service).status())
                .isEqualTo(403);

        Reply gone = developer.api().delete("/v1/deliveries/" + service);

        assertThat(gone.status()).as(gone.text()).isEqualTo(200);
        assertThat(developer.api().get("/v1/deliveries/" + service).status()).isEqualTo(404);
        assertThat(admin.get("/v1/repositories/platform/values/file?path=services/%s/values.yaml".formatted(service))
                        .status())
                .isEqualTo(404);
        assertThat(admin.get("/v1/audit-log?resources=delivery&action=DELETE&limit=1")
                        .text())
                .contains(service);
        assertThat(developer.api().delete("/v1/deliveries/" + service).status()).isEqualTo(404);
        assertThat(developer
                        .api()
                        .post("/v1/deliveries", "{'name': '%s', 'team': '%s'}".formatted(service, team))
                        .status())
                .as("its name is free again")
                .isEqualTo(201);
    }

    private void carriedOut(String action, String more) {
        Reply run = asked(action, more);
        assertThat(run.at("/run/status").stringValue()).as(run.text()).isEqualTo("SUCCESS");
    }

    private Reply asked(String action, String more) {
        return asked(
                developer.api(), action, "'service': '%s', 'environment': 'development'%s".formatted(service, more));
    }

    private int manifests() {
        return admin.get("/v1/repositories/platform/deployments/file?path=development/%s/manifests.yaml"
                        .formatted(service))
                .status();
    }

    private JsonNode standing() {
        return developer.api().get("/v1/deliveries/" + service).at("/environments/0");
    }
}
