package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.shared.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Builds report what their tests came to, and change requests show it. */
class TestReportTests extends OnChangeRequests {

    private static final String GOOD = """
            <testsuites><testsuite name="pier" tests="2">
              <testcase classname="pier.BerthTests" name="holds" time="0.5"/>
              <testcase classname="pier.BerthTests" name="waits" time="0.25"><skipped/></testcase>
            </testsuite></testsuites>""";
    private static final String BAD = """
            <testsuite name="quay">
              <testcase classname="quay.CraneTests" name="lifts[`1`]" time="1,000.25">
                <failure message="expected 3 &lt; 4&#10;at line 7">trace</failure></testcase>
              <testcase classname="quay.CraneTests" name="turns"><error>no crane
              second line</error></testcase>
              <testcase classname="quay.CraneTests" name="stops" time="-3"/>
            </testsuite>""";

    @Test
    void areOneCommentThatIsReplacedInPlaceAndACheckForEach() {
        String head = pushed("feature", "b.txt", "1\n");
        String request = opened("feature");

        assertThat(put(developer.api(), head, "unit", body(List.of(GOOD), "done\n"))
                        .status())
                .isEqualTo(200);
        put(developer.api(), head, "story", body(List.of(BAD), "line one\n\u001b[31mred\u001b[0m end\n"));
        List<String> comments = comments(request);

        assertThat(comments).hasSize(1);
        String text = comments.getFirst();
        assertThat(text)
                .startsWith("**Tests of %.10s: not all passed**".formatted(head))
                .contains("`unit` 1 passed, 1 skipped, 0.8 s")
                .contains("`story` 2 of 3 failed, 1000.3 s")
                .contains("- `quay.CraneTests.lifts['1']` expected 3 \\< 4\n")
                .contains("- `quay.CraneTests.turns` no crane\n")
                .contains("line one\nred end\n");
        assertThat(checks(request)).containsExactlyInAnyOrder("tests/story FAILURE", "tests/unit SUCCESS");

        put(developer.api(), head, "story", body(List.of(GOOD), ""));

        assertThat(comments(request)).hasSize(1);
        assertThat(comments(request).getFirst()).contains("all passed");
        assertThat(checks(request)).contains("tests/story SUCCESS");
    }

    @Test
    void areShownOnAChangeRequestThatIsOpenedLaterAndOnItsNewestCommitAlone() {
        String head = pushed("feature", "b.txt", "1\n");
        put(developer.api(), head, "unit", body(List.of(GOOD), ""));

        String request = opened("feature");
        assertThat(comments(request)).hasSize(1);
        String next = pushed("feature", "b.txt", "2\n");
        put(developer.api(), head, "unit", body(List.of(BAD), ""));

        assertThat(comments(request).getFirst()).contains("%.10s: all passed".formatted(head));
        put(developer.api(), next, "unit", body(List.of(GOOD), ""));
        assertThat(comments(request).getFirst()).contains("%.10s: all passed".formatted(next));
        assertThat(developer
                        .api()
                        .get(reports(head))
                        .at("/reports/0/counts/failed")
                        .intValue())
                .isEqualTo(2);
    }

    @Test
    void countAsFailedWhereNothingWasTested() {
        String head = pushed("feature", "b.txt", "1\n");
        String request = opened("feature");

        put(developer.api(), head, "unit", body(List.of(), "collected 0 items"));

        assertThat(checks(request)).containsExactly("tests/unit FAILURE");
        assertThat(comments(request).getFirst()).contains("no test was run");
    }

    @Test
    void showOnlyTheEndOfALongLog() {
        String head = pushed("feature", "b.txt", "1\n");
        StringBuilder log = new StringBuilder("first\n");
        for (int line = 0; line < 2_000; line++) {
            log.append("line ").append(line).append(" ```").append('\n');
        }

        Reply reply = put(developer.api(), head, "unit", body(List.of(GOOD), log.toString()));
        opened("feature");

        assertThat(reply.at("/report/tail").stringValue())
                .startsWith("line 1950")
                .endsWith("line 1999 ```");
    }

    @Test
    void areRefusedWithTheFieldThatIsWrong() {
        String head = pushed("feature", "b.txt", "1\n");
        String entity =
                "<!DOCTYPE t [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><testsuite><testcase name=\"&e;\"/></testsuite>";

        assertThat(put(developer.api(), head, "unit", body(List.of(GOOD, "<testsuite>"), ""))
                        .text())
                .contains("junit[1]", "is no XML of test results");
        assertThat(put(developer.api(), head, "unit", body(List.of(entity), "")).status())
                .isEqualTo(422);
        assertThat(put(developer.api(), head, "Unit tests", body(List.of(), "")).text())
                .contains("name", "lower case letters");
        assertThat(put(developer.api(), "0".repeat(40), "unit", body(List.of(), ""))
                        .status())
                .isEqualTo(404);
        assertThat(put(developer.api(), "main", "unit", body(List.of(), "")).text())
                .contains("hexadecimal");
        assertThat(put(developer.api(), head, "unit", body(List.of(GOOD), "").put("coverage", 101))
                        .text())
                .contains("coverage", "from 0 to 100");
        assertThat(put(developer.api(), head, "unit", body(List.of(GOOD), "").put("url", "javascript:alert(1)"))
                        .status())
                .isEqualTo(422);
        assertThat(put(person().api(), head, "unit", body(List.of(GOOD), "")).status())
                .isEqualTo(403);
        assertThat(developer.api().get(reports(head)).at("/reports")).isEmpty();
    }

    private static ObjectNode body(List<String> junit, String log) {
        ObjectNode body = Json.object().put("log", log);
        junit.forEach(body.withArray("junit")::add);
        return body;
    }

    private Reply put(Api by, String commit, String name, ObjectNode body) {
        return by.put("%s/%s".formatted(reports(commit), Api.encoded(name)), body.toString());
    }

    private String reports(String commit) {
        return "%s/commits/%s/test-reports".formatted(at(repository), commit);
    }
}
