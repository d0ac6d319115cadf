package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api.Reply;
import dev.fairway.clusters.Manifest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AdoptionTests extends OnRepositories {

    private static final String SERVER = "from fastapi import FastAPI\napi = FastAPI()\n";

    @Test
    void proposesTheDockerfileForWhatARepositoryIsWrittenIn() {
        String repository = withPython();

        Reply run = adopted(repository, "");

        assertThat(run.at("/run/status").stringValue()).as(run.text()).isEqualTo("SUCCESS");
        JsonNode request =
                developer.api().get(at(repository) + "/change-requests/1").body();
        assertThat(request.at("/changeRequest/title").stringValue()).isEqualTo("Build by the golden path python 1.0.0");
        assertThat(request.at("/changeRequest/author").stringValue()).isEqualTo(developer.email());
        String dockerfile = file(repository, "Dockerfile");
        assertThat(dockerfile)
                .contains("ARG START=\"uvicorn --host 0.0.0.0 --port $PORT main:api\"", "ARG EXTRA_PACKAGES=uvicorn");
        assertThat(file(repository, ".fairway/golden-path.yaml")).contains("template:", "python", "version:", "1.0.0");
    }

    @Test
    void bringsAnOpenProposalUpToDateInsteadOfOpeningAnother() {
        String repository = withPython();
        adopted(repository, "");

        Reply again = adopted(repository, ", 'arguments': {'PORT': 5000}");

        assertThat(again.at("/run/status").stringValue()).as(again.text()).isEqualTo("SUCCESS");
        assertThat(developer.api().get(at(repository) + "/change-requests").at("/changeRequests"))
                .hasSize(1);
        assertThat(file(repository, "Dockerfile")).contains("ARG PORT=5000");
    }

    @Test
    void saysWhatAnOwnDockerfileDoesNotKeepTo() {
        String repository = withPython();
        GitProgram mine = cloned(repository);
        mine.commit("Dockerfile", "FROM python:latest\nENV API_TOKEN=abc\nCOPY . .\n");
        mine.done("push", "origin", "main");

        JsonNode look = developer.api().get(at(repository) + "/golden-path").at("/look");

        assertThat(look.path("findings").findValuesAsString("rule")).contains("pinned-base", "not-root", "no-secrets");
        assertThat(look.path("findings").toString()).doesNotContain("abc");
        assertThat(look.at("/detected/0/template").stringValue()).isEqualTo("python");
    }

    @Test
    void refusesArgumentsAndRepositoriesOfOthers() {
        String repository = withPython();

        assertThat(adopted(repository, ", 'arguments': {'PORT': 'x'}").text()).contains("PORT");
        assertThat(asked(person(team()).api(), "adopt_golden_path", body(repository, ""))
                        .text())
                .contains("belongs to the team " + team);
        assertThat(adopted(open(), "").status()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void proposesWhatTheCiOfTheCompanyRuns() {
        String github = withPython();
        String gitlab = withPython();

        assertThat(adopted(github, ", 'ci': 'github'").at("/run/status").stringValue())
                .isEqualTo("SUCCESS");
        assertThat(adopted(gitlab, ", 'ci': 'gitlab'").at("/run/status").stringValue())
                .isEqualTo("SUCCESS");

        JsonNode workflow = yaml(file(github, ".github/workflows/golden-path.yaml"));
        assertThat(workflow.at("/env/FAIRWAY_REPOSITORY").asString("")).isEqualTo("repositories/" + github);
        assertThat(workflow.at("/jobs/test/steps/1/env/FAIRWAY_TOKEN").asString(""))
                .isEqualTo("${{ secrets.FAIRWAY_TOKEN }}");
        assertThat(workflow.at("/permissions/contents").asString("")).isEqualTo("read");
        JsonNode pipeline = yaml(file(gitlab, ".gitlab-ci.yml"));
        assertThat(pipeline.at("/variables/FAIRWAY_REPOSITORY").asString("")).isEqualTo("repositories/" + gitlab);
        assertThat(pipeline.at("/test/script/0").asString("")).contains("sh .fairway/ci-test.sh");
        assertThat(file(github, ".fairway/ci-test.sh")).contains("test-reports/ci");
        assertThat(developer
                        .api()
                        .get(at(github) + "/change-requests/1")
                        .at("/changeRequest/description")
                        .asString(""))
                .contains("FAIRWAY_TOKEN");
    }

    @Test
    void leavesACiOfTheRepositoryItself() {
        String repository = withPython();
        GitProgram mine = cloned(repository);
        mine.commit(".gitlab-ci.yml", "test: {script: [make]}\n");
        mine.done("push", "origin", "main");

        assertThat(adopted(repository, ", 'ci': 'gitlab'").text()).contains("has a .gitlab-ci.yml of its own");
    }

    @Test
    void isOfferedInAllLanguagesOfThePlatform() {
        open();

        assertThat(developer
                        .api()
                        .get("/v1/golden-paths/dockerfiles")
                        .at("/templates")
                        .findValuesAsString("version"))
                .hasSizeGreaterThanOrEqualTo(7);
    }

    private String withPython() {
        String repository = open();
        GitProgram mine = cloned(repository);
        mine.commit("requirements.txt", "fastapi\n");
        mine.commit("main.py", SERVER);
        mine.done("push", "origin", "main");
        return repository;
    }

    private Reply adopted(String repository, String more) {
        return asked(developer.api(), "adopt_golden_path", body(repository, more));
    }

    private static JsonNode yaml(String text) {
        return Manifest.documents(text).getFirst();
    }

    private static String body(String repository, String more) {
        return "'repository': '%s'%s".formatted(repository, more);
    }

    private String file(String repository, String path) {
        return developer
                .api()
                .get("%s/file?ref=golden-path/python&path=%s".formatted(at(repository), path))
                .at("/file/text")
                .asString("");
    }
}
