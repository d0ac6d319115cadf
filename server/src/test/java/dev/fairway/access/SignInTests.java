package dev.fairway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import dev.fairway.shared.Json;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SignInTests extends RunningFairway {

    @Test
    void givesACredentialATokenThatClientsCanRead() {
        Reply reply = anonymous.post(
                "/v1/auth/access_token",
                "{'clientId': '%s', 'clientSecret': '%s'}".formatted(Api.CLIENT_ID, Api.CLIENT_SECRET));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/tokenType").stringValue()).isEqualTo("Bearer");
        assertThat(reply.at("/expiresIn").asInt()).isEqualTo(10_800);
        String payload = reply.at("/accessToken").stringValue().split("\\.")[1];
        JsonNode claims = Json.read(new String(Base64.getUrlDecoder().decode(payload)));
        assertThat(claims.get("isMachine").booleanValue()).isTrue();
        assertThat(claims.get("personalToken").booleanValue()).isFalse();
    }

    @Test
    void refusesAWrongSecretWithoutSayingWhatIsWrong() {
        Reply wrongSecret = anonymous.post(
                "/v1/auth/access_token", "{'clientId': '%s', 'clientSecret': 'wrong'}".formatted(Api.CLIENT_ID));
        Reply unknown = anonymous.post("/v1/auth/access_token", "{'clientId': 'nobody', 'clientSecret': 'wrong'}");

        assertThat(wrongSecret.status()).isEqualTo(401);
        assertThat(wrongSecret.text()).isEqualTo(unknown.text());
    }

    @Test
    void refusesATokenThatSomebodyElseSigned() {
        String forged = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ0ZXN0LWNsaWVudCJ9.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

        assertThat(anonymous
                        .with("Authorization", "Bearer " + forged)
                        .get("/v1/blueprints")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void signsABrowserInAndAsksForTheTokenOfTheSessionOnChanges() {
        Reply signedIn = anonymous.post(
                "/v1/auth/session", "{'email': 'ADMIN@example.com', 'password': '%s'}".formatted(ADMIN_PASSWORD));
        String cookie = signedIn.header("set-cookie");
        Api browser = anonymous.with("Cookie", cookie.split(";")[0]);

        assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict");
        assertThat(browser.get("/v1/auth/session").at("/user/email").stringValue())
                .isEqualTo(ADMIN_EMAIL);
        assertThat(browser.post("/v1/teams", "{'name': 'without-token'}").error())
                .isEqualTo("csrf");
        Api trusted = browser.with("x-csrf-token", signedIn.at("/csrfToken").stringValue());
        assertThat(trusted.post("/v1/teams", "{'name': '%s'}".formatted(unique("with-token")))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void tellsScriptsThatSomebodyIsSignedInAndNothingElse() {
        Reply signedIn = anonymous.post(
                "/v1/auth/session", "{'email': '%s', 'password': '%s'}".formatted(ADMIN_EMAIL, ADMIN_PASSWORD));
        String hint = signedIn.headers().getOrDefault("set-cookie", List.of("")).getLast();

        assertThat(hint).startsWith("fairway_signed_in=true;").doesNotContain("HttpOnly");
        assertThat(anonymous
                        .with("Cookie", hint.split(";")[0])
                        .get("/v1/auth/session")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void forgetsTheSessionAtSignOut() {
        Reply signedIn = anonymous.post(
                "/v1/auth/session", "{'email': '%s', 'password': '%s'}".formatted(ADMIN_EMAIL, ADMIN_PASSWORD));
        Api browser = anonymous
                .with("Cookie", signedIn.header("set-cookie").split(";")[0])
                .with("x-csrf-token", signedIn.at("/csrfToken").stringValue());

        assertThat(browser.delete("/v1/auth/session").status()).isEqualTo(200);
        assertThat(browser.get("/v1/auth/session").status()).isEqualTo(401);
    }

    @Test
    void slowsGuessingDown() {
        String guess = "{'email': 'guessed@example.com', 'password': 'guess'}";
        for (int i = 0; i < 5; i++) {
            assertThat(anonymous.post("/v1/auth/session", guess).error()).isEqualTo("invalid_credentials");
        }

        Reply throttled = anonymous.post("/v1/auth/session", guess);

        assertThat(throttled.status()).isEqualTo(429);
        assertThat(throttled.error()).isEqualTo("too_many_attempts");
    }

    @Test
    void refusesARevokedCredentialAtOnce() {
        Reply made = admin.post("/v1/credentials", "{'name': 'short-lived', 'role': 'Admin'}");
        String clientId = made.at("/credential/clientId").stringValue();
        Api program = anonymous.withToken(clientId, made.at("/clientSecret").stringValue());
        assertThat(program.get("/v1/organization").status()).isEqualTo(200);

        admin.delete("/v1/credentials/" + clientId);

        assertThat(program.get("/v1/organization").status()).isEqualTo(401);
    }

    @Test
    void answersEveryRequestWithATraceId() {
        assertThat(anonymous.get("/v1/blueprints").headers()).containsKey("x-trace-id");
    }
}
