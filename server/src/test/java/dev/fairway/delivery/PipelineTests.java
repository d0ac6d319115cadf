package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is done with commits that are pushed, as processes of this machine. */
class PipelineTests extends OnPipelines {

    private static final String PASSING = """
            stages:
              - name: build
                run: |
                  echo "building $FAIRWAY_COMMIT on $FAIRWAY_BRANCH as $GREETING"
                  cat a.txt > built.txt
                env: {GREETING: harbour}
              - name: test
                run: |
                  test -s built.txt
                  mkdir -p out
                  echo '<testsuite><testcase classname="pier" name="holds" time="1"/></testsuite>' > out/results.xml
                  echo tested
                junit: out/*.xml
            """;

    @Test
    void doesTheStagesOfAPushInTheirOrderAndShowsWhatTheyPrint() {
        String commit = pushed("feature", ".fairway/pipeline.yaml", PASSING);

        JsonNode pipeline = ended("feature");

        assertThat(pipeline.path("state").stringValue()).as(log(pipeline)).isEqualTo("SUCCESS");
        assertThat(pipeline.path("commit").stringValue()).isEqualTo(commit);
        assertThat(pipeline.path("createdBy").stringValue()).isEqualTo(developer.email());
        assertThat(outcomes(pipeline)).containsExactly("build SUCCESS", "test SUCCESS");
        assertThat(log(pipeline)).isEqualTo("building %s on feature as harbour\ntested\n".formatted(commit));
    }

    @Test
    void aChangeRequestShowsItsTestsAndWaitsForIt() {
        pushed("feature", ".fairway/pipeline.yaml", PASSING);
        String request = opened("feature");
        ended("feature");

        assertThat(checks(request)).contains("pipeline SUCCESS", "tests/test SUCCESS");
        assertThat(comments(request)).hasSize(1).first().asString().contains("`test` 1 passed", "tested");
    }

    @Test
    void saysWhyAStageFailedAndLeavesOutTheRest() {
        pushed("feature", ".fairway/pipeline.yaml", """
                stages:
                  - {name: test, run: 'echo "no crane"; false; echo never', junit: none.xml}
                  - {name: publish, run: 'echo published'}
                """);
        String request = opened("feature");

        JsonNode pipeline = ended("feature");

        assertThat(pipeline.path("state").stringValue()).isEqualTo("FAILURE");
        assertThat(pipeline.path("message").stringValue()).isEqualTo("test: It ended with 1");
        assertThat(outcomes(pipeline)).containsExactly("test FAILURE", "publish SKIPPED");
        assertThat(log(pipeline)).isEqualTo("no crane\n");
        assertThat(checks(request)).contains("pipeline FAILURE");
        assertThat(comments(request).getFirst()).contains("no test was run", "no crane");
    }

    @Test
    void stagesSeeNothingOfTheServersEnvironmentAndCannotLeaveAnythingBehind() {
        pushed("feature", ".fairway/pipeline.yaml", """
                stages:
                  - {name: look, run: 'env | cut -d= -f1 | sort | tr "\\n" " "; echo; pwd'}
                """);

        String printed = log(ended("feature"));

        assertThat(printed.lines().findFirst().orElse("").strip().split(" "))
                .contains("CI", "FAIRWAY_COMMIT", "HOME", "PATH")
                .noneMatch(name -> name.contains("PASSWORD")
                        || name.contains("SECRET")
                        || name.contains("TOKEN")
                        || name.equals("FAIRWAY_HOME"));
        Path folder = Path.of(printed.lines().skip(1).findFirst().orElse("/"));
        assertThat(folder.getFileName().toString()).startsWith("fairway-pipeline-");
        await().atMost(LONG).until(() -> !Files.exists(folder));
    }

    @Test
    void isStoppedWithAllThatItStarted() {
        pushed("feature", ".fairway/pipeline.yaml", """
                stages:
                  - {name: hang, run: 'sleep 600 & echo "child $!"; wait'}
                """);
        JsonNode running =
                await().atMost(LONG).until(() -> newest("feature"), one -> one != null && log(one).contains("child "));
        long child = Long.parseLong(log(running).replaceAll("\\D", ""));

        assertThat(person().api().post(at(running) + "/cancel", "{}").status()).isEqualTo(403);
        developer.api().post(at(running) + "/cancel", "{}");
        JsonNode stopped = ended("feature");

        assertThat(stopped.path("state").stringValue()).isEqualTo("CANCELLED");
        await().atMost(LONG)
                .until(() ->
                        ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
        Reply again = developer.api().post(at(stopped) + "/retry", "{}");
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.at("/pipeline/id").stringValue())
                .isNotEqualTo(stopped.path("id").stringValue());
        developer.api().post(at(again.at("/pipeline")) + "/cancel", "{}");
        ended("feature");
    }

