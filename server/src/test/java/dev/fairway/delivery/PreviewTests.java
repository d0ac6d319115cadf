package dev.fairway.delivery;

import static fairway.tables.delivery.Tables.PREVIEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api.Reply;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Change requests that are tried in an environment without a cluster. */
class PreviewTests extends OnChangeRequests {

    private String environment;
    private String service;
    private String head;
    private String request;

    @BeforeEach
    void propose() {
        environment = unique("bay");
        switched("{'domain': '{service}-{change}.preview.example.com', 'hours': 48, 'most': 2}");
        service = service(repository);
        head = pushed("feature", "a.txt", "after\n");
        request = opened("feature");
    }

    @AfterEach
    void switchOff() {
        switched("null");
    }

    private Reply switched(String previews) {
        return admin.put(
                "/v1/environments/" + environment,
                "{'title': 'Bay', 'position': 90, 'previews': %s}".formatted(previews));
    }

    @Test
    void runsTheNewestCommitByItselfBesideTheEnvironment() {
        started("");

        JsonNode preview = preview();
        assertThat(preview.path("state").stringValue()).isEqualTo("RUNNING");
        assertThat(preview.path("release").stringValue()).isEqualTo("HANDED_OVER");
        assertThat(preview.path("tag").stringValue()).isEqualTo(head);
        assertThat(preview.path("commit").stringValue()).isEqualTo(head);
        assertThat(preview.path("domain").stringValue()).isEqualTo(service + "-1.preview.example.com");
        assertThat(OffsetDateTime.parse(preview.path("endsAt").stringValue()))
                .isAfter(OffsetDateTime.now().plusHours(47));
        assertThat(manifests())
                .contains(
                        "namespace: %s-preview-1".formatted(service),
                        "host: %s-1.preview.example.com".formatted(service),
                        "replicas: 1",
                        head)
                .doesNotContain("PodDisruptionBudget", "HorizontalPodAutoscaler");
        await().until(() -> comments(request).toString().contains("**Preview**"));
        assertThat(comments(request))
                .hasSize(1)
                .first()
                .asString()
                .contains(service + "-1.preview.example.com", head, "until");
    }

