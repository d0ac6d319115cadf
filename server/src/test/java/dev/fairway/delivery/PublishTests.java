package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.RecordingServer;
import dev.fairway.RecordingServer.Answer;
import dev.fairway.delivery.registries.SavedImage;
import dev.fairway.delivery.registries.TestRegistry;
import dev.fairway.shared.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Stages that publish images to a real registry which asks for a password. */
class PublishTests extends OnPipelines {

    private static final String OCI = "application/vnd.oci.image.manifest.v1+json";
    private static final String DOCKER = "application/vnd.docker.distribution.manifest.v2+json";

    @TempDir
    private static Path registryFolder;

    private static TestRegistry real;

    private String registry;

    @BeforeAll
    static void start() {
        real = new TestRegistry(registryFolder);
    }

    @AfterAll
    static void stop() {
        if (real != null) {
            real.close();
        }
    }

    @BeforeEach
    void openToPushes() {
        registry = unique("company");
        developer.api().patch(at(repository), "{'protection': {'enabled': false}}");
    }

    @Test
    void isConnectedOnceItTookThePasswordWhichNobodySeesAgain() {
        Reply wrong = connected(real.address(), TestRegistry.USER, "guessed");
        assertThat(wrong.status()).as(wrong.text()).isEqualTo(502);
        assertThat(wrong.text()).contains("does not take").doesNotContain("guessed");
        assertThat(admin.get("/v1/image-registries").text()).doesNotContain("\"" + registry + "\"");

        connect();

        String shown = developer.api().get("/v1/image-registries").text();
        assertThat(shown).contains(registry, real.address(), "{team}/**").doesNotContain(TestRegistry.PASSWORD);
        assertThat(admin.post(at() + "/test", "{}").at("/works").booleanValue()).isTrue();
        assertThat(admin.put(at(), "{'address': '127.0.0.2:1', 'user': 'robot'}")
                        .text())
                .contains("password", "needed");
        assertThat(admin.put(
                                at(),
                                body(real.address(), TestRegistry.USER, null)
                                        .put("paths", "apps/{team}/*")
                                        .toString())
                        .at("/registry/paths")
                        .stringValue())
                .isEqualTo("apps/{team}/*");
        assertThat(developer.api().put(at(), "{}").status()).isEqualTo(403);
        assertThat(admin.get("/v1/audit-log?resources=image_registry&identifier=" + registry)
                        .text())
                .contains(registry, "apps/{team}/*")
                .doesNotContain(TestRegistry.PASSWORD);
        assertThat(admin.delete(at()).status()).isEqualTo(200);
        assertThat(admin.post(at() + "/test", "{}").status()).isEqualTo(404);
    }

    @Test
    void sendsNoPasswordWithoutTlsToWhatIsPublicAndNothingToWhatIsForbidden() {
        assertThat(connected("1.1.1.1:1", "robot", "secret").text()).contains("is public", "leave out http://");
        assertThat(connected("169.254.169.254", "robot", "secret").text()).contains("is not a public address");
        assertThat(connected("127.0.0.2:1", "robot", "secret").text()).contains("brought no answer");
    }

    @Test
    void saysWhenAnAddressIsThatOfSomethingElse() {
        try (RecordingServer page = new RecordingServer(request -> Answer.of(200, "<html>Welcome</html>"))) {
            Reply reply = connected("127.0.0.2:" + page.port(), "robot", "secret");

            assertThat(reply.status()).isEqualTo(422);
            assertThat(reply.text()).contains("does not answer as an image registry does");
            assertThat(page.requests()).noneMatch(request -> request.headers().containsKey("authorization"));
        }
    }

    @Test
    void publishesALayoutWhoseDigestIsNotedAsTheBuildOfTheCommit() {
        connect();
        SavedImage image = SavedImage.layout("a parcel for " + registry);

        String commit = push(image.tar(), team + "/parcel", "sbom: bom.json");
        JsonNode pipeline = ended("main");

        assertThat(outcomes(pipeline)).as(pipeline + log(pipeline)).containsExactly("image SUCCESS", "publish SUCCESS");
        assertThat(log(pipeline)).contains("is sent", image.digest()).doesNotContain(TestRegistry.PASSWORD);
        HttpResponse<String> manifest = real.get("/v2/%s/parcel/manifests/%s".formatted(team, commit), OCI);
        assertThat(manifest.statusCode()).isEqualTo(200);
        assertThat(manifest.headers().firstValue("docker-content-digest")).contains(image.digest());
        JsonNode build = developer
                .api()
                .get("%s/commits/%s/builds".formatted(at(repository), commit))
                .at("/builds/0");
        assertThat(build.path("name").stringValue()).isEqualTo("publish");
        assertThat(build.at("/image/repository").stringValue())
                .isEqualTo("%s/%s/parcel".formatted(real.address(), team));
        assertThat(build.at("/image/digest").stringValue()).isEqualTo(image.digest());
        assertThat(build.at("/scan/components").intValue()).isEqualTo(1);

        developer.api().post(at(pipeline) + "/retry", "{}");
        JsonNode again = await().atMost(LONG)
                .until(
                        () -> newest("main"),
                        one -> !one.path("id").equals(pipeline.path("id"))
                                && !one.path("endedAt").isNull());
        assertThat(outcomes(again)).containsExactly("image SUCCESS", "publish SUCCESS");
        assertThat(log(again)).contains("is there already", image.digest()).doesNotContain("is sent");
    }

