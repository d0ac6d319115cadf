package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.delivery.GitHubServer.Hosted;
import dev.fairway.shared.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Somebody of a team whose repository is at GitHub, whose published schema judges each call. */
abstract class OnGitHub extends OnGitHost {

    protected GitHubServer github;

    @BeforeEach
    void connectGitHub() {
        github = new GitHubServer();
        Reply reply = connected("GITHUB", github.url(), GitHubServer.TOKEN);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    @AfterEach
    void keepsToThePublishedSchema() {
        admin.delete("/v1/git-hosts/" + host);
        assertThat(github.complaints()).isEmpty();
        github.close();
    }

    protected Hosted hosted(String path) {
        Hosted made = github.repository(path);
        if (made.git.head("main").isEmpty()) {
            made.git.push("main", PYTHON);
        }
        return made;
    }

    /** A pull request from a branch with one change. @return its number */
    protected int pulled(Hosted there, String branch) {
        there.git.move(branch, there.git.head("main").orElseThrow());
        there.git.push(branch, Map.of(branch + ".txt", branch));
        int number = there.pulls.size() + 1;
        ObjectNode pull = Json.object()
                .put("number", number)
                .put("state", "open")
                .put("title", "Add " + branch)
                .put("html_url", "https://github.example.com/acme/parcel/pull/" + number);
        pull.putNull("merged_at");
        pull.putObject("head").put("ref", branch);
        pull.putObject("base").put("ref", "main");
        there.pulls.add(pull);
        return number;
    }

    /** How a pull request stands. */
    protected Reply toldOf(Hosted about, int number) {
        return told(
                about,
                "pull_request",
                UUID.randomUUID().toString(),
                Json.object().set("pull_request", about.pull(number)));
    }

    protected void push(Hosted parcel) {
        ObjectNode push = Json.object()
                .put("ref", "refs/heads/main")
                .put("before", "0".repeat(40))
                .put("after", parcel.git.head("main").orElseThrow());
        assertThat(told(parcel, "push", UUID.randomUUID().toString(), push).status())
                .isEqualTo(200);
    }

    /** What a webhook of GitHub sends. */
    protected Reply told(Hosted about, String event, String id, JsonNode said) {
        ObjectNode body = ((ObjectNode) said).deepCopy();
        body.set("repository", about.json());
        body.putObject("sender").put("login", "harbor-lead");
        return sent(event, id, body);
    }

    protected Reply sent(String event, String id, JsonNode body) {
        String text = body.toString().replace("'", "\\u0027");
        Api sender = anonymous
                .with("X-GitHub-Event", event)
                .with("X-GitHub-Delivery", id)
                .with("X-Hub-Signature-256", "sha256=" + signature(text));
        return sender.post("/v1/git-hosts/%s/webhook".formatted(host), text);
    }

    private static String signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
