package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api.Reply;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What was released on which day. Releases are dated back, as nobody waits for days here. */
class ReleaseCalendarTests extends OnRepositories {

    private static final String NOVEMBER = "from=2026-11-01&to=2026-12-01";

    private String service;

    @BeforeEach
    void release() {
        service = service(null);
        reported("1.0", "LIVE", "2026-11-03T10:00:00Z");
        reported("1.1", "FAILED", "2026-11-03T23:30:00Z");
        reported("1.2", "LIVE", "2026-11-20T08:00:00Z");
        reported("1.3", "LIVE", "2026-12-01T00:00:00Z");
    }

    @Test
    void countsTheReleasesOfEachDayOfTheZoneThatIsAskedFor() {
        assertThat(days(NOVEMBER)).isEqualTo("2026-11-03: 2 (1 failed), 2026-11-20: 1 (0 failed)");
        assertThat(days(NOVEMBER + "&zone=Asia/Seoul"))
                .isEqualTo("2026-11-03: 1 (0 failed), 2026-11-04: 1 (1 failed), 2026-11-20: 1 (0 failed)");
        assertThat(days(NOVEMBER + "&environment=production")).isEmpty();
    }

    @Test
    void listsThemPageByPageAndOnlyThoseOfATeam() {
        Reply first = developer.api().get("/v1/releases?limit=2&team=%s&%s".formatted(team, NOVEMBER));
        Reply second = developer
                .api()
                .get("/v1/releases?limit=2&mine=true&%s&cursor=%s"
                        .formatted(NOVEMBER, first.at("/next").stringValue()));

        assertThat(tags(first)).isEqualTo("1.2, 1.1");
        assertThat(tags(second)).isEqualTo("1.0");
        assertThat(second.at("/next").isNull()).isTrue();
        assertThat(tags(developer.api().get("/v1/releases?team=%s&%s".formatted(team(), NOVEMBER))))
                .isEmpty();
    }

    @Test
    void saysWhichPartOfTheQuestionIsWrong() {
        assertThat(developer
                        .api()
                        .get("/v1/releases?from=yesterday&to=2026-12-01")
                        .text())
                .contains("from", "yesterday");
        assertThat(developer
                        .api()
                        .get("/v1/releases?from=2026-12-01&to=2026-12-01")
                        .text())
                .contains("to", "1 to 366 days");
        assertThat(developer
                        .api()
                        .get("/v1/releases/days?from=2024-12-01&to=2026-12-01")
                        .text())
                .contains("to", "1 to 366 days");
        assertThat(developer.api().get("/v1/releases?zone=Nowhere&" + NOVEMBER).text())
                .contains("zone", "Nowhere");
        assertThat(developer.api().get("/v1/releases?cursor=1&" + NOVEMBER).text())
                .contains("cursor");
        assertThat(developer
                        .api()
                        .get("/v1/releases?environment=nowhere&" + NOVEMBER)
                        .status())
                .isEqualTo(404);
    }

    private String days(String question) {
        return developer
                .api()
                .get("/v1/releases/days?team=%s&%s".formatted(team, question))
                .at("/days")
                .valueStream()
                .map(day -> "%s: %d (%d failed)"
                        .formatted(
                                day.path("day").stringValue(),
                                day.path("releases").intValue(),
                                day.path("failed").intValue()))
                .collect(Collectors.joining(", "));
    }

    private static String tags(Reply reply) {
        return reply.at("/releases")
                .valueStream()
                .map(release -> release.at("/wanted/image/tag"))
                .map(JsonNode::stringValue)
                .collect(Collectors.joining(", "));
    }

    private void reported(String tag, String outcome, String at) {
        Reply reply =
                developer.api().post("/v1/deliveries/%s/releases".formatted(service), """
                {'environment': 'development', 'tag': '%s', 'outcome': '%s'}""".formatted(tag, outcome));
        db.execute(
                "update delivery.release set created_at = ?::timestamptz where id = ?",
                at,
                reply.at("/release/id").stringValue());
    }
}
