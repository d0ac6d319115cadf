package dev.fairway.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.MailServer;
import dev.fairway.RecordingServer;
import dev.fairway.RecordingServer.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Links in mails and messages that lead to a decision. */
class ApprovalLinkTests extends Asking {

    static final Pattern LINK = Pattern.compile("/approve#([\\w.-]+)");

    @Autowired
    DSLContext db;

    @Test
    void showsTheRequestAndDecidesNothingWhenItIsOpened() {
        Person approver = person();
        String run = ask(person(), asksFor(approver));

        Reply opened = open(approver.api(), mailed(approver));

        assertThat(opened.at("/run/id").stringValue()).isEqualTo(run);
        assertThat(opened.at("/run/approvals/mayDecide").booleanValue()).isTrue();
        assertThat(opened.at("/reader").stringValue()).isEqualTo(approver.email());
        assertThat(status(run)).isEqualTo("WAITING_FOR_APPROVAL");
    }

    @Test
    void decidesOnceByAPress() {
        Person approver = person();
        String run = ask(person(), asksFor(approver));
        String token = mailed(approver);

        Reply decided = decide(approver.api(), token, "APPROVE");
        Reply again = decide(approver.api(), token, "DECLINE");

        assertThat(decided.status()).isEqualTo(201);
        assertThat(again.error()).isEqualTo("link_used");
        assertThat(status(run)).isEqualTo("IN_PROGRESS");
        Reply opened = open(approver.api(), token);
        assertThat(opened.at("/used").booleanValue()).isTrue();
        assertThat(opened.at("/run/approvals/decisions/0/approver").stringValue())
                .isEqualTo(approver.email());
    }

    @Test
    void asksForASignInAndIsForItsRecipientAlone() {
        Person approver = person();
        String run = ask(person(), asksFor(approver));
        String token = mailed(approver);

        assertThat(open(anonymous, token).error()).isEqualTo("unauthorized");
        assertThat(decide(anonymous, token, "APPROVE").error()).isEqualTo("unauthorized");
        Reply other = decide(person().api(), token, "APPROVE");
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.text()).contains(approver.email());
        assertThat(decide(approver.api().with("x-csrf-token", "none"), token, "APPROVE")
                        .status())
                .isEqualTo(403);
        assertThat(status(run)).isEqualTo("WAITING_FOR_APPROVAL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "x.y", ".", "cl8.", "{token}x", "x{token}", "{other}.{tag}"})
    void refusesTokensThatWereNotMadeHere(String forged) {
        Person approver = person();
        String run = ask(person(), asksFor(approver));
        String token = mailed(approver);
        String other = Base64.getUrlEncoder().encodeToString("another\n9999999999\n".getBytes(StandardCharsets.UTF_8));
        String tag = token.substring(token.indexOf('.') + 1);

        Reply refused = decide(
                approver.api(),
                forged.replace("{token}", token).replace("{other}", other).replace("{tag}", tag),
                "APPROVE");

        assertThat(refused.error()).isEqualTo("link_not_valid");
        assertThat(status(run)).isEqualTo("WAITING_FOR_APPROVAL");
    }

    @Test
    void namesWhatIsWrongWithADecision() {
        Person approver = person();
        ask(person(), asksFor(approver));
        String token = mailed(approver);

        assertThat(decide(approver.api(), "", "APPROVE").text()).contains("token");
        assertThat(decide(approver.api(), "x".repeat(3_000), "APPROVE").status())
                .isEqualTo(422);
        assertThat(decide(approver.api(), token, "PERHAPS").text()).contains("PERHAPS");
        assertThat(decide(approver.api(), token, "DECLINE").status()).isEqualTo(201);
    }

    @Test
    void isKeptNowhere() {
        Person approver = person();
        ask(person(), asksFor(approver));

        String token = mailed(approver);

        assertThat(db.fetch("select * from notifications.delivery where recipient = ?", approver.email())
                        .toString())
                .contains(approver.email())
                .doesNotContain(token);
    }

    @Test
    void lastsAsLongAsARequestMayWait() {
        Person approver = person();
        String run = ask(person(), asksFor(approver));
        String token = mailed(approver);
        admin.post("/v1/actions/runs/%s/cancel".formatted(run), "{'reason': 'no more'}");

        assertThat(decide(approver.api(), token, "APPROVE").error()).isEqualTo("not_waiting");
    }

    @Test
    void letsEachOfATeamDecideWithTheLinkInItsChannel() {
        try (RecordingServer slack = new RecordingServer(request -> Answer.of(200, "ok"))) {
            String team = unique("crew");
            admin.post("/v1/teams", "{'name': '%s'}".formatted(team));
            admin.put("/v1/notifications/teams/" + team, "{'slack': '%s'}".formatted(slack.url("/")));
            Person first = person(team);
            Person second = person(team);
            String action = asksFor("'teams': ['%s']".formatted(team), "{'type': 'ALL'}");
            String run = ask(person(), action);
            await().atMost(Duration.ofSeconds(20)).until(() -> !slack.requests().isEmpty());
            String token = tokenIn(slack.requests().getFirst().body());

            assertThat(decide(anonymous, token, "APPROVE").error()).isEqualTo("unauthorized");
            assertThat(decide(person().api(), token, "APPROVE").status()).isEqualTo(403);
            assertThat(decide(first.api(), token, "APPROVE").status()).isEqualTo(201);
            assertThat(decide(first.api(), token, "APPROVE").error()).isEqualTo("link_used");
            assertThat(status(run)).isEqualTo("WAITING_FOR_APPROVAL");
            assertThat(decide(second.api(), token, "APPROVE").status()).isEqualTo(201);
            assertThat(status(run)).isEqualTo("IN_PROGRESS");
        }
    }

    private String status(String run) {
        return admin.get("/v1/actions/runs/" + run).at("/run/status").stringValue();
    }

    static String mailed(Person person) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !MailServer.to(person.email()).isEmpty());
        return tokenIn(MailServer.to(person.email()).getFirst().body());
    }

    static String tokenIn(String message) {
        Matcher link = LINK.matcher(message);
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    static Reply open(Api api, String token) {
        return api.post("/v1/approval-links/open", "{'token': '%s'}".formatted(token));
    }

    static Reply decide(Api api, String token, String status) {
        return api.post("/v1/approval-links/decide", "{'token': '%s', 'status': '%s'}".formatted(token, status));
    }
}
