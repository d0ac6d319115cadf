package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.shared.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Builds report what they made of commits, and releases bring just that. */
class BuildReportTests extends OnChangeRequests {

    private static final String IMAGE = "registry.example.com/harbor/parcel";
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
    private static final String SBOM = """
            {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
              {"type": "library", "name": "rope", "version": "1.2"}, {"type": "library", "name": "anchor", "version": "3"}]}""";
    private static final String SARIF = """
            {"version": "2.1.0", "runs": [{
              "tool": {"driver": {"name": "spyglass", "rules": [
                {"id": "CVE-1", "defaultConfiguration": {"level": "error"}}, {"id": "STYLE-2"}]}},
              "results": [
                {"ruleId": "STYLE-2", "message": {"text": "too *long*"}},
                {"ruleId": "CVE-1", "ruleIndex": 0, "message": {"text": "rope 1.2 breaks\\nsee there"},
                 "locations": [{"physicalLocation": {"artifactLocation": {"uri": "go.mod"}, "region": {"startLine": 7}}}]},
                {"ruleId": "CVE-1", "message": {"text": "known"}, "suppressions": [{"kind": "inSource"}]},
                {"ruleId": "OK-3", "kind": "pass", "message": {"text": "fine"}}]}]}""";

    @Test
    void sayWhatWasFoundInTheOneCommentAndAsChecks() {
        String head = pushed("feature", "b.txt", "1\n");
        String request = opened("feature");

        Reply reply = put(developer.api(), head, body().put("seconds", 34.25));
        developer
                .api()
                .put(
                        "%s/commits/%s/test-reports/unit".formatted(at(repository), head),
                        "{'junit': ['<testcase name=\\\"holds\\\"/>']}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(comments(request)).hasSize(1);
        assertThat(comments(request).getFirst())
                .startsWith("**Builds of %.10s**".formatted(head))
                .contains("`image` %s:%s, 34.3 s: 1 error, 1 warning, 0 notes by spyglass; 2 components"
                        .formatted(IMAGE, head))
                .containsSubsequence(
                        "error `CVE-1` in `go.mod:7`: rope 1.2 breaks\n", "warning `STYLE-2`: too \\*long\\*\n")
                .contains("**Tests of %.10s: all passed**".formatted(head));
        assertThat(checks(request))
                .containsExactlyInAnyOrder("build/image SUCCESS", "scan/image FAILURE", "tests/unit SUCCESS");
        assertThat(developer
                        .api()
                        .get(builds(head) + "/image/sbom")
                        .at("/sbom/components/1/name")
                        .stringValue())
                .isEqualTo("anchor");
    }

    @Test
    void neverClaimThatSomethingIsSafeThatNobodyLookedAt() {
        String head = pushed("feature", "b.txt", "1\n");
        String request = opened("feature");

        put(developer.api(), head, Json.object().put("sbom", SBOM));

        assertThat(comments(request).getFirst())
                .contains("`image` built: nobody looked for vulnerabilities; 2 components");
    }

    @Test
    void giveAReleaseOfTheirTagTheDigestAndTheCommit() {
        String service = service(repository);
        String head = pushed("feature", "b.txt", "1\n");
        ObjectNode body = body();
        body.withObject("image").put("tag", "1.4.0");
        put(developer.api(), head, body);

        Reply run = asked(
                developer.api(),
                "deploy_service",
                "'service': '%s', 'environment': 'development', 'tag': '1.4.0'".formatted(service));

        assertThat(run.at("/run/status").stringValue()).as(run.text()).isEqualTo("SUCCESS");
        Reply releases = developer.api().get("/v1/deliveries/%s/releases?environment=development".formatted(service));
        assertThat(releases.at("/releases/0/wanted/image/digest").stringValue()).isEqualTo(DIGEST);
        assertThat(releases.at("/releases/0/wanted/release/commit").stringValue())
                .isEqualTo(head);
        asked(
                developer.api(),
                "deploy_service",
                "'service': '%s', 'environment': 'development', 'tag': '1.5.0'".formatted(service));
        assertThat(developer
                        .api()
                        .get("/v1/deliveries/%s/releases?environment=development".formatted(service))
                        .at("/releases/0/wanted/image")
                        .has("digest"))
                .isFalse();
    }

    @Test
    void areListedByTheNewestFirstAndReplacedByTheirName() {
        String first = pushed("feature", "b.txt", "1\n");
        String second = pushed("feature", "b.txt", "2\n");
        put(developer.api(), first, body());
        put(developer.api(), second, Json.object().put("outcome", "FAILURE"));
        put(developer.api(), first, body());

        Reply page = colleague.api().get(at(repository) + "/builds?limit=1");
        Reply rest = colleague.api().get(at(repository) + "/builds?limit=1&from=" + page.at("/next"));

        assertThat(page.at("/builds/0/commit").stringValue()).isEqualTo(second);
        assertThat(rest.at("/builds/0/image/digest").stringValue()).isEqualTo(DIGEST);
        assertThat(rest.at("/next").isNull()).isTrue();
    }

    @Test
    void areRefusedWithTheFieldThatIsWrong() {
        String head = pushed("feature", "b.txt", "1\n");
        ObjectNode badDigest = body();
        badDigest.withObject("image").put("digest", "latest");
        ObjectNode badImage = body();
        badImage.withObject("image").put("repository", IMAGE + ":1.0");
        ObjectNode failed = body().put("outcome", "FAILURE");
        ObjectNode noSarif = Json.object();
        noSarif.putArray("sarif").add(SARIF).add("{}");

        assertThat(put(developer.api(), head, badDigest).text()).contains("image.digest", "latest");
        assertThat(put(developer.api(), head, badImage).text()).contains("image.repository", "without its tag");
        assertThat(put(developer.api(), head, failed).text()).contains("image", "this one failed");
        assertThat(put(developer.api(), head, noSarif).text()).contains("sarif[1]", "no SARIF 2.1");
        assertThat(put(developer.api(), head, Json.object().put("sbom", "<bom/>"))
                        .text())
                .contains("sbom", "no JSON");
        assertThat(put(developer.api(), head, Json.object().put("sbom", "{}")).text())
                .contains("no CycloneDX");
        assertThat(put(developer.api(), head, body().put("url", "javascript:alert(1)"))
                        .status())
                .isEqualTo(422);
        assertThat(put(developer.api(), "0".repeat(40), body()).status()).isEqualTo(404);
        assertThat(put(person().api(), head, body()).status()).isEqualTo(403);
        assertThat(developer.api().get(builds(head)).at("/builds")).isEmpty();
    }

    private static ObjectNode body() {
        ObjectNode body = Json.object().put("sbom", SBOM);
        body.putArray("sarif").add(SARIF);
        body.putObject("image").put("repository", IMAGE).put("digest", DIGEST);
        return body;
    }

    private Reply put(Api by, String commit, ObjectNode body) {
        return by.put(builds(commit) + "/image", body.toString());
    }

    private String builds(String commit) {
        return "%s/commits/%s/builds".formatted(at(repository), commit);
    }
}