    @Test
    void publishesWhatDockerSavedAndReleasesItWithItsDigest() {
        connect();
        String service = developer
                .api()
                .post("/v1/deliveries", """
                        {'name': '%s', 'team': '%s', 'repository': '%s', 'values': {'kind': 'service',
                         'image': {'repository': '%s/%2$s/parcel'}, 'port': 8080, 'health': {'path': '/health'},
                         'cpu': '100m', 'memory': '128Mi'}}""".formatted(unique("parcel"), team, repository, real.address()))
                .at("/service/name")
                .stringValue();

        String commit = pushStages(
                SavedImage.docker("a crate for " + registry).tar(),
                stage(team + "/parcel", "")
                        + "  - {name: deploy, deploy: {service: %s, environment: development}}\n".formatted(service));
        JsonNode pipeline = ended("main");

        assertThat(outcomes(pipeline))
                .as(pipeline + log(pipeline))
                .containsExactly("image SUCCESS", "publish SUCCESS", "deploy SUCCESS");
        HttpResponse<String> manifest = real.get("/v2/%s/parcel/manifests/%s".formatted(team, commit), DOCKER);
        JsonNode layer = Json.read(manifest.body()).at("/layers/0");
        assertThat(layer.path("mediaType").stringValue()).endsWith("tar.gzip");
        assertThat(real.get(
                                "/v2/%s/parcel/blobs/%s"
                                        .formatted(team, layer.path("digest").stringValue()),
                                "*/*")
                        .statusCode())
                .isEqualTo(200);
        JsonNode release = await().atMost(LONG)
                .until(
                        () -> developer
                                .api()
                                .get("/v1/deliveries/%s/releases?environment=development".formatted(service))
                                .at("/releases")
                                .get(0),
                        one -> one != null);
        assertThat(release.at("/wanted/image/digest").stringValue())
                .isEqualTo(
                        manifest.headers().firstValue("docker-content-digest").orElseThrow());
    }

    @Test
    void publishesFromTheMainBranchAndWhereTheTeamMay() {
        connect();
        push(SavedImage.layout("a").tar(), "elsewhere/parcel", "");
        assertThat(ended("main").path("message").stringValue())
                .contains("publish: ", team + " may not publish to elsewhere/parcel", "{team}/**");

        pushed("feature", "b.txt", "1\n");

        assertThat(outcomes(ended("feature"))).containsExactly("image SUCCESS", "publish SKIPPED");
    }

    @Test
    void saysWhatIsMissing() {
        String first = push(SavedImage.layout("a").tar(), team + "/parcel", "");
        assertThat(message(first)).contains("no registry \"%s\" is connected".formatted(registry));

        connect();
        String second = pushFile("stages:\n" + stage(team + "/parcel", ""));
        assertThat(message(second)).contains("no earlier stage left a file image.tar");

        String third = pushFile("""
                stages:
                  - {name: publish, run: 'true', image: {repository: a}, publish: {registry: a, repository: A/b, tag: '-', to: x}}
                """);
        assertThat(message(third))
                .contains(
                        "/stages/0/run: is for another stage: this one publishes",
                        "/stages/0/image: is what publish says itself",
                        "/stages/0/publish/to: is not known here",
                        "/stages/0/publish/image: is the path",
                        "/stages/0/publish/repository: is a path",
                        "/stages/0/publish/tag");
    }

    @Test
    void believesNoRegistryThatSaysThatItHasSomethingElse() {
        String other = "sha256:" + "0123456789abcdef".repeat(4);

        String message = published(request -> request.method().equals("PUT")
                ? new Answer(201, Map.of("Docker-Content-Digest", other), "")
                : taking(request));

        assertThat(message).contains("says that it has " + other, "was sent", "changes images");
        assertThat(developer
                        .api()
                        .get(at(repository) + "/builds")
                        .at("/builds")
                        .valueStream()
                        .map(build -> build.at("/image").toString()))
                .allMatch("null"::equals);
    }

