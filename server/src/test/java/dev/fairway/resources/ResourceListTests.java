package dev.fairway.resources;

import static fairway.tables.resources.Tables.RESOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ResourceListTests extends OnServers {

    @Autowired
    DSLContext db;

    private String team;
    private Api member;

    @BeforeEach
    void connect() {
        connected();
        team = team();
        member = member(team);
    }

    @Test
    void showsEverybodyWhatTheirTeamsHaveAndWhatItCostsTogether() {
        String first = made("ledger");
        String second = made("orders");
        String other = team();
        made(member(other), unique("theirs"), other, "development", "");

        assertThat(listed(member, "mine=true")).containsExactly(second, first);
        assertThat(listed(member(), "mine=true")).isEmpty();
        JsonNode sum = member.get("/v1/resources/sums?mine=true").at("/sums/0");
        assertThat(sum.path("count").intValue()).isEqualTo(2);
        assertThat(sum.path("currency").stringValue()).isEqualTo("USD");
        assertThat(sum.path("monthly").decimalValue())
                .isEqualByComparingTo(lines(member, "mine=true").stream()
                        .map(line -> line.path("monthly").decimalValue())
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    @Test
    void saysInAListWhatDriftedUntilSomebodyAcceptsIt() throws SQLException {
        String drifted = made("ledger");
        String steady = made("orders");
        String database = nativeName(drifted.substring(0, drifted.indexOf('@')), "development");
        onServer("postgres", "alter database %s connection limit 3".formatted(database));
        member.post("/v1/resources/%s/observe".formatted(drifted), "{}");

        assertThat(line(drifted).path("drifted").booleanValue()).isTrue();
        assertThat(line(steady).path("drifted").booleanValue()).isFalse();
        assertThat(resource(drifted).at("/resource/drifted").booleanValue()).isTrue();
        assertThat(listed(member, "mine=true&drifted=true")).containsExactly(drifted);
        ended(asked(member, "settle_drift", drifted, "'how': 'Let it be', 'reason': 'three are enough'"));
        assertThat(line(drifted).path("drifted").booleanValue()).isFalse();
    }

    @Test
    void findsWhatNoTeamOwnsAnyMore() {
        String left = made("ledger");
        assertThat(listed(admin, "unowned=true")).doesNotContain(left);

        admin.delete("/v1/teams/" + team);

        assertThat(listed(admin, "unowned=true")).contains(left);
        assertThat(listed(admin, "unowned=true&environment=production")).doesNotContain(left);
    }

    @Test
    void findsWhatUsesLittleOfWhatWasAskedForOnceItIsAWeekOld() {
        String young = made("young");
        String old = made("old");
        db.update(RESOURCE)
                .set(RESOURCE.CREATED_AT, OffsetDateTime.now().minusDays(8))
                .where(RESOURCE.IDENTIFIER.eq(old))
                .execute();

        assertThat(listed(member, "mine=true&oversized=true")).containsExactly(old);
        assertThat(line(young).path("used").doubleValue()).isBetween(0.0001, 0.1);
        db.execute(
                "update resources.resource set specification = jsonb_set(specification, '{disk}', '0.01') where identifier = ?",
                old);
        assertThat(listed(member, "mine=true&oversized=true")).isEmpty();
        assertThat(line(old).path("used").doubleValue()).isGreaterThan(0.1);
    }

    @Test
    void offersMembersWhatAServerIsConnectedForAndAdministratorsTheRestToo() {
        made("ledger");

        JsonNode offer = offer(member, "postgresql");

        assertThat(offer.path("title").stringValue()).isEqualTo("PostgreSQL database");
        assertThat(offer.path("mine").intValue()).isEqualTo(1);
        assertThat(offer.at("/places/0/environment").stringValue()).isEqualTo("development");
        assertThat(offer.at("/places/0/regions/0").stringValue()).isEqualTo("eu-central-1");
        assertThat(offer.path("monthly").decimalValue()).isPositive().isLessThan(BigDecimal.TEN);
        assertThat(offers(admin)).contains("postgresql-cluster");
        assertThat(offers(member))
                .isEqualTo(admin.get("/v1/resource-offers")
                        .at("/offers")
                        .valueStream()
                        .filter(one -> !one.path("places").isEmpty())
                        .map(one -> one.path("type").stringValue())
                        .toList());
    }

    @Test
    void tellsHowMuchEachServerHasThatNobodyClaimed() throws SQLException {
        String name = unique("found").replace('-', '_');
        onServer("postgres", "create database " + name);
        admin.post("/v1/resource-servers/postgres-tests/discover", "{}");

        JsonNode server = member.get("/v1/resource-servers/findings")
                .at("/servers")
                .valueStream()
                .filter(one -> one.path("server").asString("").equals("postgres-tests"))
                .findFirst()
                .orElseThrow();

        assertThat(server.path("found").intValue()).isPositive();
        assertThat(server.path("title").stringValue()).isEqualTo("Shared PostgreSQL");
        Reply searched = member.get("/v1/resource-servers/postgres-tests/findings?q=" + name.toUpperCase(Locale.ROOT));
        assertThat(searched.at("/findings").findValuesAsString("name")).containsExactly(name);
    }

    private String made(String stem) {
        String name = unique(stem);
        assertThat(state(made(member, name, team, "development", ""))).startsWith("SUCCESS");
        return name + "@development";
    }

    private JsonNode line(String identifier) {
        return lines(member, "mine=true").stream()
                .filter(line -> line.path("identifier").asString("").equals(identifier))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> lines(Api by, String filter) {
        return by.get("/v1/resources?limit=200&" + filter)
                .at("/resources")
                .valueStream()
                .toList();
    }

    private static List<String> listed(Api by, String filter) {
        return lines(by, filter).stream()
                .map(line -> line.path("identifier").stringValue())
                .toList();
    }

    private static List<String> offers(Api by) {
        return by.get("/v1/resource-offers").at("/offers").findValuesAsString("type");
    }

    private static JsonNode offer(Api by, String type) {
        return by.get("/v1/resource-offers")
                .at("/offers")
                .valueStream()
                .filter(one -> one.path("type").asString("").equals(type))
                .findFirst()
                .orElseThrow();
    }
}
