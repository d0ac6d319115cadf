package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api.Reply;
import dev.fairway.cli.Fairway;
import dev.fairway.delivery.containers.Podman;
import dev.fairway.delivery.registries.TestRegistry;
import dev.fairway.resources.Programs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** The command {@code fairway test}, in clones of repositories. */
class TestHereTests extends OnRepositories {

    private static final String RECORD = ".fairway/golden-path.yaml";
    private static final String PYTHON = "dockerfile: {template: python, version: 1.0.0, arguments: {PORT: 8000}}\n";
    private static final String LEDGER = """
            import os
            import psycopg2

            def test_keeps_what_is_written():
                with psycopg2.connect(os.environ["LEDGER_URL"]) as database, database.cursor() as cursor:
                    cursor.execute("CREATE TABLE entry (amount int)")
                    cursor.execute("INSERT INTO entry VALUES (40), (2)")
                    cursor.execute("SELECT sum(amount) FROM entry")
                    assert cursor.fetchone() == (42,)

            def test_knows_where_it_is():
                assert os.environ["PORT"] == "8000"
            """;

    private final Map<String, String> environment = new HashMap<>();
    private String printed = "";

    @BeforeEach
    void signInAsDeveloper() {
        environment.put("FAIRWAY_URL", anonymous.address().toString());
        environment.put("FAIRWAY_TOKEN", token);
    }

    @Test
    void testsAgainstARealDatabaseAndReportsWhatCameOfIt() {
        Podman.need();
        Programs.need("podman-compose");
        environment.putAll(Podman.environment());
        environment.put("FAIRWAY_TEST_IMAGE", Podman.image("python"));
        environment.put("FAIRWAY_POSTGRES_IMAGE", Podman.image("postgres"));
        String repository = open();
        GitProgram mine = cloned(repository);
        mine.write(RECORD, PYTHON);
        mine.write(".fairway/test.yaml", """
                needs: {postgres: {env: {LEDGER_URL: url}}}
                run: /usr/bin/python3 -m pytest --junitxml=results.xml
                junit: results.xml
                """);
        String commit = mine.commit("test_ledger.py", LEDGER);
        mine.done("push", "origin", "main");

        assertThat(fairway(mine, "--engine", "podman", "--report")).as(printed).isZero();

        assertThat(printed)
                .contains(
                        "Starting postgres", "2 tests, 0 failed, 0 skipped", "Reported for " + commit.substring(0, 12));
        JsonNode report = developer
                .api()
                .get("%s/commits/%s/test-reports".formatted(at(repository), commit))
                .at("/reports/0");
        assertThat(report.path("name").stringValue()).isEqualTo("local");
        assertThat(report.at("/counts/tests").intValue()).isEqualTo(2);
        assertThat(report.path("tail").stringValue()).contains("2 passed");
        assertThat(mine.done("status", "--porcelain"))
                .as("the clone is as it was")
                .isEmpty();

        mine.write("test_ledger.py", LEDGER.replace("42", "43"));
        assertThat(fairway(mine, "--engine", "podman")).as(printed).isEqualTo(1);

        assertThat(printed).contains("2 tests, 1 failed", "Failed: test_ledger test_keeps_what_is_written");
        environment.put("FAIRWAY_POSTGRES_IMAGE", "localhost/fairway-test/none:test");
        assertThat(fairway(mine, "--engine", "podman")).isEqualTo(1);
        assertThat(printed).contains("postgres was not started", "fairway-test/none:test");
        assertThat(containers()).as("nothing is left").isEmpty();
    }

