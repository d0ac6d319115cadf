package dev.fairway.delivery.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.delivery.build.DockerTemplate;
import dev.fairway.delivery.build.DockerTemplates;
import dev.fairway.resources.Programs;
import dev.fairway.shared.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** The central Dockerfiles, built and run as services are: with the limits that the chart gives to pods. */
class CentralImageTests {

    private static final Path SHIPPED = Path.of("..", "golden-paths");
    private static final String NAME = "fairway-central-test";
    private static final String IMAGES = "localhost/fairway-central-test/";
    private static final int PORT = 8181;
    private static final String USER = "10001";

    @TempDir
    private Path folder;

    private final int port = Programs.freePort();
    private String image = "";

    @BeforeEach
    void needTheEngine() {
        Podman.need();
    }

    @AfterEach
    void remove() {
        Podman.run("rm", "--force", "--time=0", NAME);
    }

    @Test
    void goIsOneProgramAlone() throws Exception {
        build("go", images("go", ""));

        assertThat(names(Path.of("/"))).containsExactlyInAnyOrder("etc", "probe", "service");
        runsAsAService();
    }

    @Test
    void javaRunsWithoutWhatBuiltIt() throws Exception {
        build("java-maven", images("maven", "jre").put("JAVA_VERSION", "25"), "MAVEN_MIRROR=file:///opt/repository");

        assertThat(names(Path.of("/app"))).containsExactly("app.jar");
        assertThat(names(Path.of("/opt"))).containsExactly("jre");
        assertThat(names(Path.of("/opt/jre/bin"))).doesNotContain("javac", "mvn");
        runsAsAService();
    }

    @Test
    void nodeRunsWhatItInstalled() throws Exception {
        build("node", images("node", "node"));

        assertThat(names(Path.of("/app"))).contains("server.js").doesNotContain("Dockerfile.orig", ".git");
        runsAsAService();
    }

    @Test
    void pythonRunsInAnEnvironmentOfItsOwn() throws Exception {
        build("python", images("python", "python").put("PYTHON_VERSION", "3.11"));

        assertThat(names(Path.of("/app"))).containsExactlyInAnyOrder("src", "venv");
        runsAsAService();
    }

    @Test
    void staticPagesAreServedWithoutWhatBuiltThem() throws Exception {
        build("static", images("node", "nginx").put("FOLDER", "site"));

        assertThat(names(Path.of("/site"))).contains("index.html").doesNotContain("Dockerfile");
        assertThat(names(Path.of("/usr/local/bin"))).doesNotContain("node", "npm");
        runsAsAService();
    }

    private static ObjectNode images(String build, String run) {
        ObjectNode images = Json.object().put("BUILD_IMAGE", Podman.image(build));
        return run.isEmpty() ? images : images.put("RUN_IMAGE", Podman.image(run));
    }

    private void build(String name, ObjectNode arguments, String... more) throws IOException {
        DockerTemplate template = DockerTemplates.read(
                name, Podman.files(SHIPPED.resolve("dockerfiles").resolve(name)));
        Map<String, String> files = new TreeMap<>();
        Podman.files(SHIPPED.resolve("skeletons").resolve(name))
                .forEach((path, text) -> files.put(path, text.replace("skeleton-service", "parcel")));
        files.putAll(template.render(arguments.put("PORT", PORT).put("HEALTH_PATH", "/health")));
        Podman.write(folder, files);
        image = IMAGES + name;
        List<String> words = new ArrayList<>(List.of(
                "build", "--pull-never", "--network=host", "--isolation=chroot", "--format=docker", "--tag", image));
        for (String one : more) {
            words.add("--build-arg=" + one);
        }
        words.add(folder.toString());
        Podman.done(words.toArray(String[]::new));
    }

    /** What is in a folder of the image, where it is one. */
    private List<String> names(Path inImage) throws IOException {
        Path root = Path.of(Podman.done("image", "mount", image));
        try (Stream<Path> paths = Files.list(root.resolve(Path.of("/").relativize(inImage)))) {
            return paths.map(path -> path.getFileName().toString()).toList();
        } finally {
            Podman.done("image", "unmount", image);
        }
    }

    private void runsAsAService() throws Exception {
        Podman.done(
                "run",
                "--detach",
                "--pull=never",
                "--name=" + NAME,
                "--read-only",
                "--tmpfs=/tmp",
                "--cap-drop=all",
                "--security-opt=no-new-privileges",
                "--publish=127.0.0.1:%d:%d".formatted(port, PORT),
                image);
        try (HttpClient client = HttpClient.newHttpClient()) {
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(answer(client, "/health").statusCode())
                            .as(logs())
                            .isEqualTo(200));
            assertThat(answer(client, "/").body()).contains("parcel");
        }
        assertThat(Podman.run("healthcheck", "run", NAME))
                .as("its own question how it is")
                .extracting(Podman.Outcome::code)
                .isEqualTo(0);
        String process = Podman.done("inspect", "--format={{.State.Pid}}", NAME);
        assertThat(Files.readString(Path.of("/proc", process, "status"))).contains("Uid:\t" + USER + "\t" + USER);
        Podman.done("stop", "--time=10", NAME);
        assertThat(Podman.done("inspect", "--format={{.State.ExitCode}}", NAME))
                .as("ends by itself when asked to")
                .isNotEqualTo("137");
    }

    private HttpResponse<String> answer(HttpClient client, String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:%d%s".formatted(port, path));
        return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    private static String logs() {
        return Podman.run("logs", NAME).printed();
    }
}
