package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api.Reply;
import dev.fairway.access.Actor;
import dev.fairway.delivery.contents.Commits;
import dev.fairway.delivery.contents.FileChange;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What becomes of repositories when the platform team changes a Dockerfile. */
class GoldenPathUpdateTests extends OnRepositories {

    private static final String DOCKERFILE = """
            FROM docker.io/library/debian:12 AS build
            ARG PORT=8080
            ARG LEVEL=low
            COPY . .
            RUN make

            FROM docker.io/library/debian:12
            ARG PORT=8080
            COPY --from=build /out /out
            USER 10001:10001
            EXPOSE ${PORT}
            CMD ["/out/service"]
            """;
    private static final String BETTER = DOCKERFILE.replace("RUN make\n", "RUN make --jobs\n");

    @Autowired
    Repositories repositories;

    @Autowired
    Commits commits;

    private String template;
    private String repository;

    @BeforeEach
    void adopt() {
        template = unique("make");
        golden("1.0.0", DOCKERFILE, "PORT: {type: number}", "LEVEL: {type: string, enum: [low, high]}");
        repository = adopted("'PORT': 5000");
    }

    @Test
    void writesDownWhoBuildsByWhichTemplate() {
        JsonNode use = use("CURRENT");

        assertThat(use.path("version").stringValue()).isEqualTo("1.0.0");
        assertThat(use.at("/arguments/PORT").intValue()).isEqualTo(5000);
        assertThat(counts().path("current").intValue()).isEqualTo(1);
        assertThat(developer
                        .api()
                        .get("/v1/golden-paths/uses?team=" + team)
                        .at("/uses/0/name")
                        .stringValue())
                .isEqualTo(repository.split("/")[1]);
        assertThat(developer
                        .api()
                        .get("/v1/golden-paths/uses?state=CONFLICT&team=" + team)
                        .at("/uses"))
                .isEmpty();
        assertThat(developer.api().get("/v1/golden-paths/uses?state=LATE").text())
                .contains("LATE");
    }

    @Test
    void proposesWhatChangedAndLeavesOwnLinesAsTheyAre() {
        own("Dockerfile", text -> text.replace("CMD [\"/out/service\"]", "CMD [\"/out/service\", \"--loud\"]"));

        golden("1.1.0", BETTER, "PORT: {type: number}", "LEVEL: {type: string, enum: [low, high]}");

        JsonNode use = use("UPDATE_OPEN");
        assertThat(use.path("newest").stringValue()).isEqualTo("1.1.0");
        String request = request(use);
        JsonNode shown = developer.api().get(request).at("/changeRequest");
        assertThat(shown.path("title").stringValue())
                .isEqualTo("Update the golden path %s from 1.0.0 to 1.1.0".formatted(template));
        String merged = file(shown.path("source").stringValue(), "Dockerfile");
        assertThat(merged).contains("RUN make --jobs", "ARG PORT=5000", "\"--loud\"");
        assertThat(file(shown.path("source").stringValue(), ".fairway/golden-path.yaml"))
                .contains("1.1.0", "5000");

        merge(request);

        assertThat(use("CURRENT").path("version").stringValue()).isEqualTo("1.1.0");
        assertThat(file("main", "Dockerfile")).isEqualTo(merged);
    }

    @Test
    void bringsAnOpenUpdateToAStillNewerVersion() {
        golden("1.1.0", BETTER, "PORT: {type: number}", "LEVEL: {type: string, enum: [low, high]}");
        String request = request(use("UPDATE_OPEN"));
        own("README.md", text -> "Something else\n");

        golden("1.2.0", BETTER.replace("debian:12\nARG", "debian:13\nARG"), "PORT: {type: number}");

        await().until(
                        () -> developer
                                .api()
                                .get(request)
                                .at("/changeRequest/title")
                                .asString(""),
                        title -> title.endsWith("1.2.0"));
        assertThat(request(use("UPDATE_OPEN"))).isEqualTo(request);
        assertThat(developer.api().get(request + "/diff").text()).doesNotContain("Something else");
        merge(request);
        assertThat(use("CURRENT").path("version").stringValue()).isEqualTo("1.2.0");
        assertThat(file("main", "Dockerfile")).contains("debian:13", "--jobs", "ARG PORT=5000");
    }

    @Test
    void seesThatATextChangedAlsoWhereItsVersionStayed() {
        golden("1.0.0", BETTER, "PORT: {type: number}");

        String request = request(use("UPDATE_OPEN"));

        assertThat(developer.api().get(request).at("/changeRequest/title").stringValue())
                .isEqualTo("Follow the golden path %s 1.0.0".formatted(template));
    }

