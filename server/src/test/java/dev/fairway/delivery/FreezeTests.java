package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.access.Actor;
import dev.fairway.delivery.contents.Commits;
import dev.fairway.delivery.contents.FileChange;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.selfservice.spi.ActionHandler;
import dev.fairway.selfservice.spi.Work;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Times in which nothing is released to an environment. */
class FreezeTests extends OnRepositories {

    @Autowired
    List<ActionHandler> handlers;

    @Autowired
    Repositories repositories;

    @Autowired
    Commits commits;

    private String environment;
    private String service;

    @BeforeEach
    void add() {
        environment = unique("ice");
        service = "";
        admin.put("/v1/environments/" + environment, "{'title': 'Ice', 'position': 30}");
    }

    @AfterEach
    void thaw() {
        admin.delete("/v1/environments/" + environment);
    }

    /** A service of which something runs. */
    private void released() {
        service = service(null);
        assertThat(deployed("1.0").at("/run/status").asString("")).isEqualTo("SUCCESS");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deploy_service|, 'tag': '1.2'",
                "restart_service|''",
                "scale_service|, 'replicas': 4",
                "pause_service|''",
                "configure_service|, 'changes': {'/memory': '1Gi'}",
                "remove_service|''"
            })
    void refusesWhatChangesTheEnvironmentInTheFormAndWhenItIsSent(String action, String inputs) {
        released();
        frozen(Duration.ofHours(-1), Duration.ofHours(1));

        Reply preview = developer
                .api()
                .post("/v1/actions/%s/preview".formatted(action), "{'properties': {%s}}".formatted(where() + inputs));
        Reply sent = asked(developer.api(), action, where() + inputs);

        assertThat(preview.at("/preview/hold").asString(""))
                .as(preview.text())
                .contains(environment + " is frozen until", "quarter end. The books are closed");
        assertThat(preview.at("/preview/mayGoAhead").booleanValue()).isFalse();
        assertThat(sent.status()).isEqualTo(409);
        assertThat(sent.error()).isEqualTo("on_hold");
        assertThat(sent.text()).contains("quarter end. The books are closed");
    }

    @Test
    void letsAWayBackThrough() {
        released();
        deployed("1.1");
        frozen(Duration.ofHours(-1), Duration.ofHours(1));

        Reply back = asked(developer.api(), "roll_back_service", where());

        assertThat(back.at("/run/status").asString("")).as(back.text()).isEqualTo("SUCCESS");
    }

    @Test
    void holdsNothingBeforeAndAfter() {
        released();
        frozen(Duration.ofHours(1), Duration.ofHours(2));
        assertThat(deployed("1.2").at("/run/status").asString("")).isEqualTo("SUCCESS");
        String over = frozen(Duration.ofHours(-2), Duration.ofHours(1));
        assertThat(admin.delete(freezes() + "/" + over).status()).isEqualTo(200);

        assertThat(deployed("1.3").at("/run/status").asString("")).isEqualTo("SUCCESS");
    }

    @Test
    void whoMayBreakGlassPassesWithAReasonThatIsKept() {
        released();
        frozen(Duration.ofHours(-1), Duration.ofHours(1));
        String body = "{'properties': {%s, 'tag': '1.2'}, 'urgent': 'customers cannot pay'}".formatted(where());

        Reply refused = developer.api().post("/v1/actions/deploy_service/runs", body);
        Reply passed = admin.post("/v1/actions/deploy_service/runs", body);

        assertThat(refused.status()).isEqualTo(403);
        String run = "/v1/actions/runs/" + passed.at("/run/id").stringValue();
        await().until(() -> admin.get(run).at("/run/status").asString("").equals("SUCCESS"));
        assertThat(admin.get(run).at("/run/urgent").stringValue()).isEqualTo("customers cannot pay");
        assertThat(admin.get(run + "/logs").text())
                .contains("Carried out as urgent, although", "is frozen until", "customers cannot pay");
    }

    @Test
    void isCheckedAgainWhenARunIsCarriedOutButEndsWhatWasBegun() {
        released();
        ActionHandler handler = handlers.stream()
                .filter(one -> one.type().equals("DELIVERY"))
                .findFirst()
                .orElseThrow();
        handler.carryOut(work("begun", null));
        frozen(Duration.ofHours(-1), Duration.ofHours(1));

        assertThatThrownBy(() -> handler.carryOut(work("late", null)))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("is frozen until");
        handler.carryOut(work("begun", null));
        handler.carryOut(work("urgent", "it burns"));
        assertThat(standing().at("/newest/number").intValue()).isEqualTo(3);
    }

    private Work work(String key, @Nullable String urgent) {
        return new Work(
                key + service,
                "run-" + service,
                Json.object().put("type", "DELIVERY").put("operation", "DEPLOY"),
                Json.object()
                        .put("service", service)
                        .put("environment", environment)
                        .put("tag", key),
                null,
                developer.email(),
                urgent,
                Set.of(),
                _ -> {});
    }

    @Test
    void valuesThatAreMergedAreReleasedAfterwards() {
        released();
        frozen(Duration.ofHours(-1), Duration.ofSeconds(6));
        commits.write(
                repositories.get(RepositoryName.of("platform", "values")),
                Commits.Place.on("main"),
                Actor.SYSTEM,
                "Change values",
                List.of(FileChange.write(
                        "services/%s/%s/values.yaml".formatted(service, environment), "replicas: 7\n")));

        await().atMost(Duration.ofSeconds(60))
                .until(() -> standing().at("/newest/kind").asString("").equals("CONFIGURE"));
        Instant released = Instant.parse(standing().at("/newest/createdAt").stringValue());
        Instant until =
                Instant.parse(admin.get(freezes()).at("/freezes/0/until").stringValue());
        assertThat(released).isAfterOrEqualTo(until);
    }

    @Test
    void isShownWhereTheServiceIsAndOnTheCalendar() {
        released();
        frozen(Duration.ofHours(-1), Duration.ofHours(1));

        JsonNode frozen = standing().path("frozen");
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        JsonNode days = developer
                .api()
                .get("/v1/releases/days?from=%s&to=%s&environment=%s"
                        .formatted(today.minusDays(9), today.plusDays(9), environment))
                .at("/frozen");

        assertThat(frozen.path("name").stringValue()).isEqualTo("quarter end");
        assertThat(frozen.path("zone").stringValue()).isEqualTo("Asia/Seoul");
        assertThat(days.size()).isBetween(1, 2);
        assertThat(days.get(0).path("environment").stringValue()).isEqualTo(environment);
        assertThat(admin.get("/v1/audit-log?resources=freeze").text()).contains("quarter end", environment);
    }

    @Test
    void comesEveryWeek() {
        released();
        LocalDate day = LocalDate.now(ZoneOffset.UTC);
        Reply made = admin.post(freezes(), """
                {'name': 'week', 'reason': 'always', 'zone': 'UTC',
                 'weekly': {'fromDay': '%s', 'from': '00:00', 'untilDay': '%s', 'until': '00:00'}}""".formatted(
                        day.minusDays(1).getDayOfWeek(), day.plusDays(2).getDayOfWeek()));
        assertThat(made.status()).as(made.text()).isEqualTo(201);

        assertThat(deployed("1.2").text()).contains("week. always");
        assertThat(admin.get(freezes()).at("/frozenUntil").isString()).isTrue();
        String id = made.at("/freeze/id").stringValue();
        Reply changed = admin.put(freezes() + "/" + id, body(Duration.ofHours(3), Duration.ofHours(4)));
        assertThat(changed.at("/freeze/weekly").isNull()).as(changed.text()).isTrue();
        assertThat(deployed("1.2").at("/run/status").asString("")).isEqualTo("SUCCESS");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'name': ''|name",
                "'reason': ''|reason",
                "'zone': 'Mars/North'|no time zone",
                "'until': '2020-01-01T00:00:00Z'|until",
                "'from': '2020-01-01T00:00:00Z', 'until': '2020-01-02T00:00:00Z'|is over already",
                "'until': '2099-01-01T00:00:00Z'|366 days",
                "'weekly': {'fromDay': 'FRIDAY', 'from': '16:00', 'untilDay': 'MONDAY', 'until': '07:00'}|leave from and until out",
                "'from': null, 'until': null|is missing",
                "'from': null, 'until': null, 'weekly': {'fromDay': 'FRIDAY', 'from': '4 pm', 'untilDay': 'MONDAY', 'until': '07:00'}|no time such as",
                "'from': null, 'until': null, 'weekly': {'fromDay': 'FREITAG', 'from': '16:00', 'untilDay': 'MONDAY', 'until': '07:00'}|fromDay",
                "'from': null, 'until': null, 'weekly': {'fromDay': 'FRIDAY', 'from': '16:00', 'untilDay': 'FRIDAY', 'until': '16:00'}|has an end"
            })
    void refusesWindowsThatCannotBe(String change, String why) {
        ObjectNode body = (ObjectNode)
                Json.read(body(Duration.ofHours(1), Duration.ofHours(2)).replace('\'', '"'));
        body.setAll((ObjectNode) Json.read("{%s}".formatted(change).replace('\'', '"')));

        Reply refused = admin.post(freezes(), body.toString());

        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.text()).contains(why);
    }

    @Test
    void isForAdministratorsAndForAtMostFiftyOfAnEnvironment() {
        assertThat(developer
                        .api()
                        .post(freezes(), body(Duration.ZERO, Duration.ofHours(1)))
                        .status())
                .isEqualTo(403);
        for (int one = 0; one < 50; one++) {
            frozen(Duration.ofHours(1), Duration.ofHours(2));
        }
        assertThat(admin.post(freezes(), body(Duration.ofHours(1), Duration.ofHours(2)))
                        .text())
                .contains("50 freeze windows");
        assertThat(admin.post("/v1/environments/nowhere/freezes", body(Duration.ZERO, Duration.ofHours(1)))
                        .status())
                .isEqualTo(404);
    }

    private String freezes() {
        return "/v1/environments/%s/freezes".formatted(environment);
    }

    /** @return its id */
    private String frozen(Duration from, Duration until) {
        Reply made = admin.post(freezes(), body(from, until));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.at("/freeze/id").stringValue();
    }

    private static String body(Duration from, Duration until) {
        Instant now = Instant.now();
        return """
                {'name': 'quarter end', 'reason': 'The books are closed', 'zone': 'Asia/Seoul', 'from': '%s', 'until': '%s'}""".formatted(now.plus(from), now.plus(until));
    }

    private String where() {
        return "'service': '%s', 'environment': '%s'".formatted(service, environment);
    }

    private Reply deployed(String tag) {
        Api api = developer.api();
        return asked(api, "deploy_service", "%s, 'tag': '%s'".formatted(where(), tag));
    }

    private JsonNode standing() {
        return developer
                .api()
                .get("/v1/deliveries/" + service)
                .at("/environments")
                .valueStream()
                .filter(one -> one.path("environment").asString("").equals(environment))
                .findFirst()
                .orElseThrow();
    }
}
