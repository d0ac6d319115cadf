package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api.Reply;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The four measures of delivery, counted from what was really released. */
class MeasuresTests extends OnRepositories {

    @Test
    void countsChangesFailuresAndHowLongTheyTook() {
        String repository = open();
        String commit = developer
                .api()
                .post(at(repository) + "/commits", """
                {'message': 'Begin', 'files': [{'path': 'a.txt', 'content': '1'}]}""")
                .at("/commit")
                .stringValue();
        String service = service(repository);
        release(service, "deploy_service", "'tag': '1.0', 'commit': '%s'".formatted(commit));
        release(service, "restart_service", "'environment': 'development'");
        release(service, "deploy_service", "'tag': '1.1'");
        release(service, "roll_back_service", "'environment': 'development'");

        JsonNode measures = measures("service=" + service);

        assertThat(measures.path("changes").intValue()).isEqualTo(2);
        assertThat(measures.path("deployments").intValue()).isEqualTo(2);
        assertThat(measures.path("failed").intValue())
                .as("the one that was rolled back")
                .isEqualTo(1);
        assertThat(measures.path("leadSeconds").doubleValue()).isBetween(0.0, 3_600.0);
        assertThat(measures.path("restoreSeconds").doubleValue()).isBetween(0.0, 3_600.0);
        assertThat(developer
                        .api()
                        .get("/v1/deliveries/" + service)
                        .at("/isHosted")
                        .booleanValue())
                .isTrue();
        assertThat(developer.api().get("/v1/deliveries?name=" + service).at("/services"))
                .hasSize(1);
        assertThat(measures("team=" + team).path("changes").intValue()).isEqualTo(2);
        assertThat(measures("mine=true").path("changes").intValue()).isEqualTo(2);
        assertThat(measures("team=" + team() + "&days=7").path("changes").intValue())
                .isZero();
    }

    @Test
    void saysNothingOfWhatIsNotKnown() {
        String service = service(null);

        JsonNode measures = measures("service=" + service);

        assertThat(measures.path("changes").intValue()).isZero();
        assertThat(measures.path("leadSeconds").isNull()).isTrue();
        assertThat(measures.path("restoreSeconds").isNull()).isTrue();
        assertThat(developer
                        .api()
                        .get("/v1/delivery-measures?environment=development&days=0")
                        .text())
                .contains("days", "from 1 to 366");
        assertThat(developer
                        .api()
                        .get("/v1/delivery-measures?environment=nowhere")
                        .status())
                .isEqualTo(404);
    }

    private void release(String service, String action, String inputs) {
        String where = inputs.contains("'environment'") ? "" : "'environment': 'development', ";
        Reply run = asked(developer.api(), action, "'service': '%s', %s%s".formatted(service, where, inputs));
        assertThat(run.at("/run/status").stringValue()).as(run.text()).isEqualTo("SUCCESS");
    }

    private JsonNode measures(String filter) {
        return developer
                .api()
                .get("/v1/delivery-measures?environment=development&" + filter)
                .at("/measures");
    }
}
