package dev.fairway.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api.Reply;
import dev.fairway.MailServer;
import dev.fairway.RecordingServer;
import dev.fairway.RecordingServer.Answer;
import dev.fairway.RunningFairway;
import dev.fairway.shared.Json;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class NotificationTests extends RunningFairway {

    @Autowired
    private DSLContext db;

    @Autowired
    private Digests digests;

    @Test
    void tellsWhoeverAskedHowItEndedInTheListAndByMail() {
        Person asker = person();
        String action = action("");
        String run = ask(asker, action);

        admin.patch("/v1/actions/runs/" + run, "{'status': 'FAILURE', 'summary': 'The quay is full.'}");

        Reply list = asker.api().get("/v1/notifications");
        assertThat(list.at("/unread").intValue()).isEqualTo(1);
        assertThat(list.at("/notifications/0/subject").stringValue()).isEqualTo("Failed: " + action);
        assertThat(list.at("/notifications/0/body").stringValue()).startsWith("The quay is full.");
        assertThat(list.at("/notifications/0/link").stringValue()).isEqualTo("/self-service/runs/" + run);
        assertThat(asker.api()
                        .get("/v1/notifications?language=ko")
                        .at("/notifications/0/subject")
                        .stringValue())
                .isEqualTo("실패: " + action);
        await().until(() -> MailServer.to(asker.email()).size() == 1);
        MailServer.Mail mail = MailServer.to(asker.email()).getFirst();
        assertThat(mail.subject()).isEqualTo("Failed: " + action);
        assertThat(mail.body())
                .contains("The quay is full.")
                .containsPattern("http://localhost:\\d+/self-service/runs/" + run);

        asker.api()
                .post(
                        "/v1/notifications/read",
                        "{'ids': [%d]}".formatted(list.at("/notifications/0/id").longValue()));
        assertThat(asker.api().get("/v1/notifications/unread").at("/unread").intValue())
                .isZero();
        assertThat(asker.api().get("/v1/notifications?unread=true").at("/notifications"))
                .isEmpty();
    }

    @Test
    void tellsThoseWhoHaveToApproveButNotWhoeverAsked() {
        String team = team();
        Person asker = person(team);
        Person approver = person(team);
        Person other = person();
        String action = action("'requiredApproval': true, ");
        admin.patch(
                "/v1/actions/%s/permissions".formatted(action),
                "{'approve': {'roles': [], 'teams': ['%s']}}".formatted(team));

        String run = ask(asker, action);

        assertThat(subjects(approver)).containsExactly("%s asks: %s".formatted(asker.email(), action));
        assertThat(subjects(asker)).isEmpty();
        assertThat(subjects(other)).isEmpty();
        approver.api()
                .patch(
                        "/v1/actions/runs/%s/approval".formatted(run),
                        "{'status': 'DECLINE', 'description': 'not now'}");
        assertThat(subjects(asker)).containsExactly("Declined: " + action);
    }

    @Test
    void remindsEscalatesAndEndsWhatNobodyDecidesOn() {
        String team = team();
        Person asker = person();
        Person approver = person(team);
        String action = action("'requiredApproval': true, ");
        admin.patch(
                "/v1/actions/%s/permissions".formatted(action),
                "{'approve': {'roles': [], 'teams': ['%s']}}".formatted(team));
        String run = ask(asker, action);

        age(run, 25);
        overdue(run, "reminded_at is not null");
        assertThat(subjects(approver)).first().isEqualTo("Still waits for you: " + action);
        age(run, 80);
        overdue(run, "escalated_at is not null");
        age(run, 24 * 15);
        overdue(run, "status = 'DECLINED'");

        assertThat(admin.get("/v1/actions/runs/" + run).at("/run/statusLabel").stringValue())
                .isEqualTo("EXPIRED");
        assertThat(subjects(asker)).containsExactly("Nobody decided: " + action);
        assertThat(approver.api()
                        .patch("/v1/actions/runs/%s/approval".formatted(run), "{'status': 'APPROVE'}")
                        .error())
                .isEqualTo("not_waiting");
    }

    @Test
    void carriesOutWhatCannotWaitAndHasItReviewedAfterwards() {
        String team = team();
        Person asker = person();
        Person other = person();
        Person approver = person(team);
        String action = action("'requiredApproval': true, 'urgent': {'users': ['%s']}, ".formatted(asker.email()));
        admin.patch(
                "/v1/actions/%s/permissions".formatted(action),
                "{'approve': {'roles': [], 'teams': ['%s']}}".formatted(team));
        String runs = "/v1/actions/%s/runs".formatted(action);

        assertThat(other.api().post(runs, "{'urgent': 'the quay burns'}").status())
                .isEqualTo(403);
        assertThat(asker.api().post(runs, "{'urgent': ' '}").status()).isEqualTo(422);
        assertThat(asker.api()
                        .post("/v1/actions/%s/preview".formatted(action), "{}")
                        .at("/preview/mayGoAhead")
                        .booleanValue())
                .isTrue();
        Reply run = asker.api().post(runs, "{'urgent': 'the quay burns'}");
        String id = run.at("/run/id").stringValue();

        assertThat(run.at("/run/status").stringValue()).isEqualTo("IN_PROGRESS");
        await().until(() ->
                admin.get("/v1/actions/runs/" + id).at("/run/pendingExecution").asBoolean(false));
        assertThat(subjects(approver)).containsExactly("Without approval: " + action);
        assertThat(admin.get("/v1/actions/runs/%s/logs".formatted(id)).text()).contains("the quay burns");
        String review = "/v1/actions/runs/%s/review".formatted(id);
        assertThat(approver.api()
                        .get("/v1/actions/runs?awaiting=me")
                        .at("/runs")
                        .findValuesAsString("id"))
                .contains(id);
        assertThat(asker.api().post(review, "{'comment': 'fine'}").status()).isEqualTo(403);
        assertThat(other.api().post(review, "{'comment': 'fine'}").status()).isEqualTo(403);
        assertThat(approver.api().post(review, "{'comment': ''}").status()).isEqualTo(422);
        approver.api().post(review, "{'comment': 'it did burn'}");
        assertThat(approver.api().post(review, "{'comment': 'again'}").error()).isEqualTo("nothing_to_review");
        assertThat(approver.api()
                        .get("/v1/actions/runs?awaiting=me")
                        .at("/runs")
                        .findValuesAsString("id"))
                .doesNotContain(id);
        assertThat(asker.api()
                        .get("/v1/actions/runs/" + id)
                        .at("/run/review/comment")
                        .stringValue())
                .isEqualTo("it did burn");
    }

    @Test
    void tellsATeamInSlackAndByWebhookAndTriesAgainUntilItIsTaken() {
        AtomicInteger calls = new AtomicInteger();
        try (RecordingServer outside = new RecordingServer(
                request -> Answer.of(request.path().equals("/hook") && calls.incrementAndGet() == 1 ? 500 : 200, ""))) {
            String team = team();
            Person member = person(team);
            String action = action("'requiredApproval': true, ");
            admin.patch(
                    "/v1/actions/%s/permissions".formatted(action),
                    "{'approve': {'roles': [], 'teams': ['%s']}}".formatted(team));
            assertThat(person().api()
                            .put("/v1/notifications/teams/" + team, "{'slack': 'https://example.com/'}")
                            .status())
                    .isEqualTo(403);
            Reply wrong = member.api().put("/v1/notifications/teams/" + team, "{'slack': 'hush-hush'}");
            assertThat(wrong.status()).isEqualTo(422);
            assertThat(wrong.text()).doesNotContain("hush-hush");
            Reply set = member.api()
                    .put(
                            "/v1/notifications/teams/" + team,
                            "{'slack': '%s', 'webhook': '%s', 'language': 'ko'}"
                                    .formatted(outside.url("/slack-secret"), outside.url("/hook")));
            assertThat(set.text()).doesNotContain("slack-secret");

            ask(person(), action);

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> outside.requests().size() == 3);
            RecordingServer.Request slack = outside.requests().stream()
                    .filter(request -> request.path().equals("/slack-secret"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Json.read(slack.body()).at("/text").stringValue()).contains("님의 요청: " + action);
            assertThat(outside.requests().getLast().headers()).containsKeys("idempotency-key", "x-port-signature");
            await().until(() ->
                    admin.get("/v1/notifications/deliveries?state=SENT").text().contains(team));
            Reply log = admin.get("/v1/notifications/deliveries");
            assertThat(log.at("/deliveries")
                            .valueStream()
                            .filter(one -> one.path("recipient").asString("").equals(team)
                                    && one.path("channel").asString("").equals("WEBHOOK"))
                            .map(one -> one.path("attempts").intValue()))
                    .containsExactly(2);
            assertThat(log.text()).doesNotContain("slack-secret");
            assertThat(member.api().get("/v1/notifications/deliveries").status())
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @CsvSource({"json, kind", "slack, text"})
    void tellsTheWebhookOfAnActionThatARequestWaitsForApproval(String format, String field) {
        try (RecordingServer outside = new RecordingServer(request -> Answer.of(200, ""))) {
            String action = action(
                    "'requiredApproval': true, 'approvalNotification': {'type': 'webhook', 'format': '%s', 'url': '%s'}, "
                            .formatted(format, outside.url("/hush-hush")));

            ask(person(), action);

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !outside.requests().isEmpty());
            JsonNode told = Json.read(outside.requests().getFirst().body());
            assertThat(told.path(field).asString("")).containsAnyOf("approval-needed", "/approve#");
            assertThat(told.toString()).contains("asks: " + action);
            assertThat(admin.get("/v1/notifications/deliveries").text())
                    .contains("action/" + action)
                    .doesNotContain("hush-hush");
        }
    }

    @Test
    void sendsNoMailAboutWhatSomebodyMutedAndOneADayWhereTheyWantThat() {
        Person asker = person();
        String action = action("");
        assertThat(asker.api()
                        .put("/v1/notifications/preference", "{'mail': 'SOMETIMES'}")
                        .status())
                .isEqualTo(422);
        assertThat(asker.api()
                        .put("/v1/notifications/preference", "{'muted': ['everything']}")
                        .status())
                .isEqualTo(422);
        asker.api().put("/v1/notifications/preference", "{'muted': ['run-succeeded'], 'language': 'ko'}");
        end(ask(asker, action), "SUCCESS");
        end(ask(asker, action), "FAILURE");
        await().until(() -> MailServer.to(asker.email()).size() == 1);
        assertThat(MailServer.to(asker.email()).getFirst().subject()).isEqualTo("실패: " + action);

        asker.api().put("/v1/notifications/preference", "{'mail': 'DAILY', 'language': 'en'}");
        end(ask(asker, action), "SUCCESS");
        db.execute(
                "update notifications.preference set digest_at = now() - interval '25 hours' where person = ?",
                asker.email());
        digests.run();

        await().until(() -> MailServer.to(asker.email()).size() == 2);
        MailServer.Mail digest = MailServer.to(asker.email()).getLast();
        assertThat(digest.subject()).isEqualTo("3 things since yesterday");
        assertThat(digest.body()).contains("- Done: " + action, "- Failed: " + action);
        assertThat(subjects(asker)).hasSize(3);
    }

    @Test
    void keepsNothingForWhoeverGetsTheNameOfSomebodyThatIsGone() {
        Person first = person();
        end(ask(first, action("")), "SUCCESS");
        await().until(() -> !subjects(first).isEmpty());
        first.api().put("/v1/notifications/preference", "{'language': 'ko', 'mail': 'OFF', 'muted': []}");

        admin.delete("/v1/users/" + first.email());
        Person second = personNamed(first.email());

        assertThat(second.api().get("/v1/notifications").at("/notifications")).isEmpty();
        assertThat(second.api()
                        .get("/v1/notifications/preference")
                        .at("/preference/mail")
                        .stringValue())
                .isEqualTo("NOW");
    }

    @Test
    void keepsWhereATeamIsToldWhenItIsRenamedAndNothingWhenItIsGone() {
        String team = team();
        String renamed = team + "-renamed";
        admin.put("/v1/notifications/teams/" + team, "{'webhook': 'https://hooks.example.com/team'}");

        admin.put("/v1/teams/" + team, "{'name': '%s'}".formatted(renamed));

        assertThat(hasWebhook(renamed)).isTrue();

        admin.delete("/v1/teams/" + renamed);
        admin.post("/v1/teams", "{'name': '%s'}".formatted(renamed));

        assertThat(hasWebhook(renamed)).isFalse();
    }

    @Test
    void hasEveryMessageInBothLanguages() {
        Texts texts = new Texts();

        assertThat(texts.kinds(Language.KO)).isEqualTo(texts.kinds(Language.EN));
    }

    private String team() {
        String team = unique("crew");
        admin.post("/v1/teams", "{'name': '%s'}".formatted(team));
        return team;
    }

    private String action(String more) {
        String action = unique("told");
        admin.post(
                "/v1/actions",
                "{'identifier': '%s', %s'trigger': {'type': 'self-service', 'operation': 'CREATE'}, 'invocationMethod': {'type': 'WEBHOOK', 'url': 'https://example.invalid/', 'agent': true}}"
                        .formatted(action, more));
        return action;
    }

    private String ask(Person person, String action) {
        Reply asked = person.api().post("/v1/actions/%s/runs".formatted(action), "{}");
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        return asked.at("/run/id").stringValue();
    }

    private void end(String run, String status) {
        await().until(() ->
                admin.get("/v1/actions/runs/" + run).at("/run/pendingExecution").asBoolean(false));
        admin.patch("/v1/actions/runs/" + run, "{'status': '%s'}".formatted(status));
    }

    private boolean hasWebhook(String team) {
        return admin.get("/v1/notifications/teams/" + team).at("/hasWebhook").booleanValue();
    }

    private static List<String> subjects(Person person) {
        return person.api()
                .get("/v1/notifications")
                .at("/notifications")
                .valueStream()
                .map(one -> one.path("subject").stringValue())
                .toList();
    }

    /** As if it had been asked for so many hours ago. */
    private void age(String run, int hours) {
        db.execute(
                "update selfservice.run set created_at = now() - make_interval(hours => ?) where id = ?", hours, run);
    }

    private void overdue(String run, String fact) {
        await().until(() -> {
            admin.post("/v1/jobs/overdue-approvals/run", "{}");
            return db.fetchOptional("select 1 from selfservice.run where id = ? and " + fact, run)
                    .isPresent();
        });
    }
}
