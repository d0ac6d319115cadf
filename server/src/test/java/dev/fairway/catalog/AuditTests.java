package dev.fairway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The audit log finds what was done: by whom, from where, to what and when. */
class AuditTests extends RunningFairway {

    private String agent;
    private Api writer;
    private String id;

    @BeforeEach
    void write() {
        agent = unique("agent");
        writer = admin.with("User-Agent", agent);
        id = blueprint("'title': 'Audited'");
        writer.post(entities(id), "{'identifier': 'a'}");
        writer.patch(entities(id) + "/a", "{'title': 'A'}");
        writer.delete(entities(id) + "/a");
    }

    @Test
    void findsByOrigin() {
        assertThat(actions("origin=" + agent)).containsExactly("DELETE", "UPDATE", "CREATE");
        assertThat(actions("origin=" + agent + ",another")).hasSize(3);
        assertThat(actions("origin=nobody")).isEmpty();
    }

    @Test
    void findsByAction() {
        assertThat(actions("blueprint=" + id + "&action=UPDATE")).containsExactly("UPDATE");
        assertThat(actions("origin=%s&action=delete".formatted(agent))).containsExactly("DELETE");
        assertThat(log("action=READ").status()).isEqualTo(422);
    }

    @Test
    void findsByUser() {
        assertThat(actions("blueprint=%s&user=%s".formatted(id, Api.CLIENT_ID))).hasSize(3);
        assertThat(actions("blueprint=%s&user=nobody@example.com".formatted(id)))
                .isEmpty();
    }

    @Test
    void findsByResource() {
        String secret = unique("secret");
        writer.post("/v1/organization/secrets", "{'secretName': '%s', 'secretValue': 'v'}".formatted(secret));

        assertThat(identifiers("origin=%s&resources=secret".formatted(agent))).containsExactly(secret);
        assertThat(actions("origin=%s&resources=entity".formatted(agent))).hasSize(3);
        assertThat(actions("origin=%s&resources=secret,entity".formatted(agent)))
                .hasSize(4);
        assertThat(actions("origin=%s&resources=secret&resources=team".formatted(agent)))
                .hasSize(1);
        assertThat(identifiers("resources=blueprint&identifier=" + id)).containsExactly(id);
    }

    @Test
    void findsByTime() {
        List<JsonNode> all = audits("blueprint=" + id);
        String updatedAt = all.get(1).at("/trigger/at").stringValue();

        assertThat(actions("blueprint=%s&to=%s".formatted(id, updatedAt))).containsExactly("CREATE");
        assertThat(actions("blueprint=%s&from=%s".formatted(id, updatedAt))).containsExactly("DELETE", "UPDATE");
        assertThat(actions("blueprint=%s&from=2000-01-01T00:00:00Z&to=2000-01-02T00:00:00Z".formatted(id)))
                .isEmpty();
        assertThat(log("from=yesterday").status()).isEqualTo(422);
    }

    @Test
    void showsBothLogsPageByPageInOneOrder() {
        IntStream.range(0, 4).forEach(i -> {
            writer.post("/v1/teams", "{'name': '%s'}".formatted(unique("audited")));
            writer.post(entities(id), "{'identifier': 'page-%d'}".formatted(i));
        });
        List<String> whole = identifiers("origin=" + agent + "&limit=100");

        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            Reply page = log("origin=%s&limit=3%s".formatted(agent, cursor));
            assertThat(page.at("/audits").size()).isLessThanOrEqualTo(3);
            page.at("/audits").forEach(audit -> paged.add(named(audit)));
            cursor = Json.isNull(page.at("/next"))
                    ? ""
                    : "&cursor=" + Api.encoded(page.at("/next").stringValue());
        } while (!cursor.isEmpty());

        assertThat(whole).hasSize(15);
        assertThat(paged).isEqualTo(whole);
    }

    @Test
    void refusesAPageThatIsNone() {
        assertThat(log("limit=0").status()).isEqualTo(422);
        assertThat(log("cursor=nonsense").status()).isEqualTo(422);
    }

    private Reply log(String query) {
        return admin.get("/v1/audit-log?" + query);
    }

    private List<JsonNode> audits(String query) {
        List<JsonNode> audits = new ArrayList<>();
        log(query).at("/audits").forEach(audits::add);
        return audits;
    }

    private List<String> actions(String query) {
        return audits(query).stream()
                .map(audit -> audit.get("action").stringValue())
                .toList();
    }

    private List<String> identifiers(String query) {
        return audits(query).stream().map(AuditTests::named).toList();
    }

    private static String named(JsonNode audit) {
        String entity = Json.textAt(audit.at("/context"), "entityIdentifier");
        return entity == null
                ? String.valueOf(Json.textAt(audit.at("/context"), "identifier"))
                : audit.get("action").stringValue() + " " + entity;
    }
}