    @Test
    void saysWhatIsWrongWithItsFile() {
        pushed("feature", ".fairway/pipeline.yaml", """
                stages:
                  - {name: Test it, run: '', minutes: 0, matrix: all, image: {name: alpine}}
                """);

        JsonNode pipeline = ended("feature");

        assertThat(pipeline.path("state").stringValue()).isEqualTo("FAILURE");
        assertThat(pipeline.path("message").stringValue())
                .contains(
                        "/stages/0/name",
                        "/stages/0/run",
                        "/stages/0/minutes",
                        "/stages/0/matrix: is not known here",
                        "/stages/0/image: names its repository");
    }

    @Test
    void tellsWhatAStagePublishedAndWhatScannersFound() {
        String digest = "sha256:" + "fedcba9876543210".repeat(4);
        String commit = pushed("feature", ".fairway/pipeline.yaml", """
                stages:
                  - name: image
                    run: |
                      printf "%s" > digest
                      echo '{"bomFormat": "CycloneDX", "components": [{"name": "rope"}]}' > bom.json
                    image: {repository: registry.example.com/harbor/parcel, digest: digest}
                    sbom: bom.json
                  - name: scan
                    run: |
                      echo '{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "spyglass"}}, "results": []}]}' > found.sarif
                    sarif: found.sarif
                  - {name: forgetful, run: 'true', sarif: none.sarif, image: {repository: registry.example.com/harbor/crane, digest: none}}
                """.formatted(digest));
        String request = opened("feature");

        JsonNode pipeline = ended("feature");

        assertThat(comments(request).getFirst())
                .contains(
                        "`image` registry.example.com/harbor/parcel:%s: nobody looked for vulnerabilities; 1 component"
                                .formatted(commit))
                .contains("`scan` built: nothing found by spyglass");
        assertThat(checks(request)).contains("build/image SUCCESS", "scan/scan SUCCESS");
        assertThat(developer
                        .api()
                        .get("%s/commits/%s/builds".formatted(at(repository), commit))
                        .at("/builds/0/image/digest")
                        .stringValue())
                .isEqualTo(digest);
        assertThat(log(pipeline))
                .contains(
                        "[no file is what sarif names]",
                        "[what it made is not shown: image.digest: none holds no digest");
    }

    @Test
    void nothingIsDoneWhereThereIsNoFile() {
        pushed("feature", "b.txt", "1\n");

        Reply begun = developer.api().post(at(repository) + "/pipelines", "{'branch': 'feature'}");

        assertThat(begun.status()).isEqualTo(422);
        assertThat(begun.text()).contains("has no .fairway/pipeline.yaml");
        assertThat(newest("feature")).isNull();
    }

    @Test
    void deploysWhatItBuiltFromTheMainBranchAsARequestThatRulesJudge() {
        String digest = "sha256:" + "0123456789abcdef".repeat(4);
        String service = service(repository);
        String file = """
                stages:
                  - {name: build, run: 'printf "%s" > digest'}
                  - {name: deploy, deploy: {service: %s, environment: development, digest: digest}}
                """.formatted(digest, service);
        pushed("feature", ".fairway/pipeline.yaml", file);
        assertThat(outcomes(ended("feature"))).containsExactly("build SUCCESS", "deploy SKIPPED");
        String request = opened("feature");
        approved(colleague, request);
        assertThat(merged(colleague.api(), request).status()).isEqualTo(200);

        JsonNode pipeline = ended("main");

        assertThat(outcomes(pipeline)).as(pipeline.toString()).containsExactly("build SUCCESS", "deploy SUCCESS");
        JsonNode release = await().atMost(LONG)
                .until(
                        () -> developer
                                .api()
                                .get("/v1/deliveries/%s/releases?environment=development".formatted(service))
                                .at("/releases")
                                .get(0),
                        one -> one != null);
        assertThat(release.at("/wanted/image/tag").stringValue())
                .isEqualTo(pipeline.path("commit").stringValue());
        assertThat(release.at("/wanted/image/digest").stringValue()).isEqualTo(digest);
        assertThat(release.at("/wanted/release/workflow").stringValue())
                .startsWith("http")
                .endsWith("/repositories/%s/pipelines/%s"
                        .formatted(repository, pipeline.path("id").stringValue()));
        Reply again = developer.api().post(at(pipeline) + "/retry", "{}");
        await().atMost(LONG)
                .until(() -> !developer
                        .api()
                        .get(at(again.at("/pipeline")))
                        .at("/pipeline/endedAt")
                        .isNull());
        assertThat(developer
                        .api()
                        .get("/v1/deliveries/%s/releases?environment=development".formatted(service))
                        .at("/releases"))
                .as("the same version is not released twice")
                .hasSize(1);
    }

    @Test
    void deploysNoServiceOfAnotherRepository() {
        String service = service("%s/elsewhere".formatted(team));
        developer.api().patch(at(repository), "{'protection': {'enabled': false}}");
        mine.commit(".fairway/pipeline.yaml", """
                stages:
                  - {name: deploy, deploy: {service: %s, environment: development}}
                """.formatted(service));
        mine.done("push", "origin", "main");

        assertThat(ended("main").path("message").stringValue())
                .contains("%s comes from %s/elsewhere, not from this repository".formatted(service, team));
    }
}
