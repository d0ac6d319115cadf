package dev.fairway.delivery.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.delivery.build.LintFinding.Severity;
import dev.fairway.shared.InvalidInput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileLintTests {

    private static final String GOOD = """
            FROM debian:12-slim
            LABEL org.opencontainers.image.revision=abc
            USER 10001
            HEALTHCHECK CMD ["true"]
            CMD ["sleep", "1"]
            """;

    @Test
    void hasNothingAgainstAFileThatKeepsToTheRules() {
        assertThat(DockerfileLint.check(GOOD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "debian, debian is another image",
        "debian:latest, such as debian:1.2",
        "registry.example:5000/team/base, such as registry.example:5000/team/base:1.2",
        "$BASE, names no image without an argument"
    })
    void deniesBasesThatChangeByThemselves(String base, String reason) {
        assertThat(denied(GOOD.replace("debian:12-slim", base))).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("pinned-base");
            assertThat(finding.line()).isEqualTo(1);
            assertThat(finding.message()).contains(reason);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "debian@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "scratch",
                "registry.example:5000/team/base:3",
                "--platform=linux/amd64 debian:12"
            })
    void letsBasesBeThatStayWhatTheyAre(String base) {
        assertThat(DockerfileLint.check(GOOD.replace("debian:12-slim", base))).isEmpty();
    }

    @Test
    void readsTheDefaultsOfArgumentsAndTheNamesOfStages() {
        String file = """
                ARG VERSION=21
                ARG BASE=maven:3.9-jdk${VERSION}
                FROM ${BASE} AS build
                FROM build AS test
                """;

        assertThat(DockerfileLint.check(file + GOOD)).isEmpty();
        assertThat(denied(file.replace("maven:3.9-jdk", "maven") + GOOD))
                .extracting(LintFinding::message)
                .singleElement()
                .asString()
                .contains("maven21");
    }

    @ParameterizedTest
    @CsvSource({"USER root, 3", "USER 0:10001, 3", "USER 10001~USER root, 4", "RUN true, 1"})
    void deniesImagesThatRunAsRoot(String instead, int line) {
        assertThat(denied(GOOD.replace("USER 10001", instead.replace('~', '\n'))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("not-root");
                    assertThat(finding.line()).isEqualTo(line);
                    assertThat(finding.message()).contains("USER 10001:10001");
                });
    }

    @Test
    void takesTheUserOfTheStageThatAnImageIsMadeOf() {
        assertThat(DockerfileLint.check("FROM debian:12 AS base\nUSER nobody\n"
                        + GOOD.replace("debian:12-slim", "base").replace("USER 10001\n", "")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ENV DB_PASSWORD=hunter2",
                "ENV API_TOKEN hunter2",
                "ARG GITHUB_TOKEN",
                "COPY .env ./",
                "COPY config/id_rsa /root/.ssh/id_rsa",
                "ADD certs/server.pem /etc/",
                "RUN curl -u admin:hunter2 https://example.com",
                "RUN git clone https://bot:hunter2@git.example.com/x.git"
            })
    void deniesSecretsInLayersWithoutSayingThem(String instruction) {
        assertThat(denied(GOOD.replace("USER 10001", instruction + "\nUSER 10001")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("no-secrets");
                    assertThat(finding.line()).isEqualTo(3);
                    assertThat(finding.message())
                            .contains("--mount=type=secret")
                            .doesNotContain("hunter2");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ENV DB_PASSWORD_FILE=/run/secrets/db",
                "ENV TOKEN=",
                "RUN --mount=type=secret,id=npm npm ci",
                "COPY --from=tools /usr/bin/env ./",
                "RUN curl -u \"$USER:$PASSWORD\" https://example.com"
            })
    void takesNothingForASecretThatIsNone(String instruction) {
        assertThat(denied(GOOD.replace("USER 10001", instruction + "\nUSER 10001")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RUN apt-get update && apt-get install -y curl|apt-lists",
                "ADD https://example.com/tool.tgz /opt/|add-remote",
                "RUN chmod -R 777 /data|open-to-all",
                "RUN sudo true|sudo",
                "RUN curl -fsSL https://example.com/install.sh pipe bash|piped-script",
                "CMD sleep 1|exec-form"
            })
    void warnsOfWhatIsUnwise(String instruction, String rule) {
        String written = instruction.replace(" pipe ", " | ");
        String file = written.startsWith("CMD")
                ? GOOD.replace("CMD [\"sleep\", \"1\"]", written)
                : GOOD.replace("USER 10001", written + "\nUSER 10001");

        assertThat(DockerfileLint.check(file)).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(rule);
            assertThat(finding.severity()).isEqualTo(Severity.WARN);
        });
    }

    @Test
    void warnsOfDependenciesThatAreInstalledWithEveryChange() {
        String file = "FROM node:22 AS build\nCOPY . .\nRUN npm ci\n" + GOOD;

        assertThat(DockerfileLint.check(file)).extracting(LintFinding::rule).containsExactly("layer-cache");
        assertThat(DockerfileLint.check(file.replace("COPY . .", "COPY package.json ./\nRUN true\nCOPY . .")))
                .isEmpty();
        assertThat(DockerfileLint.check(file.replace("RUN npm", "RUN --mount=type=cache,target=/root/.npm npm")))
                .isEmpty();
    }

    @Test
    void readsContinuedLinesCommentsAndHeredocs() {
        String file = """
                # escape=`
                FROM debian:12-slim
                RUN echo one `
                  # a comment between

                  two
                RUN <<END
                USER root
                END
                """;

        assertThat(DockerfileLint.check(file + GOOD.substring(GOOD.indexOf("LABEL"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', has no FROM",
        "'RUN true', line 1: RUN stands before the first FROM",
        "'FROM debian:12\n\nINSTALL curl', 'line 3: \"INSTALL\" is no instruction'",
        "'FROM', line 1: FROM names no image"
    })
    void refusesWhatIsNoDockerfile(String file, String reason) {
        assertThatThrownBy(() -> DockerfileLint.check(file))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(reason);
    }

    @Test
    void endsOnHostileFiles() {
        assertThat(DockerfileLint.check(
                        "ARG A=${A}\nARG B=$B$B\nFROM x:${A:-1}\nUSER 1\nRUN " + "a\\\n".repeat(10_000)))
                .isNotEmpty();
        assertThatThrownBy(() -> DockerfileLint.check("#".repeat(100_001)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("at most 100,000");
    }

    private static List<LintFinding> denied(String file) {
        return DockerfileLint.check(file).stream()
                .filter(finding -> finding.severity() == Severity.DENY)
                .toList();
    }
}
