package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.access.Actor;
import dev.fairway.delivery.contents.Commits;
import dev.fairway.delivery.contents.FileChange;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.shared.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Somebody of a team whose repository is at a Git host outside. */
abstract class OnGitHost extends OnRepositories {

    protected static final String SECRET = "webhook-secret-only-for-tests";
    protected static final Map<String, @Nullable String> PYTHON =
            Map.of("requirements.txt", "fastapi\n", "main.py", "from fastapi import FastAPI\napi = FastAPI()\n");

    protected static final String DOCKERFILE = """
            FROM docker.io/library/debian:12
            ARG PORT=8080
            COPY . .
            RUN make
            USER 10001:10001
            EXPOSE ${PORT}
            CMD ["/out/service"]
            """;

    @Autowired
    Repositories repositories;

    @Autowired
    Commits commits;

    protected String host;

    @BeforeEach
    void name() {
        host = unique("host");
    }

    protected Reply connected(String kind, String url, String token) {
        ObjectNode body = Json.object()
                .put("kind", kind)
                .put("url", url)
                .put("token", token)
                .put("webhookSecret", SECRET);
        return admin.put("/v1/git-hosts/" + host, body.toString());
    }

    /** @param key null for the one that is kept */
    protected Reply connectedByApp(String url, @Nullable String key) {
        ObjectNode body = Json.object()
                .put("kind", "GITHUB")
                .put("url", url)
                .put("appId", ModelApp.ID)
                .put("privateKey", key)
                .put("webhookSecret", SECRET);
        return admin.put("/v1/git-hosts/" + host, body.toString());
    }

    protected Reply added(String path, String of) {
        return admin.post(
                "/v1/external-repositories", "{'host': '%s', 'path': '%s', 'team': '%s'}".formatted(host, path, of));
    }

    /** @return address of what Fairway says of it */
    protected String known(String path) {
        Reply added = added(path, team);
        assertThat(added.status()).as(added.text()).isEqualTo(200);
        return "/v1/external-repositories/" + added.at("/repository/id").stringValue();
    }

    protected Reply adopted(String path, String more) {
        return asked(developer.api(), "adopt_golden_path", "'repository': '%s:%s'%s".formatted(host, path, more));
    }

    protected Reply reported(Api by, String repository, String commit, String name, boolean isFine) {
        String result = isFine ? "" : "<failure message='too small'/>";
        ObjectNode body = Json.object();
        body.putArray("junit")
                .add("<testsuite><testcase classname='Berth' name='holds' time='1'>%s</testcase></testsuite>"
                        .formatted(result)
                        .replace('\'', '"'));
        return by.put(
                "%s/commits/%s/test-reports/%s".formatted(repository, commit, name),
                body.toString().replace("'", "\\u0027"));
    }

    /** Changes a central Dockerfile, as a merge does. */
    protected void golden(String template, String version, String dockerfile) {
        admin.get("/v1/golden-paths/dockerfiles");
        String at = "dockerfiles/%s/".formatted(template);
        String about = "title: Make\nversion: %s\ndescription: Builds.\narguments:\n  PORT: {type: number}\n"
                .formatted(version);
        commits.write(
                repositories.get(RepositoryName.of("platform", "golden-paths")),
                Commits.Place.on("main"),
                Actor.SYSTEM,
                "Change " + template,
                List.of(
                        FileChange.write(at + "Dockerfile", dockerfile),
                        FileChange.write(at + "template.yaml", about)));
    }

    protected JsonNode use(String repository, String state) {
        return await().until(
                        () -> developer
                                .api()
                                .get(repository + "/golden-path/use")
                                .at("/use"),
                        use -> use.path("state").asString("").equals(state));
    }

    /** What Fairway made of the messages of the host, the newest first. */
    protected List<String> outcomes() {
        return admin.get("/v1/git-hosts/%s/deliveries".formatted(host))
                .at("/deliveries")
                .findValuesAsString("outcome");
    }
}
