package dev.fairway.delivery.create;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.delivery.build.Detected;
import dev.fairway.delivery.build.Detection;
import dev.fairway.delivery.build.DockerTemplate;
import dev.fairway.delivery.build.DockerTemplates;
import dev.fairway.delivery.build.DockerfileLint;
import dev.fairway.delivery.build.LintFinding;
import dev.fairway.resources.Programs;
import dev.fairway.shared.Json;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What new services begin with. */
class SkeletonTests {

    private static final Path SHIPPED = Path.of("..", "golden-paths");

    static Stream<String> names() throws IOException {
        try (Stream<Path> folders = Files.list(SHIPPED.resolve("skeletons"))) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void isBuiltByTheDockerfileOfItsTemplate(String name) throws IOException {
        FirstCommit first = first(name);

        Map<String, String> files = first.files();
        assertThat(files).containsKeys("Dockerfile", ".dockerignore", ".fairway/golden-path.yaml", "README.md");
        assertThat(files.keySet())
                .anyMatch(path -> path.toLowerCase(java.util.Locale.ROOT).contains("test"));
        assertThat(files.values()).noneMatch(text -> text.contains(Skeleton.PLACEHOLDER));
        assertThat(DockerfileLint.check(files.getOrDefault("Dockerfile", "")))
                .noneMatch(finding -> finding.severity() == LintFinding.Severity.DENY);
        assertThat(Detection.of(files.keySet(), path -> Optional.ofNullable(files.get(path))).stream()
                        .map(Detected::template))
                .startsWith(name);
        assertThat(files.getOrDefault("Dockerfile", "")).contains("ARG HEALTH_PATH=/health", "ARG PORT=5000");
        assertThat(first.changes())
                .allMatch(change -> change.executable() == change.path().endsWith(".sh"));
    }

    @Test
    void areThereForTheUsualLanguages() throws IOException {
        assertThat(names()).contains("java-maven", "java-gradle", "node", "python", "go", "dotnet", "static");
    }

    /** Gradle is not there everywhere; Maven builds the same and tests it. */
    @Test
    void theTwoOfJavaAreOneProgram() throws IOException {
        Map<String, String> gradle = files(SHIPPED.resolve("skeletons/java-gradle/src"));

        assertThat(gradle)
                .isEqualTo(files(SHIPPED.resolve("skeletons/java-maven/src")))
                .hasSize(3);
        assertThat(first("java-gradle").files().keySet())
                .contains("build.gradle.kts", "settings.gradle.kts")
                .noneMatch(path -> path.endsWith(".jar"));
        assertThat(first("java-gradle").files().get("settings.gradle.kts")).contains("rootProject.name = \"parcel\"");
    }

    @Test
    void theSolutionOfDotnetNamesItsProjectsAndTheDockerfileStartsTheRightOne() throws Exception {
        Map<String, String> files = first("dotnet").files();

        List<String> projects = attributes(files.getOrDefault("parcel.slnx", ""), "Project", "Path");
        assertThat(projects).containsExactly("src/parcel.csproj", "tests/parcel.Tests.csproj");
        assertThat(files.keySet()).containsAll(projects);
        assertThat(attributes(files.getOrDefault("tests/parcel.Tests.csproj", ""), "ProjectReference", "Include"))
                .containsExactly("../src/parcel.csproj");
        assertThat(files.getOrDefault("Dockerfile", ""))
                .contains("ARG PROJECT=src/parcel.csproj", "ARG ASSEMBLY=parcel.dll", "ARG DOTNET_VERSION=10.0");
    }

    private static List<String> attributes(String xml, String element, String name) throws Exception {
        NodeList found = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getElementsByTagName(element);
        return IntStream.range(0, found.getLength())
                .mapToObj(at -> ((Element) found.item(at)).getAttribute(name))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"node,node --test", "python,python3 -m unittest", "go,go test ./...", "static,sh test.sh"})
    void passesItsOwnTest(String name, String command, @TempDir Path folder) throws Exception {
        List<String> words = List.of(command.split(" "));
        Programs.need(words.getFirst());
        for (Map.Entry<String, String> file : first(name).files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("GOTOOLCHAIN", "local");

        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
    }

    private static FirstCommit first(String name) throws IOException {
        NewService wanted =
                new NewService("parcel", "team-harbor", name, "registry.example.com/parcel", 5000, Json.object());
        DockerTemplate template =
                DockerTemplates.read(name, files(SHIPPED.resolve("dockerfiles").resolve(name)));
        return FirstCommit.of(
                wanted,
                template,
                new Skeleton(name, files(SHIPPED.resolve("skeletons").resolve(name))));
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(path).toString();
                if (!name.contains("__pycache__") && !name.startsWith("target/")) {
                    files.put(name, Files.readString(path));
                }
            }
        }
        return files;
    }
}