    @Test
    void proposesNothingWhereBothChangedTheSameLineUntilSomebodyAsks() {
        own("Dockerfile", text -> text.replace("RUN make\n", "RUN make --always\n"));

        golden("1.1.0", BETTER, "PORT: {type: number}");

        JsonNode use = use("CONFLICT");
        assertThat(use.at("/clashes/0/line").intValue()).isEqualTo(5);
        assertThat(use.at("/clashes/0/own").stringValue()).contains("--always");
        assertThat(use.at("/clashes/0/golden").stringValue()).contains("--jobs");
        assertThat(use.path("changeRequest").isNull()).isTrue();
        assertThat(counts().path("conflict").intValue()).isEqualTo(1);

        Reply asked = developer.api().post(at(repository) + "/golden-path/update", "{}");

        assertThat(asked.at("/use/state").asString("")).as(asked.text()).isEqualTo("UPDATE_OPEN");
        JsonNode shown = developer.api().get(request(asked.at("/use"))).at("/changeRequest");
        assertThat(shown.path("description").stringValue()).contains("are lost", "    RUN make --always");
        assertThat(file(shown.path("source").stringValue(), "Dockerfile"))
                .contains("--jobs", "ARG PORT=5000")
                .doesNotContain("--always", "<<<<");
    }

    @Test
    void namesArgumentsThatTheNewVersionDoesNotTake() {
        String other = adopted("'LEVEL': 'high'");

        golden("2.0.0", DOCKERFILE.replace("ARG LEVEL=low\n", ""), "PORT: {type: number, maximum: 4000}");

        String description = description(repository);
        assertThat(description).contains("`PORT`").contains("4000");
        assertThat(description(other)).contains("`LEVEL`: is no argument of " + template);
    }

    @Test
    void doesNotOpenAgainWhatSomebodyClosedUntilThereIsANewerVersion() {
        golden("1.1.0", BETTER, "PORT: {type: number}");
        String request = request(use("UPDATE_OPEN"));
        developer.api().post(request + "/close", "{}");

        assertThat(use("BEHIND").path("reason").stringValue()).contains("closed");
        own("README.md", text -> "Something else\n");
        run("golden-path-uses");
        assertThat(use("BEHIND").path("changeRequest").intValue()).isEqualTo(number(request));
        assertThat(openRequests()).isEmpty();

        golden("1.2.0", BETTER.replace("--jobs", "--jobs=2"), "PORT: {type: number}");

        String next = request(use("UPDATE_OPEN"));
        assertThat(next).isNotEqualTo(request);
        merge(next);
        assertThat(file("main", "Dockerfile")).contains("--jobs=2");
    }

    @Test
    void leavesAChangeRequestToWhomeverPushedToIt() {
        golden("1.1.0", BETTER, "PORT: {type: number}");
        String request = request(use("UPDATE_OPEN"));
        String branch = developer.api().get(request).at("/changeRequest/source").stringValue();
        GitProgram mine = cloned(repository);
        mine.done("checkout", "--quiet", branch);
        mine.commit("Dockerfile", "FROM docker.io/library/debian:12\nUSER 10001:10001\n");
        mine.done("push", "origin", branch);

        golden("1.2.0", BETTER.replace("--jobs", "--jobs=2"), "PORT: {type: number}");

        await().until(() -> use("UPDATE_OPEN").path("reason").asString(""), reason -> reason.contains("pushed"));
        assertThat(file(branch, "Dockerfile")).doesNotContain("--jobs");
    }

    @Test
    void makesNothingTwiceWhenItLooksAgain() {
        golden("1.1.0", BETTER, "PORT: {type: number}");
        String request = request(use("UPDATE_OPEN"));
        String head = developer.api().get(request).at("/changeRequest/head").asString("");

        run("golden-path-uses");
        run("golden-path-uses");

        assertThat(openRequests()).hasSize(1);
        assertThat(developer.api().get(request).at("/changeRequest/head").asString(""))
                .isEqualTo(head);
    }

