package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api.Reply;
import dev.fairway.access.Actor;
import dev.fairway.delivery.contents.Commits;
import dev.fairway.delivery.contents.FileChange;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.shared.Json;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What change requests to the values say before they are merged. */
class ValuesReviewTests extends OnRepositories {

    private static final String VALUES = "/v1/repositories/platform/values";

    @Autowired
    Repositories repositories;

    @Autowired
    Commits commits;

    private String service;
    private String branch;

    @BeforeEach
    void deploy() {
        service = unique("parcel");
        branch = unique("more");
        assertThat(developer
                        .api()
                        .post("/v1/deliveries", """
                {'name': '%s', 'team': '%s', 'values': {'kind': 'service', 'image': {'repository': 'registry.example/harbor/parcel'},
                 'port': 8080, 'health': {'path': '/health'}, 'cpu': '100m', 'memory': '128Mi'}}""".formatted(service, team))
                        .status())
                .isEqualTo(201);
        Reply run = asked(
                developer.api(),
                "deploy_service",
                "'service': '%s', 'environment': 'development', 'tag': '1.0'".formatted(service));
        assertThat(run.at("/run/status").asString("")).as(run.text()).isEqualTo("SUCCESS");
    }

    @Test
    void sayInOneCommentWhatAMergeReleases() {
        int request = proposed("replicas: 4\nmemory: 1Gi\n");

        String comment = comment(request, "`4`");

        assertThat(comment)
                .contains("1 to change, 0 as they are, 0 that may not run", "%s in development".formatted(service))
                .contains(
                        "/spec/replicas", "CPU, cores", "0.2", "0.4", "| Cost a month, USD | 4.75 | 20.00 (+15.25) |");
        assertThat(check(request).path("state").stringValue()).isEqualTo("SUCCESS");

        write("replicas: 5\n");

        assertThat(comment(request, "`5`")).doesNotContain("1Gi");
        assertThat(admin.get(at(request) + "/comments")
                        .at("/comments")
                        .valueStream()
                        .filter(one -> one.path("botKey").asString("").equals("values")))
                .hasSize(1);
    }

    @Test
    void sayWhyValuesWouldMakeNothing() {
        int request = proposed("replicas: many\nmemmory: 1Gi\n");

        String comment = comment(request, "/replicas");

        assertThat(comment).contains("1 that may not run", "development/values.yaml:1", "memory");
        assertThat(check(request).path("state").stringValue()).isEqualTo("FAILURE");
    }

    @Test
    void areReleasedOnceTheyAreMerged() {
        int request = proposed("replicas: 6\n");
        comment(request, "`6`");
        Person lead = person();
        admin.patch(VALUES, "{'grants': [{'kind': 'USER', 'name': '%s', 'level': 'WRITE'}]}".formatted(lead.email()));
        Reply approved = lead.api().post(at(request) + "/reviews", "{'verdict': 'APPROVED'}");
        Reply merged = lead.api().post(at(request) + "/merge", "{}");
        assertThat(merged.status()).as(approved.text() + merged.text()).isEqualTo(200);

        JsonNode newest = await().until(
                        () -> developer
                                .api()
                                .get("/v1/deliveries/%s/releases?environment=development".formatted(service))
                                .at("/releases/0"),
                        one -> one.path("number").intValue() == 2);

        assertThat(newest.path("kind").stringValue()).isEqualTo("CONFIGURE");
        assertThat(newest.at("/wanted/image/tag").stringValue()).isEqualTo("1.0");
    }

    @Test
    void followTheMainBranchAndSayThatTheyConflict() {
        int request = proposed("replicas: 4\n");
        assertThat(comment(request, "`4`")).doesNotContain("`3`");

        onMain("teams/%s/values.yaml".formatted(team), "replicas: 3\n");
        assertThat(comment(request, "`3`")).contains("`4`", "1 to change");

        onMain("services/%s/development/values.yaml".formatted(service), "replicas: 7\n");
        assertThat(comment(request, "otherwise")).contains("services/%s/development/values.yaml".formatted(service));
        assertThat(check(request).path("state").stringValue()).isEqualTo("FAILURE");

        onMain("services/%s/development/values.yaml".formatted(service), "replicas: 4\n");
        assertThat(comment(request, "0 to change")).contains("0 that may not run");
    }

    private void onMain(String path, String text) {
        commits.write(
                repositories.get(RepositoryName.of("platform", "values")),
                Commits.Place.on("main"),
                Actor.SYSTEM,
                "Change values",
                List.of(FileChange.write(path, text)));
    }

    private int proposed(String text) {
        write(text);
        Reply made = developer.api().post(VALUES + "/change-requests", """
                {'title': 'More of %s', 'source': '%s', 'target': 'main'}""".formatted(service, branch));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.at("/changeRequest/number").intValue();
    }

    private void write(String text) {
        Reply written = admin.post(VALUES + "/commits", """
                {'branch': '%s', 'from': 'main', 'message': 'More', 'files': [{'path': 'services/%s/development/values.yaml', 'content': %s}]}""".formatted(branch, service, Json.text(text)));
        assertThat(written.status()).as(written.text()).isLessThan(300);
    }

    private String at(int request) {
        return VALUES + "/change-requests/" + request;
    }

    private String comment(int request, String saying) {
        return await().until(
                        () -> admin.get(at(request) + "/comments")
                                .at("/comments")
                                .valueStream()
                                .filter(one -> one.path("botKey").asString("").equals("values"))
                                .map(one -> one.path("body").stringValue())
                                .findFirst()
                                .orElse(""),
                        body -> body.contains(saying));
    }

    private JsonNode check(int request) {
        return admin.get(at(request))
                .at("/checks")
                .valueStream()
                .filter(one -> one.path("name").asString("").equals("values"))
                .findFirst()
                .orElseThrow();
    }
}