    @Test
    void theScriptOfACiTestsAndReportsTheSame() throws Exception {
        Podman.need();
        Programs.need("podman-compose");
        Programs.need("jq");
        String repository = open();
        GitProgram mine = cloned(repository);
        mine.write(RECORD, "dockerfile: {template: static, version: 1.0.0}\n");
        mine.write(".fairway/test.yaml", "run: cat results.xml; exit 1\njunit: results.xml\n");
        writeScripts(mine);
        String commit = mine.commit(
                "results.xml",
                "<testsuite><testcase name='lifts'/><testcase name='turns'><failure message='It is stuck'/></testcase></testsuite>");
        mine.done("push", "origin", "main");
        environment.putAll(Podman.environment());
        environment.putAll(Map.of(
                "FAIRWAY_TEST_IMAGE",
                Podman.image("base"),
                "FAIRWAY_REPOSITORY",
                "repositories/" + repository,
                "FAIRWAY_COMMIT",
                commit,
                "DOCKER",
                "podman",
                "COMPOSE",
                "podman-compose"));
        int code = ran(mine, "test");

        assertThat(code).as(printed).isEqualTo(1);
        assertThat(printed).contains("2 tests, 1 failed, 0 skipped").doesNotContain(token);
        JsonNode report = developer
                .api()
                .get("%s/commits/%s/test-reports".formatted(at(repository), commit))
                .at("/reports/0");
        assertThat(report.path("name").stringValue()).isEqualTo("ci");
        assertThat(report.at("/counts/failed").intValue()).isEqualTo(1);
        assertThat(report.path("tail").stringValue()).contains("It is stuck");
    }

    @Test
    void theScriptsOfACiPublishWhatTheyBuiltAndHaveItDeployed(@TempDir Path elsewhere) throws Exception {
        Podman.need();
        Programs.need("jq");
        try (TestRegistry registry = new TestRegistry(elsewhere)) {
            String repository = open();
            String image = "%s/%s/parcel".formatted(registry.address(), team);
            String service = delivered(repository, image);
            GitProgram mine = cloned(repository);
            writeScripts(mine);
            String commit = mine.commit("Dockerfile", "FROM %s\nUSER 10001:10001\n".formatted(Podman.image("base")));
            mine.done("push", "origin", "main");
            Path registries = Files.writeString(
                    elsewhere.resolve("registries.conf"),
                    "[[registry]]\nlocation = \"%s\"\ninsecure = true\n".formatted(registry.address()));
            environment.putAll(Podman.environment());
            environment.putAll(Map.of(
                    "FAIRWAY_REPOSITORY",
                    "repositories/" + repository,
                    "FAIRWAY_COMMIT",
                    commit,
                    "FAIRWAY_IMAGE",
                    image,
                    "FAIRWAY_SERVICE",
                    service,
                    "FAIRWAY_ENVIRONMENT",
                    "development",
                    "FAIRWAY_WORKFLOW",
                    "https://ci.example.com/7",
                    "DOCKER",
                    "podman"));
            environment.putAll(Map.of(
                    "CONTAINERS_REGISTRIES_CONF",
                    registries.toString(),
                    "REGISTRY_AUTH_FILE",
                    elsewhere.resolve("auth.json").toString(),
                    "REGISTRY_USER",
                    TestRegistry.USER,
                    "REGISTRY_PASSWORD",
                    "guessed"));

            assertThat(ran(mine, "publish")).as(printed).isNotZero();
            assertThat(build(repository, commit).path("outcome").stringValue()).isEqualTo("FAILURE");
            environment.put("REGISTRY_PASSWORD", TestRegistry.PASSWORD);
            assertThat(ran(mine, "publish")).as(printed).isZero();

            JsonNode build = build(repository, commit);
            assertThat(build.path("outcome").stringValue()).isEqualTo("SUCCESS");
            assertThat(build.path("url").stringValue()).isEqualTo("https://ci.example.com/7");
            String digest = build.at("/image/digest").stringValue();
            assertThat(registry.get(
                                    "/v2/%s/parcel/manifests/%s".formatted(team, digest),
                                    "application/vnd.oci.image.manifest.v1+json")
                            .statusCode())
                    .as("the registry has %s", digest)
                    .isEqualTo(200);
            assertThat(printed).contains(digest).doesNotContain(token, TestRegistry.PASSWORD);

            assertThat(ran(mine, "deploy")).as(printed).isZero();

            assertThat(printed).contains("Asked for %s in development".formatted(service), "SUCCESS");
            assertThat(developer
                            .api()
                            .get("/v1/deliveries/%s/releases?environment=development".formatted(service))
                            .text())
                    .contains(commit, digest, "https://ci.example.com/7");
            Podman.done("rmi", "%s:%s".formatted(image, commit));
        }
    }

