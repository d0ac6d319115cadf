package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api.Reply;
import dev.fairway.RsaKeys;
import dev.fairway.delivery.GitHubServer.Hosted;
import dev.fairway.shared.Json;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Repositories at GitHub where Fairway is a GitHub App, by GitHub's published schema. */
class GitHubAppTests extends OnGitHost {

    private static final String KEY = RsaKeys.pkcs1(ModelApp.KEYS.getPrivate());
    private static final String SECRET_LINE = KEY.lines().skip(3).findFirst().orElseThrow();
    private static final String ASKING = "POST /api/v3/app/installations/70/access_tokens";

    private GitHubServer github;

    @BeforeEach
    void connect() {
        github = new GitHubServer();
        github.app.install("acme");
        Reply reply = connectedByApp(github.url(), KEY);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    @AfterEach
    void keepsToThePublishedSchema() {
        admin.delete("/v1/git-hosts/" + host);
        assertThat(github.complaints()).isEmpty();
        github.close();
    }

    @Test
    void isConnectedOnceItTookTheAppWhoseKeyNobodySeesAgain() {
        JsonNode shown = shown();
        assertThat(shown.path("signsInAs").stringValue()).isEqualTo("APP");
        assertThat(shown.path("appId").stringValue()).isEqualTo(ModelApp.ID);
        assertThat(shown.path("account").stringValue()).isEqualTo(ModelApp.ACCOUNT);
        assertThat(shown.toString()).doesNotContain(SECRET_LINE, SECRET);
        assertThat(admin.post("/v1/git-hosts/%s/test".formatted(host), "{}")
                        .at("/account")
                        .stringValue())
                .isEqualTo(ModelApp.ACCOUNT);
        assertThat(admin.get("/v1/audit-log?resources=git_host&identifier=" + host)
                        .text())
                .contains(ModelApp.ID, "APP")
                .doesNotContain(SECRET_LINE, SECRET);
    }

    @Test
    void takesAKeyInTheOtherFormAsWell() {
        Reply other = connectedByApp(
                github.url(), RsaKeys.pkcs8(ModelApp.KEYS.getPrivate()).replace("\n", "\r\n"));

        assertThat(other.status()).as(other.text()).isEqualTo(200);
    }

    @Test
    void saysWhenGitHubDoesNotTakeTheKeyAndShowsNothingOfIt() {
        Reply wrong =
                connectedByApp(github.url(), RsaKeys.pkcs1(RsaKeys.made(2048).getPrivate()));

        assertThat(wrong.status()).isEqualTo(502);
        assertThat(wrong.text())
                .contains("does not take Fairway's GitHub App", "Bad credentials: ***")
                .doesNotContain("eyJ");
        assertThat(shown().path("account").stringValue()).isEqualTo(ModelApp.ACCOUNT);
    }

    @Test
    void refusesWhatIsNoAppNamingTheField() {
        assertThat(put(app(ModelApp.ID, "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----")))
                .contains("privateKey", "is no RSA key");
        assertThat(put(app(ModelApp.ID, RsaKeys.pkcs8(RsaKeys.made("EC", 256).getPrivate()))))
                .contains("privateKey", "is no RSA key");
        String small = RsaKeys.pkcs8(RsaKeys.made(1024).getPrivate());
        assertThat(put(app(ModelApp.ID, small))).contains("privateKey", "1,024 bits; at least 2,048");
        assertThat(put(app(ModelApp.ID, KEY + " ".repeat(10_000)))).contains("privateKey", "longer than 10,000");
        assertThat(put(app("Iv1.8a61f9b3a7aba766", KEY))).contains("appId", "digits");
        assertThat(put(app(ModelApp.ID, KEY).put("token", GitHubServer.TOKEN)))
                .contains("appId", "one of the two")
                .doesNotContain(GitHubServer.TOKEN, SECRET_LINE);
        assertThat(put(app(ModelApp.ID, KEY).put("kind", "GITLAB"))).contains("appId", "GitHub alone");
    }

    @Test
    void keepsAKeyForTheAppAndTheAddressThatItWasGivenFor() {
        assertThat(connectedByApp(github.url(), null).status()).isEqualTo(200);
        assertThat(put(app(null, KEY))).contains("\"appId\":\"%s\"".formatted(ModelApp.ID));
        assertThat(put(app(null, null))).contains("\"signsInAs\":\"APP\"");

        assertThat(put(app(ModelApp.ID + "1", null))).contains("privateKey", "another app");
        assertThat(put(app(ModelApp.ID, null).put("url", "http://127.0.0.2:1"))).contains("privateKey", "new address");
        assertThat(put(app(null, null).put("url", "http://127.0.0.2:1"))).contains("privateKey", "new address");
        assertThat(put(app(null, KEY).put("url", "http://127.0.0.2:1"))).contains("appId", "is missing");
    }

    @Test
    void comesInByATokenInPlaceOfAnAppAndBack() {
        assertThat(connected("GITHUB", github.url(), GitHubServer.TOKEN).status())
                .isEqualTo(200);
        assertThat(shown().path("signsInAs").stringValue()).isEqualTo("TOKEN");
        assertThat(shown().path("appId").isNull()).isTrue();
        assertThat(shown().path("account").stringValue()).isEqualTo(GitHostServer.ACCOUNT);
        assertThat(put(app(ModelApp.ID, null))).contains("privateKey", "is missing");

        assertThat(connectedByApp(github.url(), KEY).status()).isEqualTo(200);
        assertThat(shown().path("account").stringValue()).isEqualTo(ModelApp.ACCOUNT);
    }

    @Test
    void proposesAndReportsAsTheAppWithOneTokenForAll() {
        Hosted parcel = hosted("acme/parcel");
        String repository = known("acme/parcel");

        Reply run = adopted("acme/parcel", "");

        assertThat(run.at("/run/status").stringValue()).as(run.text()).isEqualTo("SUCCESS");
        assertThat(parcel.pulls).hasSize(1);
        String head = parcel.git.head("golden-path/python").orElseThrow();
        reported(developer.api(), repository, head, "unit", true);
        await().until(() -> parcel.comments.size() == 1);
        reported(developer.api(), repository, head, "story", true);
        await().until(() ->
                parcel.comments.getFirst().path("body").stringValue().contains("story"));
        assertThat(parcel.comments).hasSize(1);
        assertThat(parcel.comments.getFirst().at("/user/login").stringValue()).isEqualTo(ModelApp.ACCOUNT);
        assertThat(parcel.statuses).isNotEmpty();
        assertThat(github.calls()).containsOnlyOnce(ASKING);
    }

    @Test
    void asksForOneTokenWhereManyNeedOneAtOnce() throws InterruptedException {
        List<Thread> people = IntStream.range(0, 8)
                .mapToObj(number -> {
                    hosted("acme/parcel-" + number);
                    return Thread.ofVirtual().unstarted(() -> added("acme/parcel-" + number, team));
                })
                .toList();
        people.forEach(Thread::start);
        for (Thread person : people) {
            person.join();
        }

        assertThat(developer.api().get("/v1/external-repositories?host=" + host).at("/repositories"))
                .hasSize(8);
        assertThat(github.calls()).containsOnlyOnce(ASKING);
    }

    @Test
    void asksForAnotherTokenBeforeOneEndsAndWhenOneIsNotTaken() {
        github.app.last(Duration.ofMinutes(4));
        hosted("acme/parcel");
        known("acme/parcel");
        assertThat(asked()).isEqualTo(1);

        github.app.last(Duration.ofHours(1));
        known("acme/parcel");
        known("acme/parcel");
        assertThat(asked()).isEqualTo(2);

        github.app.revoke();
        known("acme/parcel");
        assertThat(asked()).isEqualTo(3);
    }

    @Test
    void saysWhereTheAppIsNotInstalledAndWhoInstallsIt() {
        hosted("coast/parcel");
        Reply outside = added("coast/parcel", team);

        assertThat(outside.status()).isEqualTo(502);
        assertThat(outside.text()).contains("is not installed on coast/parcel", "an owner of coast installs the app");
        github.app.install("coast");
        String repository = known("coast/parcel");

        github.app.uninstall("coast");
        assertThat(developer.api().get(repository + "/golden-path").text())
                .contains("is not installed on coast/parcel")
                .doesNotContain("ghs_");
    }

    private long asked() {
        return github.calls().stream().filter(ASKING::equals).count();
    }

    private Hosted hosted(String path) {
        Hosted made = github.repository(path);
        made.git.push("main", PYTHON);
        return made;
    }

    private JsonNode shown() {
        return admin.get("/v1/git-hosts")
                .at("/hosts")
                .valueStream()
                .filter(one -> one.path("name").asString("").equals(host))
                .findFirst()
                .orElseThrow();
    }

    private ObjectNode app(@Nullable String id, @Nullable String key) {
        return Json.object()
                .put("kind", "GITHUB")
                .put("url", github.url())
                .put("appId", id)
                .put("privateKey", key);
    }

    private String put(ObjectNode body) {
        return admin.put("/v1/git-hosts/" + host, body.toString()).text();
    }
}
