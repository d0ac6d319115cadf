package dev.fairway.delivery.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DetectionTests {

    @Test
    void readsTheVersionOfJavaAndWhereSpringAnswers() {
        Detected found = only(
                Map.of(
                        "pom.xml",
                        "<properties><java.version>17</java.version></properties><artifactId>spring-boot-starter-actuator</artifactId>"));

        assertThat(found.template()).isEqualTo("java-maven");
        assertThat(found.arguments().toString())
                .isEqualTo("{\"JAVA_VERSION\":\"17\",\"HEALTH_PATH\":\"/actuator/health\"}");
        assertThat(found.because())
                .containsExactly(
                        "pom.xml is there, so it is Java with Maven",
                        "JAVA_VERSION is 17 by pom.xml",
                        "HEALTH_PATH is /actuator/health by Spring Boot's actuator");
    }

    @Test
    void offersTheNextVersionWhereTheOneThatIsAskedForIsNotThere() {
        assertThat(arguments(Map.of("pom.xml", "<maven.compiler.release>11</maven.compiler.release>")))
                .isEqualTo("{\"JAVA_VERSION\":\"17\"}");
        assertThat(arguments(Map.of(
                        "build.gradle.kts", "java { toolchain { languageVersion = JavaLanguageVersion.of(24) } }")))
                .isEqualTo("{\"JAVA_VERSION\":\"25\"}");
    }

    @Test
    void findsWhatToStartOfNode() {
        assertThat(
                        arguments(
                                Map.of(
                                        "package.json",
                                        "{\"engines\": {\"node\": \">=18\"}, \"scripts\": {\"start\": \"node ./src/index.js\"}, \"main\": \"other.js\"}")))
                .isEqualTo("{\"NODE_VERSION\":\"20\",\"START\":\"src/index.js\"}");
        assertThat(arguments(Map.of("package.json", "{}", "server.js", "", ".nvmrc", "v22.1.0")))
                .isEqualTo("{\"NODE_VERSION\":\"22\",\"START\":\"server.js\"}");
    }

    @Test
    void tellsASiteFromAServer() {
        String vite = "{\"devDependencies\": {\"vite\": \"6\"}%s}";

        assertThat(only(Map.of("package.json", vite.formatted(""))).template()).isEqualTo("static");
        assertThat(only(Map.of("package.json", vite.formatted(", \"dependencies\": {\"express\": \"5\"}")))
                        .template())
                .isEqualTo("node");
        assertThat(arguments(Map.of("public/index.html", ""))).isEqualTo("{\"FOLDER\":\"public\"}");
    }

    @Test
    void findsWhatServesPython() {
        assertThat(arguments(Map.of(
                        "requirements.txt",
                        "fastapi",
                        "app/main.py",
                        "from fastapi import FastAPI\napi = FastAPI(title='x')\n")))
                .isEqualTo(
                        "{\"START\":\"uvicorn --host 0.0.0.0 --port $PORT app.main:api\",\"EXTRA_PACKAGES\":\"uvicorn\"}");
        assertThat(arguments(Map.of(
                        "pyproject.toml",
                        "[project]\nrequires-python = \">=3.11\"\n",
                        "manage.py",
                        "",
                        "shop/wsgi.py",
                        "")))
                .isEqualTo(
                        "{\"PYTHON_VERSION\":\"3.11\",\"START\":\"gunicorn --bind 0.0.0.0:$PORT shop.wsgi:application\",\"EXTRA_PACKAGES\":\"gunicorn\"}");
    }

    @Test
    void takesWhatAProcfileAndADockerfileSay() {
        assertThat(arguments(Map.of(
                        "requirements.txt",
                        "flask",
                        "Procfile",
                        "web: flask db upgrade; gunicorn harbor:app\nworker: rq worker tasks\n",
                        "Dockerfile",
                        "FROM python:slim\nEXPOSE 5000\nENTRYPOINT [\"./boot.sh\"]\n")))
                .isEqualTo(
                        "{\"START\":\"gunicorn --bind 0.0.0.0:$PORT harbor:app\",\"EXTRA_PACKAGES\":\"gunicorn\",\"PORT\":\"5000\"}");
        assertThat(arguments(Map.of(
                        "package.json", "{}", "Procfile", "web: node dist/main.js", "Dockerfile", "EXPOSE 80 443")))
                .isEqualTo("{\"START\":\"dist/main.js\"}");
        assertThat(arguments(Map.of("requirements.txt", "", "Procfile", "web: sh -c \"$(curl example.com)\"")))
                .isEqualTo("{}");
    }

    @Test
    void saysWhatAPersonShouldLookAt() {
        assertThat(only(Map.of("package.json", "{\"scripts\": {\"start\": \"nx serve\"}}"))
                        .doubts())
                .containsExactly("START is said by no file; server.js is taken, so say it where that is wrong");
        assertThat(only(Map.of("package.json", "{}", "index.js", "")).doubts()).isEmpty();
        assertThat(only(Map.of("requirements.txt", "flask")).doubts()).hasSize(1);
    }

    @Test
    void findsTheMainPackageOfGo() {
        assertThat(arguments(Map.of("go.mod", "module x\n\ngo 1.22.3\n", "cmd/server/main.go", "", "lib.go", "")))
                .isEqualTo("{\"GO_VERSION\":\"1.22\",\"PACKAGE\":\"./cmd/server\"}");
        assertThat(arguments(Map.of("go.mod", "module x\n\ngo 1.22\n", "cmd/tool/main.go", "", "main.go", "")))
                .isEqualTo("{\"GO_VERSION\":\"1.22\"}");
    }

    @Test
    void namesTheProjectOfDotnet() {
        assertThat(arguments(Map.of("src/Shop.csproj", "<TargetFramework>net8.0</TargetFramework>")))
                .isEqualTo("{\"DOTNET_VERSION\":\"8.0\",\"PROJECT\":\"src/Shop.csproj\",\"ASSEMBLY\":\"Shop.dll\"}");
    }

    @Test
    void putsWhatIsNearerToTheRootFirst() {
        assertThat(found(Map.of("web/package.json", "{}", "go.mod", "", "docs/index.html", "")))
                .extracting(Detected::template)
                .containsExactly("go", "node", "static");
        assertThat(found(Map.of("a/b/c/pom.xml", "", "README.md", ""))).isEmpty();
    }

    @Test
    void readsNothingIntoFilesThatAreBroken() {
        assertThat(arguments(Map.of("package.json", "{\"engines\": "))).isEqualTo("{}");
        assertThat(Detection.of(List.of("pom.xml"), path -> Optional.empty())).hasSize(1);
    }

    private static Detected only(Map<String, String> files) {
        assertThat(found(files)).hasSize(1);
        return found(files).getFirst();
    }

    private static String arguments(Map<String, String> files) {
        return only(files).arguments().toString();
    }

    private static List<Detected> found(Map<String, String> files) {
        return Detection.of(files.keySet(), path -> Optional.ofNullable(files.get(path)));
    }
}