    @Test
    void saysWhatToDoWhenARegistryGoesAwayOrRefuses() {
        assertThat(published(request -> {
                    if (request.method().equals("PUT")) {
                        throw new IllegalStateException("gone");
                    }
                    return taking(request);
                }))
                .contains("brought no answer", "run the pipeline again", "not sent again");
        assertThat(published(request -> Answer.of(
                        request.path().equals("/v2/") ? 200 : 403,
                        "{\"errors\": [{\"code\": \"DENIED\", \"message\": \"not for robots\"}]}")))
                .contains("may not do this there", "DENIED not for robots");
        assertThat(published(request -> request.method().equals("POST")
                        ? new Answer(202, Map.of("Location", "http://[/"), "")
                        : taking(request)))
                .contains("sends to", "no place with https");
    }

    @Test
    void getsATokenWhereARegistrySaysThatItGivesThem() {
        String message = published(request -> {
            String shown = request.headers().getOrDefault("authorization", "");
            if (request.path().startsWith("/token?")) {
                return shown.startsWith("Basic ") ? Answer.of(200, "{\"token\": \"for-a-while\"}") : Answer.of(401, "");
            }
            if (!shown.equals("Bearer for-a-while")) {
                String realm = "Bearer realm=\"http://%s/token\",service=\"registry\""
                        .formatted(request.headers().get("host"));
                return new Answer(401, Map.of("WWW-Authenticate", realm), "");
            }
            return request.path().equals("/v2/") ? Answer.of(200, "{}") : Answer.of(400, "");
        });

        assertThat(message).contains("it answered 400");
    }

    @Test
    void isStoppedWhileARegistryKeepsItWaiting() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        try (RecordingServer slow = new RecordingServer(request -> {
            if (request.method().equals("PUT")) {
                asked.countDown();
                waitFor(over);
            }
            return taking(request);
        })) {
            assertThat(connected("127.0.0.2:" + slow.port(), "robot", "secret").status())
                    .isEqualTo(200);
            push(SavedImage.layout("a").tar(), team + "/parcel", "");
            assertThat(asked.await(LONG.toSeconds(), TimeUnit.SECONDS))
                    .as(String.valueOf(newest("main")))
                    .isTrue();

            developer.api().post(at(newest("main")) + "/cancel", "{}");

            assertThat(outcomes(ended("main"))).containsExactly("image SUCCESS", "publish CANCELLED");
        } finally {
            over.countDown();
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** A registry that takes anything. */
    private static Answer taking(RecordingServer.Request request) {
        return switch (request.method()) {
            case "HEAD" -> Answer.of(404, "");
            case "POST" -> new Answer(202, Map.of("Location", "/upload?state=begun"), "");
            case "PUT" -> Answer.of(201, "");
            default -> Answer.of(200, "{}");
        };
    }

    /** @return what is said of a pipeline that publishes to such a registry */
    private String published(Function<RecordingServer.Request, Answer> answers) {
        try (RecordingServer server = new RecordingServer(answers)) {
            Reply reply = connected("127.0.0.2:" + server.port(), "robot", "secret");
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            return message(push(SavedImage.layout(unique("parcel")).tar(), team + "/parcel", ""));
        }
    }

    /** @return what is said of the pipeline of a commit in the end */
    private String message(String commit) {
        return await().atMost(LONG)
                .until(
                        () -> newest("main"),
                        one -> one != null
                                && one.path("commit").asString("").equals(commit)
                                && !one.path("endedAt").isNull())
                .path("message")
                .stringValue();
    }

    private void connect() {
        Reply reply = connected(real.address(), TestRegistry.USER, TestRegistry.PASSWORD);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    private Reply connected(String address, String user, String password) {
        return admin.put(at(), body(address, user, password).toString());
    }

    private static ObjectNode body(String address, String user, @Nullable String password) {
        return Json.object()
                .put("address", "http://" + address)
                .put("user", user)
                .put("password", password);
    }

    private String at() {
        return "/v1/image-registries/" + Api.encoded(registry);
    }

    private String push(byte[] image, String path, String more) {
        return pushStages(image, stage(path, more));
    }

    private String stage(String path, String more) {
        return "  - name: publish\n    publish: {image: image.tar, registry: %s, repository: %s}\n    %s\n"
                .formatted(registry, path, more);
    }

    private String pushStages(byte[] image, String stages) {
        mine.commit("image.b64", Base64.getMimeEncoder(76, new byte[] {10}).encodeToString(image) + "\n");
        return pushFile("""
                stages:
                  - name: image
                    run: |
                      base64 -d image.b64 > image.tar
                      echo '{"bomFormat": "CycloneDX", "components": [{"name": "rope"}]}' > bom.json
                """ + stages);
    }

    private String pushFile(String text) {
        String commit = mine.commit(".fairway/pipeline.yaml", "# %s\n%s".formatted(unique("change"), text));
        mine.done("push", "origin", "main");
        return commit;
    }
}