    private String delivered(String repository, String image) {
        String service = unique("parcel");
        Reply made = developer.api().post("/v1/deliveries", """
                {'name': '%s', 'team': '%s', 'repository': '%s', 'values': {'kind': 'service',
                 'image': {'repository': '%s'}, 'port': 8080, 'health': {'path': '/health'}}}""".formatted(service, team, repository, image));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return service;
    }

    private JsonNode build(String repository, String commit) {
        return developer
                .api()
                .get("%s/commits/%s/builds".formatted(at(repository), commit))
                .at("/builds/0");
    }

    /** As a repository that took over the golden path has them. */
    private static void writeScripts(GitProgram mine) throws IOException {
        for (String script : List.of("api", "test", "publish", "deploy")) {
            mine.write(
                    ".fairway/ci-%s.sh".formatted(script),
                    Files.readString(Path.of("..", "golden-paths", "ci", script + ".sh")));
        }
    }

    /** @return the exit code of a script of the CI */
    private int ran(GitProgram mine, String script) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", ".fairway/ci-%s.sh".formatted(script))
                .directory(mine.folder().toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor();
    }

    @Test
    void writesTheFileForThoseWhoWantItInTheClone() {
        GitProgram mine = cloned(open());
        mine.write(RECORD, PYTHON);
        mine.write(".fairway/test.yaml", "needs: [redis, postgres]\n");

        assertThat(fairway(mine, "--write")).as(printed).isZero();

        assertThat(mine.read(".fairway/compose.yaml"))
                .contains(
                        "docker.io/library/python:3.12-slim-bookworm", "REDIS_URL", "DATABASE_URL", "service_healthy");
    }

    @Test
    void saysWhatIsMissing() {
        String repository = open();
        GitProgram mine = cloned(repository);

        assertThat(fairway(mine, "--write")).isEqualTo(1);
        assertThat(printed).contains(repository + " does not build by the golden path yet");
        mine.write(RECORD, PYTHON);
        mine.write(".fairway/test.yaml", "needs: [oracle]\n");
        assertThat(fairway(mine, "--write")).isEqualTo(1);
        assertThat(printed).contains("\"oracle\" is none of kafka, postgres, rabbitmq, redis");
        mine.write(".fairway/test.yaml", "");
        mine.write(RECORD, PYTHON.replace("PORT: 8000", "BUILD_IMAGE: 'x:1} '"));
        assertThat(fairway(mine, "--write")).isEqualTo(1);
        assertThat(printed).contains("is no image to test in");
        assertThat(fairway(mine, "--report")).isEqualTo(1);
        assertThat(printed).contains("is not committed");
        mine.done("remote", "remove", "origin");
        assertThat(fairway(mine, "--write")).isEqualTo(1);
        assertThat(printed).contains("name it with --repository");
        assertThat(fairway(here(), "--write")).isEqualTo(1);
        assertThat(printed).contains("is in no clone of a repository");
        assertThat(fairway(mine, "--engine", "crane")).isEqualTo(1);
        assertThat(printed).contains("is docker or podman");
    }

    private int fairway(GitProgram mine, String... options) {
        List<String> words =
                new ArrayList<>(List.of("test", "--folder", mine.folder().toString()));
        words.addAll(List.of(options));
        StringWriter out = new StringWriter();
        CommandLine command = Fairway.commandLine(new Fairway(environment, folder.resolve("sign-in.json")))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true));
        int code = command.execute(words.toArray(String[]::new));
        printed = out.toString();
        return code;
    }

    private static String containers() {
        return Podman.done("ps", "--all", "--quiet", "--filter", "name=fairway-test-");
    }
}
