package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.RecordingServer;
import dev.fairway.RecordingServer.Answer;
import dev.fairway.RecordingServer.Request;
import dev.fairway.shared.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WebhookTests extends OnRepositories {

    private String hooks(String repository) {
        return at(repository) + "/webhooks";
    }

    private Reply added(String repository, String url, String events) {
        return developer.api().post(hooks(repository), "{'url': '%s', 'events': [%s]}".formatted(url, events));
    }

    private JsonNode delivery(String repository, Reply webhook, String state) {
        String deliveries = hooks(repository) + "/" + webhook.at("/webhook/id").stringValue() + "/deliveries";
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> developer.api().get(deliveries).at("/deliveries/0"),
                        found -> found.at("/answer").isString()
                                && found.at("/state").stringValue().equals(state));
    }

    @Test
    void tellsAnAddressWhatWasPushedSignedAndOnce() {
        String repository = open();
        try (RecordingServer outside = new RecordingServer(request -> Answer.of(204, ""))) {
            Reply webhook = added(repository, outside.url("/hook?token=hidden"), "'PUSH'");
            assertThat(webhook.text()).doesNotContain("hidden");
            GitProgram mine = cloned(repository);
            String commit = mine.commit("a.txt", "1");
            mine.done("push", "origin", "main");

            assertThat(delivery(repository, webhook, "DELIVERED").at("/answer").stringValue())
                    .isEqualTo("It answered 204");
            List<Request> requests = outside.requests();
            assertThat(requests).hasSize(1);
            Request request = requests.getFirst();
            assertThat(request.path()).isEqualTo("/hook?token=hidden");
            assertThat(request.headers()).containsKeys("x-port-signature", "x-port-timestamp", "idempotency-key");
            JsonNode body = Json.read(request.body());
            assertThat(body.at("/to").stringValue()).isEqualTo(commit);
            assertThat(body.at("/by").stringValue()).isEqualTo(developer.email());
        }
    }

    @Test
    void tellsOfChangeRequestsAndTriesAgainLater() {
        String repository = open();
        try (RecordingServer outside = new RecordingServer(request -> Answer.of(500, ""))) {
            Reply webhook = added(repository, outside.url("/hook"), "'CHANGE_REQUEST'");
            GitProgram mine = cloned(repository);
            mine.commit("a.txt", "1");
            mine.done("push", "origin", "main");
            mine.commit("a.txt", "2");
            mine.done("push", "origin", "main:feature");
            developer.api().post(at(repository) + "/change-requests", "{'title': 'Change', 'source': 'feature'}");

            JsonNode failing = delivery(repository, webhook, "WAITING");
            assertThat(failing.at("/attempts").intValue()).isEqualTo(1);
            assertThat(failing.at("/answer").stringValue()).isEqualTo("It answered 500");
            assertThat(Json.read(failing.at("/body").stringValue()).at("/state").stringValue())
                    .isEqualTo("OPEN");
        }
    }

    @Test
    void isSignedWithASecretThatIsShownOnceAndTriedByATest() throws Exception {
        String repository = open();
        try (RecordingServer outside = new RecordingServer(request -> Answer.of(204, ""))) {
            Reply webhook = added(repository, outside.url("/hook"), "'PUSH'");
            String secret = webhook.at("/secret").stringValue();
            assertThat(developer.api().get(hooks(repository)).text()).doesNotContain(secret);

            Reply test = developer.api().post(hook(repository, webhook) + "/test", "{}");

            assertThat(test.status()).as(test.text()).isEqualTo(201);
            assertThat(delivery(repository, webhook, "DELIVERED").at("/event").stringValue())
                    .isEqualTo("TEST");
            Request request = outside.requests().getFirst();
            assertThat(Json.read(request.body()).at("/by").stringValue()).isEqualTo(developer.email());
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signature = mac.doFinal((request.headers().get("x-port-timestamp") + "." + request.body())
                    .getBytes(StandardCharsets.UTF_8));
            assertThat(request.headers())
                    .containsEntry(
                            "x-port-signature", "v1," + Base64.getEncoder().encodeToString(signature));
        }
    }

    @Test
    void sendsAgainWhatWasSentAsANewMessage() {
        String repository = open();
        try (RecordingServer outside = new RecordingServer(request -> Answer.of(204, ""))) {
            Reply webhook = added(repository, outside.url("/hook"), "'PUSH'");
            String path = hook(repository, webhook);
            developer.api().post(path + "/test", "{}");
            JsonNode first = delivery(repository, webhook, "DELIVERED");

            Reply again = developer
                    .api()
                    .post(
                            "%s/deliveries/%s/again"
                                    .formatted(path, first.at("/id").stringValue()),
                            "{}");

            assertThat(again.status()).as(again.text()).isEqualTo(201);
            assertThat(again.at("/delivery/body")).isEqualTo(first.path("body"));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> outside.requests().size() == 2);
            assertThat(outside.requests())
                    .extracting(Request::body)
                    .hasSize(2)
                    .containsOnly(first.at("/body").stringValue());
            assertThat(outside.requests())
                    .extracting(request -> request.headers().get("idempotency-key"))
                    .doesNotHaveDuplicates();
            assertThat(developer
                            .api()
                            .post(path + "/deliveries/00000000-0000-0000-0000-000000000000/again", "{}")
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void tellsNothingWhileItIsSwitchedOff() {
        String repository = open();
        try (RecordingServer outside = new RecordingServer(request -> Answer.of(204, ""))) {
            Reply webhook = added(repository, outside.url("/hook"), "'PUSH'");
            String path = hook(repository, webhook);

            Reply off = developer.api().patch(path, "{'active': false}");

            assertThat(off.at("/webhook/active").booleanValue()).as(off.text()).isFalse();
            GitProgram mine = cloned(repository);
            mine.commit("a.txt", "1");
            mine.done("push", "origin", "main");
            Reply refused = developer.api().post(path + "/test", "{}");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text()).contains("webhook_off", "switch it on");
            developer.api().patch(path, "{'active': true, 'events': ['CHANGE_REQUEST', 'PUSH']}");
            mine.commit("a.txt", "2");
            mine.done("push", "origin", "main");
            delivery(repository, webhook, "DELIVERED");
            assertThat(developer.api().get(path + "/deliveries").at("/deliveries"))
                    .hasSize(1);
            assertThat(developer.api().patch(path, "{'events': ['TEST']}").status())
                    .isEqualTo(422);
            assertThat(admin.get("/v1/audit-log?resources=git_webhook&identifier=" + Api.encoded(repository))
                            .at("/audits"))
                    .hasSize(3);
        }
    }

    private String hook(String repository, Reply webhook) {
        return hooks(repository) + "/" + webhook.at("/webhook/id").stringValue();
    }

    @Test
    void reachesNoPrivateAddress() {
        String repository = open();
        Reply webhook = added(repository, "http://127.0.0.1:1/secret-path", "'PUSH'");
        GitProgram mine = cloned(repository);
        mine.commit("a.txt", "1");
        mine.done("push", "origin", "main");

        assertThat(delivery(repository, webhook, "WAITING").at("/answer").stringValue())
                .contains("is not a public address")
                .doesNotContain("secret-path");
    }

    @Test
    void isKeptByThoseWhoMaintainTheRepository() {
        String repository = open();
        Api stranger = member(team());

        assertThat(stranger.get(hooks(repository)).status()).isEqualTo(403);
        assertThat(added(repository, "ftp://example.com", "'PUSH'").status()).isEqualTo(422);
        assertThat(added(repository, "https://example.com", "").status()).isEqualTo(422);
        Reply webhook = added(repository, "https://example.com/x", "'PUSH'");
        assertThat(developer.api().get(hooks(repository)).at("/webhooks/0/host").stringValue())
                .isEqualTo("example.com");
        developer
                .api()
                .delete(hooks(repository) + "/" + webhook.at("/webhook/id").stringValue());
        assertThat(developer.api().get(hooks(repository)).at("/webhooks").size())
                .isZero();
    }
}
