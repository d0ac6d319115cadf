package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api.Reply;
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