    @Test
    void isInNoListOfEnvironmentsReleasesOrEntities() {
        started("");

        assertThat(admin.get("/v1/environments").text()).doesNotContain("preview.1.");
        assertThat(developer
                        .api()
                        .get("/v1/deliveries/" + service)
                        .at("/environments")
                        .toString())
                .doesNotContain("preview.1.");
        assertThat(developer.api().get("/v1/deliveries?name=" + service).at("/services/0/places"))
                .isEmpty();
        String day = OffsetDateTime.now().toLocalDate().toString();
        String next = OffsetDateTime.now().plusDays(2).toLocalDate().toString();
        assertThat(developer
                        .api()
                        .get("/v1/releases?from=%s&to=%s&team=%s".formatted(day, next, team))
                        .at("/releases"))
                .isEmpty();
        assertThat(admin.get("/v1/blueprints/release/entities/%s-preview.1.%1$s-1".formatted(service))
                        .status())
                .isEqualTo(404);
        assertThat(admin.delete("/v1/environments/preview.1." + service).status())
                .isEqualTo(404);
        assertThat(admin.get("/v1/environments/preview.1.%s/followers".formatted(service))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void isBroughtToTheNextCommitWhenAskedAgainAndKeepsItsEnd() {
        started("");
        String ends = preview().path("endsAt").stringValue();
        String next = pushed("feature", "a.txt", "after that\n");

        started("");

        assertThat(preview().path("tag").stringValue()).isEqualTo(next);
        assertThat(preview().path("endsAt").stringValue()).isEqualTo(ends);
        await().until(() -> comments(request).toString().contains(next));
        assertThat(comments(request)).hasSize(1);
    }

    @Test
    void goesWithItsChangeRequestAndLeavesNothing() {
        started("");

        developer.api().post(request + "/close", "{}");

        await().until(() -> preview().path("state").stringValue().equals("ENDED"));
        assertThat(preview().path("message").stringValue()).contains("closed");
        assertThat(admin.get(file("deployments", "previews/preview.1.%s/manifests.yaml"))
                        .status())
                .isEqualTo(404);
        assertThat(admin.get(file("values", "services/%1$s/preview.1.%1$s/values.yaml"))
                        .status())
                .isEqualTo(404);
        assertThat(admin.get(file("values", "services/%1$s/preview.1.%1$s/release.yaml"))
                        .status())
                .isEqualTo(404);
        await().until(() -> comments(request).toString().contains("is gone"));
        assertThat(developer.api().delete("/v1/deliveries/" + service).status()).isEqualTo(200);
    }

    @Test
    void endsWhenItsTimeIsOverAfterAReminder() {
        started("");
        ends(OffsetDateTime.now().plusHours(3));
        run("end-previews");
        run("end-previews");
        await().until(() -> told() == 1);
        assertThat(preview().path("state").stringValue()).isEqualTo("RUNNING");

        Reply extended = developer.api().post(request + "/preview/extend", "{'hours': 336}");
        assertThat(extended.status()).as(extended.text()).isEqualTo(200);
        assertThat(OffsetDateTime.parse(preview().path("endsAt").stringValue()))
                .isAfter(OffsetDateTime.now().plusHours(335));
        assertThat(developer
                        .api()
                        .post(request + "/preview/extend", "{'hours': 337}")
                        .text())
                .contains("two weeks");
        ends(OffsetDateTime.now().minusSeconds(1));
        run("end-previews");

        await().until(() -> preview().path("state").stringValue().equals("ENDED"));
        assertThat(preview().path("message").stringValue()).contains("Its time is over.");
        assertThat(developer.api().post(request + "/preview/extend", "{}").status())
                .isEqualTo(409);
    }

    @Test
    void canBeStoppedAndBegunAgain() {
        started("");
        assertThat(developer.api().delete("/v1/deliveries/" + service).text()).contains("stop its previews first");

        assertThat(developer
                        .api()
                        .delete(request + "/preview")
                        .at("/preview/state")
                        .stringValue())
                .isEqualTo("ENDING");
        await().until(() -> preview().path("state").stringValue().equals("ENDED"));
        started(", 'tag': 'again'");

        assertThat(preview().path("state").stringValue()).isEqualTo("RUNNING");
        assertThat(preview().path("tag").stringValue()).isEqualTo("again");
        assertThat(preview().path("message").stringValue()).doesNotContain("stopped");
    }

    @Test
    void isForWhoeverMayWriteAndBelongsToTheTeamOfTheService() {
        Person stranger = person();
        assertThat(stranger.api().post(request + "/preview", "{}").status()).isEqualTo(403);
        String others = team();
        Person other = person(others);
        String theirs = unique("ferry");
        other.api().post("/v1/deliveries", """
                {'name': '%s', 'team': '%s', 'repository': '%s', 'values': {'image': {'repository': 'registry.example.com/ferry'}, 'port': 80}}""".formatted(theirs, others, repository));

        Reply reply = asking(", 'service': '%s'".formatted(theirs));
        Reply action = asked(developer.api(), "deploy_service", """
                'service': '%s', 'environment': '%s', 'tag': '1', 'preview': true, 'change': 1""".formatted(theirs, environment));
        Reply writer = asked(other.api(), "deploy_service", """
                'service': '%s', 'environment': '%s', 'tag': '1', 'preview': true, 'change': 1""".formatted(theirs, environment));

        assertThat(reply.status()).as(reply.text()).isEqualTo(403);
        assertThat(action.text()).contains("belongs to the team " + others);
        assertThat(writer.text()).contains("may read", "and not write");
    }

    @Test
    void isJudgedAsADeploymentToItsEnvironment() {
        String rule = unique("bay-rule");
        Reply made = admin.post("/v1/policy/rules", """
                {'identifier': '%s', 'title': 'Bay', 'effect': 'DENY', 'message': 'no previews in the bay',
                 'when': 'request.action == \\"deploy_service\\" && request.environment == \\"%s\\" && inputs.preview == true'}""".formatted(rule, environment));
        assertThat(made.status()).as(made.text()).isLessThan(300);
        try {
            assertThat(asking("").text()).contains("no previews in the bay");
            assertThat(previews()).isEmpty();
        } finally {
            admin.delete("/v1/policy/rules/" + rule);
        }
    }

    @Test
    void refusesMoreThanATeamMayHaveAndWhereNothingIsTried() {
        started("");
        pushed("second", "b.txt", "b\n");
        String second = opened("second");
        pushed("third", "c.txt", "c\n");
        String third = opened("third");
        assertThat(developer.api().post(second + "/preview", body("")).status()).isEqualTo(202);
        await().until(() ->
                developer.api().get(second + "/preview").at("/previews").size() == 1);

        assertThat(developer.api().post(third + "/preview", body("")).text()).contains("has 2 previews");
        switched("null");
        assertThat(asking("").text()).contains("not tried in " + environment);
        developer.api().post(third + "/close", "{}");
        switched("{}");
        assertThat(developer.api().post(third + "/preview", body("")).text()).contains("CLOSED");
    }

    @Test
    void refusesSettingsThatCannotBe() {
        assertThat(switched("{'domain': '{service}.preview.example.com'}").text())
                .contains("previews.domain", "{change}");
        assertThat(switched("{'domain': '{service}-{change}.pre view'}").text()).contains("previews.domain");
        assertThat(switched("{'hours': 337}").text()).contains("previews.hours");
        assertThat(switched("{'most': 0}").text()).contains("previews.most");
        assertThat(admin.put("/v1/environments/preview", "{}").text()).contains("what pipelines call previews");
    }

    @Test
    void aPipelineOfABranchMakesOne() {
        head = pushed("feature", ".fairway/pipeline.yaml", """
                stages:
                  - name: try
                    deploy: {service: %s, environment: preview}
                """.formatted(service));

        await().atMost(java.time.Duration.ofSeconds(60))
                .until(() -> previews().size() == 1
                        && head.equals(preview().path("tag").asString("")));
        assertThat(preview().path("createdBy").stringValue()).isEqualTo("system");
    }

    private String body(String more) {
        return "{'environment': '%s'%s}".formatted(environment, more);
    }

    private Reply asking(String more) {
        return developer.api().post(request + "/preview", body(more));
    }

    private void started(String more) {
        Reply reply = asking(more);
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        String run = "/v1/actions/runs/" + reply.at("/run").stringValue();
        await().until(() -> !admin.get(run).at("/run/status").asString("").equals("IN_PROGRESS"));
        assertThat(admin.get(run).at("/run/status").stringValue())
                .as(admin.get(run).text())
                .isEqualTo("SUCCESS");
    }

    private JsonNode previews() {
        return developer.api().get(request + "/preview").at("/previews");
    }

    private JsonNode preview() {
        return previews().get(0);
    }

    private void ends(OffsetDateTime at) {
        db.update(PREVIEW)
                .set(PREVIEW.ENDS_AT, at)
                .set(PREVIEW.CREATED_AT, at.minusDays(3))
                .where(PREVIEW.SERVICE.eq(service))
                .execute();
    }

    private long told() {
        return developer
                .api()
                .get("/v1/notifications")
                .at("/notifications")
                .valueStream()
                .filter(one -> one.path("kind").asString("").equals("preview-ends"))
                .count();
    }

    private String manifests() {
        return admin.get(file("deployments", "previews/preview.1.%s/manifests.yaml"))
                .at("/file/text")
                .asString("");
    }

    private String file(String repository, String path) {
        return "/v1/repositories/platform/%s/file?path=%s".formatted(repository, path.formatted(service));
    }
}
