package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api.Reply;
import dev.fairway.access.Actor;
import dev.fairway.delivery.contents.Commits;
import dev.fairway.delivery.contents.FileChange;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The chart in {@code platform/golden-paths}, as the platform team changes it. */
class ChartChangeTests extends OnRepositories {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String VALUES = "/v1/repositories/platform/values";
    private static final String GOLDEN = "/v1/repositories/platform/golden-paths";
    private static final String TEMPLATE = "charts/service/templates/service.yaml";
    private static final String PIN = "organisation/chart.yaml";

    @Autowired
    Repositories repositories;

    @Autowired
    Commits commits;

    private String service;
    private String shipped;

    @BeforeEach
    void release() {
        service = unique("parcel");
        developer.api().post("/v1/deliveries", """
                {'name': '%s', 'team': '%s', 'values': {'kind': 'service', 'image': {'repository': 'registry.example/harbor/parcel'},
                 'port': 8080, 'health': {'path': '/health'}, 'cpu': '100m', 'memory': '128Mi'}}""".formatted(service, team));
        asked("deploy_service", ", 'tag': '1.0'");
        admin.get("/v1/golden-paths/dockerfiles");
        shipped = admin.get(GOLDEN + "/file?path=" + TEMPLATE).at("/file/text").stringValue();
    }

    /** What comes with Fairway counts again. */
    @AfterEach
    void forget() {
        write("values", List.of(FileChange.delete(PIN)));
    }

    @Test
    void isProposedWithWhatItChangesAndCountsOnceItIsMerged() {
        chart(shipped + """
                ---
                {{- if eq .Values.name "%s" }}
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: %1$s-by-the-chart
                  namespace: {{ .Release.Namespace }}
                {{- end }}
                """.formatted(service));
        int request = proposed();
        String comment = await().atMost(LONG)
                .until(() -> comment(request), text -> text.contains("ConfigMap %s-by-the-chart".formatted(service)));
        assertThat(comment).contains("%s in development".formatted(service));
        assertThat(manifests()).doesNotContain("by-the-chart");

        merged(request);

        await().atMost(LONG).until(() -> releases().path(0).path("number").intValue() == 2);
        assertThat(releases().path(0).path("kind").stringValue()).isEqualTo("CONFIGURE");
        assertThat(manifests()).contains("%s-by-the-chart".formatted(service));

        asked("roll_back_service", "");

        assertThat(releases().path(0).path("goesBackTo").intValue()).isEqualTo(1);
        assertThat(manifests()).as("as it was made then").doesNotContain("by-the-chart");
    }

    @Test
    void thatIsBrokenMakesNothingAndSaysSoBeforeItIsMerged() {
        chart("{{ fail \"harbor closed\" }}\n");
        int request = proposed();
        await().atMost(LONG).until(() -> comment(request).contains("harbor closed"));
        assertThat(admin.get("%s/change-requests/%d".formatted(VALUES, request)).text())
                .contains("FAILURE");

        chart(shipped);

        await().atMost(LONG).until(() -> !comment(request).contains("harbor closed"));
        admin.post("%s/change-requests/%d/close".formatted(VALUES, request), "{}");
    }

    @Test
    void thatIsNoneIsRefusedWithItsPlace() {
        write("values", List.of(FileChange.write(PIN, "commit: main\n")));

        Reply run = asked("deploy_service", ", 'tag': '1.1'");

        assertThat(run.text()).contains(PIN, "40 hexadecimal digits");
        assertThat(releases()).hasSize(1);
    }

    private Reply asked(String action, String more) {
        return asked(
                developer.api(), action, "'service': '%s', 'environment': 'development'%s".formatted(service, more));
    }

    private void chart(String template) {
        write("golden-paths", List.of(FileChange.write(TEMPLATE, template)));
    }

    private void write(String repository, List<FileChange> changes) {
        HostedRepository written = repositories.get(RepositoryName.of("platform", repository));
        commits.write(written, Commits.Place.on("main"), Actor.SYSTEM, "Change the chart", changes);
    }

    /** @return its number */
    private int proposed() {
        return await().atMost(LONG)
                .until(
                        () -> admin.get(VALUES + "/change-requests?state=OPEN")
                                .at("/changeRequests")
                                .valueStream()
                                .filter(one -> one.path("source").asString("").equals("golden-paths/chart"))
                                .mapToInt(one -> one.path("number").intValue())
                                .findFirst()
                                .orElse(0),
                        number -> number > 0);
    }

    private String comment(int request) {
        return admin.get("%s/change-requests/%d/comments".formatted(VALUES, request))
                .text();
    }

    private void merged(int request) {
        Person lead = person();
        admin.patch(VALUES, "{'grants': [{'kind': 'USER', 'name': '%s', 'level': 'WRITE'}]}".formatted(lead.email()));
        String address = "%s/change-requests/%d".formatted(VALUES, request);
        Reply approved = lead.api().post(address + "/reviews", "{'verdict': 'APPROVED'}");
        Reply merged = lead.api().post(address + "/merge", "{}");
        assertThat(merged.status()).as(approved.text() + merged.text()).isEqualTo(200);
    }

    private JsonNode releases() {
        return developer
                .api()
                .get("/v1/deliveries/%s/releases?environment=development".formatted(service))
                .at("/releases");
    }

    private String manifests() {
        return admin.get("/v1/repositories/platform/deployments/file?path=development/%s/manifests.yaml"
                        .formatted(service))
                .at("/file/text")
                .asString("");
    }
}