    @Test
    void saysWhyARecordCannotBeFollowed() {
        use("CURRENT");
        Map<String, String> records = new TreeMap<>(Map.of(
                "dockerfile: [1]",
                "is missing",
                "{",
                "neither YAML nor JSON",
                "dockerfile: {template: ../up, version: 1.0.0}",
                "dockerfile.template",
                "dockerfile: {template: no-such-one, version: 1.0.0}",
                "there is no template",
                "dockerfile: {template: %s, version: 0.9.0}".formatted(template),
                "never had",
                "dockerfile: {template: %s, version: 1.0.0, arguments: [1]}".formatted(template),
                "is no object"));
        records.forEach((text, reason) -> {
            own(".fairway/golden-path.yaml", before -> text);
            await().until(() -> use("BROKEN").path("reason").asString(""), said -> said.contains(reason));
        });
        GitProgram mine = cloned(repository);
        mine.done("rm", "--quiet", ".fairway/golden-path.yaml");
        mine.done("commit", "--quiet", "--message", "Leave the golden path");
        mine.done("push", "origin", "main");

        await().until(() -> use("BROKEN").path("reason").asString(""), said -> said.contains("not on the branch main"));
    }

    @Test
    void refusesUpdatesOfOthersAndWhereThereIsNothing() {
        use("CURRENT");

        assertThat(developer
                        .api()
                        .post(at(repository) + "/golden-path/update", "{}")
                        .at("/error")
                        .stringValue())
                .isEqualTo("nothing_to_update");
        assertThat(person(team())
                        .api()
                        .post(at(repository) + "/golden-path/update", "{}")
                        .status())
                .isEqualTo(403);
    }

    /** Changes the template, as a merge does. */
    private void golden(String version, String dockerfile, String... arguments) {
        StringBuilder about =
                new StringBuilder("title: Make\nversion: %s\ndescription: Builds.\narguments:\n".formatted(version));
        List.of(arguments)
                .forEach(argument -> about.append("  ").append(argument).append('\n'));
        admin.get("/v1/golden-paths/dockerfiles");
        String at = "dockerfiles/%s/".formatted(template);
        commits.write(
                repositories.get(RepositoryName.of("platform", "golden-paths")),
                Commits.Place.on("main"),
                Actor.SYSTEM,
                "Change " + template,
                List.of(
                        FileChange.write(at + "Dockerfile", dockerfile),
                        FileChange.write(at + "template.yaml", about.toString())));
    }

    /** @return a repository that took the template over */
    private String adopted(String arguments) {
        String made = open();
        GitProgram mine = cloned(made);
        mine.commit("Makefile", "all:\n");
        mine.done("push", "origin", "main");
        Reply run = asked(
                developer.api(),
                "adopt_golden_path",
                "'repository': '%s', 'template': '%s', 'arguments': {%s}".formatted(made, template, arguments));
        assertThat(run.at("/run/status").asString("")).as(run.text()).isEqualTo("SUCCESS");
        merge(at(made) + "/change-requests/1");
        return made;
    }

    private void merge(String request) {
        Reply merged = developer.api().post(request + "/merge", "{}");
        assertThat(merged.status()).as(merged.text()).isEqualTo(200);
    }

    private void own(String path, UnaryOperator<String> change) {
        GitProgram mine = cloned(repository);
        String before = Files.exists(mine.folder().resolve(path)) ? mine.read(path) : "";
        mine.commit(path, change.apply(before));
        mine.done("push", "origin", "main");
    }

    private JsonNode use(String state) {
        return await().until(
                        () -> use(repository, any -> true),
                        use -> use.path("state").asString("").equals(state));
    }

    private JsonNode use(String of, Predicate<JsonNode> admits) {
        return await().until(
                        () -> developer.api().get(at(of) + "/golden-path/use").at("/use"), admits);
    }

    private String description(String of) {
        JsonNode use = use(of, one -> one.path("state").asString("").equals("UPDATE_OPEN"));
        return developer
                .api()
                .get("%s/change-requests/%d"
                        .formatted(at(of), use.path("changeRequest").intValue()))
                .at("/changeRequest/description")
                .stringValue();
    }

    private String request(JsonNode use) {
        return "%s/change-requests/%d"
                .formatted(at(repository), use.path("changeRequest").intValue());
    }

    private static int number(String request) {
        return Integer.parseInt(request.substring(request.lastIndexOf('/') + 1));
    }

    private JsonNode counts() {
        return developer
                .api()
                .get("/v1/golden-paths/adoption")
                .at("/templates")
                .valueStream()
                .filter(one -> one.path("template").asString("").equals(template))
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> openRequests() {
        return developer
                .api()
                .get(at(repository) + "/change-requests?state=OPEN")
                .at("/changeRequests")
                .valueStream()
                .toList();
    }

    private String file(String ref, String path) {
        return developer
                .api()
                .get("%s/file?ref=%s&path=%s".formatted(at(repository), ref, path))
                .at("/file/text")
                .asString("");
    }
}
