package dev.fairway.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresLifeTests extends OnServers {

    private String team;
    private Api member;

    @BeforeEach
    void connect() {
        connected();
        team = team();
        member = member(team);
    }

    @Test
    void makesADatabaseWhoseUsersMayWhatTheirRoleSays() throws SQLException {
        String name = unique("ledger");
        Reply run = made(member, name, team, "development", ", 'connections': 7, 'extensions': ['pg_trgm']");

        assertThat(state(run)).startsWith("SUCCESS " + name + "@development is ready");
        String id = name + "@development";
        Credentials owner = revealed(member, id, "owner");
        Credentials writer = revealed(member, id, "readwrite");
        Credentials reader = revealed(member, id, "readonly");
        run(owner, "create table entry (id int primary key, amount int)");
        run(writer, "insert into entry values (1, 100)", "update entry set amount = 200");
        run(reader, "select * from entry");
        assertThatThrownBy(() -> run(writer, "drop table entry")).hasMessageContaining("must be owner");
        assertThatThrownBy(() -> run(writer, "create table other (id int)")).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> run(reader, "insert into entry values (2, 1)"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> run(owner, "create role intruder")).hasMessageContaining("permission denied");
        Credentials elsewhere = new Credentials(
                owner.user(), owner.password(), owner.url().replace(nativeName(name, "development"), "postgres"));
        assertThat(resource(id).at("/resource/outputs/database").stringValue())
                .isEqualTo(nativeName(name, "development"));
        assertThat(resource(id).text()).doesNotContain(owner.password());
        assertThat(run.text()).doesNotContain(owner.password());
        assertThat(elsewhere.url()).endsWith("/postgres?sslmode=disable");
        assertThat(admin.get("/v1/blueprints/resource/entities/" + id)
                        .at("/entity/properties/state")
                        .stringValue())
                .isEqualTo("Ready");
    }

    @Test
    void letsNobodyOfAnotherTeamIn() throws SQLException {
        String name = unique("ledger");
        made(member, name, team, "development", "");
        String otherTeam = team();
        Api stranger = member(otherTeam);
        String other = unique("ledger");
        made(stranger, other, otherTeam, "development", "");

        Reply peeked = stranger.post("/v1/resources/%s@development/reveal".formatted(name), "{'role': 'owner'}");
        Reply deleted = asked(stranger, "delete_resource", name + "@development", "'confirmed': '%s'".formatted(name));
        Reply forOthers = stranger.post("/v1/actions/create_resource/runs", """
                {'properties': {'type': 'postgresql', 'name': 'x', 'team': '%s', 'environment': 'development'}}""".formatted(team));
        Credentials theirs = revealed(stranger, other + "@development", "owner");
        Credentials crossing = new Credentials(
                theirs.user(),
                theirs.password(),
                theirs.url().replace(nativeName(other, "development"), nativeName(name, "development")));

        assertThat(peeked.status()).isEqualTo(403);
        assertThat(deleted.status()).isEqualTo(403);
        assertThat(forOthers.text()).contains("you are not in");
        assertThatThrownBy(() -> run(crossing, "select 1")).hasMessageContaining("permission denied for database");
    }

    @Test
    void saysWhileItIsTypedWhatItWouldMakeAndCost() {
        Reply preview = member.post("/v1/actions/create_resource/preview", """
                {'properties': {'type': 'postgresql', 'name': 'ledger', 'team': '%s', 'environment': 'production',
                 'disk': 100, 'connections': 30}}""".formatted(team));

        assertThat(preview.at("/preview/problems")).isEmpty();
        assertThat(preview.at("/preview/plan/cost/after").decimalValue()).isEqualByComparingTo("33");
        assertThat(preview.at("/preview/plan/cost/currency").stringValue()).isEqualTo("USD");
        assertThat(preview.at("/preview/plan/items/0/title").stringValue())
                .isEqualTo("PostgreSQL database ledger_production");
        assertThat(preview.at("/preview/inputs/disk/schema/maximum").intValue()).isEqualTo(500);
        Reply wrong = member.post("/v1/actions/create_resource/preview", """
                {'properties': {'type': 'postgresql', 'name': 'Ledger; drop', 'team': '%s', 'environment': 'development',
                 'disk': 100}}""".formatted(team));
        assertThat(wrong.at("/preview/problems").findValuesAsString("path"))
                .containsExactlyInAnyOrder("properties.name", "properties.disk");
        assertThat(wrong.at("/preview/problems").findValuesAsString("message"))
                .anyMatch(message -> message.startsWith("\"Ledger; drop\" is not by the rule: Service, then purpose"));
        assertThat(preview.at("/preview/inputs/name/schema/description").stringValue())
                .startsWith("Service, then purpose");
    }

    @Test
    void refusesANameThatIsSomebodyElsesOnTheServerAndTouchesNothing() throws SQLException {
        String name = unique("taken");
        onServer("postgres", "create database " + nativeName(name, "development"));

        Reply run = made(member, name, team, "development", "");

        assertThat(state(run)).startsWith("FAILURE Database \"" + nativeName(name, "development") + "\" is on");
        assertThat(resource(name + "@development").status()).isEqualTo(404);
        assertThat(admin.get("/v1/blueprints/resource/entities/" + name + "@development")
                        .status())
                .isEqualTo(404);
        onServer(nativeName(name, "development"), "select 1");
    }

    @Test
    void refusesWhatAnotherInstallationMadeAndLeavesNothingOfItsOwn() throws SQLException {
        String name = unique("foreign");
        String database = nativeName(name, "development");
        onServer(
                "postgres",
                "create role %s_owner".formatted(database),
                "comment on role %s_owner is 'fairway:res_of_another'".formatted(database),
                "create database %1$s owner %1$s_owner".formatted(database));

        Reply run = made(member, name, team, "development", "");

        assertThat(state(run)).startsWith("FAILURE Role \"" + database + "\" is on");
        assertThat(resource(name + "@development").status()).isEqualTo(404);
        onServer(database, "select 1");
    }

    @Test
    void refusesANameThatAResourceHasAlready() {
        String name = unique("ledger");
        made(member, name, team, "development", "");

        Reply again = member.post("/v1/actions/create_resource/runs", """
                {'properties': {'type': 'postgresql', 'name': '%s', 'team': '%s', 'environment': 'development'}}""".formatted(name, team));

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.text()).contains("is taken by " + name + "@development of " + team);
    }

    @Test
    void changesLimitsAndShowsWhatTheyCostThen() throws SQLException {
        String name = unique("ledger");
        made(member, name, team, "development", "");
        String id = name + "@development";

        Reply preview = member.post(
                "/v1/actions/change_resource/preview",
                "{'entity': '%s', 'properties': {'connections': 40}}".formatted(id));
        Reply run = ended(asked(member, "change_resource", id, "'connections': 40"));

        assertThat(preview.at("/preview/plan/items/0/note").stringValue()).isEqualTo("20 → 40");
        assertThat(preview.at("/preview/plan/cost/before").decimalValue()).isEqualByComparingTo("8.25");
        assertThat(preview.at("/preview/plan/cost/after").decimalValue()).isEqualByComparingTo("10.25");
        assertThat(state(run)).startsWith("SUCCESS");
        assertThat(resource(id).at("/resource/specification/connections").intValue())
                .isEqualTo(40);
        assertThat(resource(id).at("/resource/specification/disk").intValue()).isEqualTo(5);
        assertThat(resource(id).at("/resource/drift")).isEmpty();
    }

    @Test
    void keepsTheExtensionsThatADatabaseHasAndLeavesThoseOfItsOwnersAlone() throws SQLException {
        String name = unique("ledger");
        made(member, name, team, "development", ", 'extensions': ['pg_trgm']");
        String id = name + "@development";
        run(revealed(member, id, "owner"), "create extension hstore", "select * from pg_class");

        Reply fewer = asked(member, "change_resource", id, "'extensions': ['citext']");
        Reply more = ended(asked(member, "change_resource", id, "'extensions': ['pg_trgm', 'citext']"));

        assertThat(fewer.status()).isEqualTo(422);
        assertThat(fewer.text()).contains("properties.extensions: pg_trgm cannot be left out again");
        assertThat(state(more)).startsWith("SUCCESS");
        member.post("/v1/resources/%s/observe".formatted(id), "{}");
        assertThat(resource(id).at("/resource/drift")).isEmpty();
        assertThat(resource(id).at("/resource/measures/hitRate").doubleValue()).isBetween(0.0, 1.0);
    }

    @Test
    void rotatesPasswordsWhileTheOldOnesStillWork() throws SQLException {
        String name = unique("ledger");
        made(member, name, team, "development", "");
        String id = name + "@development";
        Credentials before = revealed(member, id, "owner");
        run(before, "create table entry (id int)");

        Reply run = ended(asked(member, "rotate_credentials", id, "'overlapHours': 24"));

        assertThat(state(run)).startsWith("SUCCESS");
        Credentials after = revealed(member, id, "owner");
        assertThat(after.user()).isNotEqualTo(before.user());
        run(before, "insert into entry values (1)");
        run(after, "alter table entry add column amount int", "insert into entry values (2, 3)");
        assertThat(asked(member, "rotate_credentials", id, "'overlapHours': 24").text())
                .contains("may sign in until");
    }

    @Test
    void letsOldUsersInNoLongerWhenTheirTimeIsOver() throws SQLException {
        String name = unique("ledger");
        made(member, name, team, "development", "");
        String id = name + "@development";
        Credentials before = revealed(member, id, "readwrite");
        try (Connection open = open(before);
                Statement statement = open.createStatement()) {
            ended(asked(member, "rotate_credentials", id, "'overlapHours': 0"));
            admin.post("/v1/jobs/end-logins/run", "{}");

            await().until(() -> resource(id).at("/resource/users").size() == 3);
            assertThatThrownBy(() -> statement.execute("select 1")).isInstanceOf(SQLException.class);
        }
        assertThatThrownBy(() -> run(before, "select 1")).hasMessageContaining("authentication failed");
        run(revealed(member, id, "readwrite"), "select 1");
    }

    @Test
    void seesWhatSomebodyChangedOnTheServerAndPutsItRight() throws SQLException {
        String name = unique("ledger");
        made(member, name, team, "development", "");
        String id = name + "@development";
        String database = nativeName(name, "development");
        onServer(
                "postgres",
                "alter database %s connection limit 3".formatted(database),
                "grant connect on database %s to public".formatted(database));

        member.post("/v1/resources/%s/observe".formatted(id), "{}");

        assertThat(resource(id).at("/resource/drift").findValuesAsString("field"))
                .containsExactly("connections", "publicAccess");
        assertThat(resource(id).at("/resource/drift/0/wanted").intValue()).isEqualTo(20);
        assertThat(resource(id).at("/resource/drift/0/actual").intValue()).isEqualTo(3);
        Reply run = ended(asked(member, "settle_drift", id, "'how': 'Put it right'"));
        assertThat(state(run)).startsWith("SUCCESS");
        assertThat(resource(id).at("/resource/drift")).isEmpty();
    }

    @Test
    void letsADriftBeForAReasonUntilItDiffersOtherwise() throws SQLException {
        String name = unique("ledger");
        made(member, name, team, "development", "");
        String id = name + "@development";
        String database = nativeName(name, "development");
        onServer("postgres", "alter database %s connection limit 3".formatted(database));
        member.post("/v1/resources/%s/observe".formatted(id), "{}");

        ended(asked(member, "settle_drift", id, "'how': 'Let it be', 'reason': 'A load test this week'"));

        member.post("/v1/resources/%s/observe".formatted(id), "{}");
        assertThat(resource(id).at("/resource/drift/0/reason").stringValue()).isEqualTo("A load test this week");
        onServer("postgres", "alter database %s connection limit 4".formatted(database));
        member.post("/v1/resources/%s/observe".formatted(id), "{}");
        assertThat(resource(id).at("/resource/drift/0/reason").isNull()).isTrue();
    }

    @Test
    void deletesADatabaseWithItsUsersAndFreesItsName() throws SQLException {
        String name = unique("ledger");
        made(member, name, team, "development", "");
        String id = name + "@development";
        Credentials owner = revealed(member, id, "owner");

        assertThat(asked(member, "delete_resource", id, "'confirmed': 'other'").status())
                .isEqualTo(422);
        Reply run = ended(asked(member, "delete_resource", id, "'confirmed': '%s'".formatted(name)));

        assertThat(state(run)).isEqualTo("SUCCESS " + id + " is gone");
        assertThat(resource(id).status()).isEqualTo(404);
        assertThatThrownBy(() -> run(owner, "select 1")).isInstanceOf(SQLException.class);
        assertThat(state(made(member, name, team, "development", ""))).startsWith("SUCCESS");
    }

    @Test
    void holdsProductionForAnApprovalAndAGraceInWhichItCanBeKept() throws SQLException {
        String name = unique("ledger");
        made(member, name, team, "production", "");
        String id = name + "@production";
        Credentials before = revealed(member, id, "owner");
        run(before, "create table entry (id int)");

        assertThat(asked(member, "delete_resource", id, "'confirmed': '%s'".formatted(name))
                        .text())
                .contains("it is for what has state != \\\"Retired\\\" and environment != \\\"production\\\"");
        assertThat(asked(member, "delete_production_resource", id, "'confirmed': 'other'")
                        .text())
                .contains("\\\"other\\\" is not \\\"%s\\\"".formatted(name));

        Reply waiting = asked(member, "delete_production_resource", id, "'confirmed': '%s'".formatted(name));
        assertThat(waiting.at("/run/status").stringValue()).isEqualTo("WAITING_FOR_APPROVAL");
        String runId = waiting.at("/run/id").stringValue();
        admin.patch("/v1/actions/runs/%s/approval".formatted(runId), "{'status': 'APPROVE'}");
        ended(new Reply(202, waiting.headers(), waiting.text()));

        assertThat(resource(id).at("/resource/state").stringValue()).isEqualTo("RETIRED");
        assertThatThrownBy(() -> run(before, "select 1")).isInstanceOf(SQLException.class);
        Reply kept = ended(asked(member, "keep_resource", id, ""));
        assertThat(state(kept)).startsWith("SUCCESS");
        run(revealed(member, id, "owner"), "select * from entry");
        assertThatThrownBy(() -> run(before, "select 1")).isInstanceOf(SQLException.class);
    }

    @Test
    void allowsATeamNoMoreThanItsQuota() {
        for (int at = 0; at < 10; at++) {
            assertThat(state(made(member, unique("many"), team, "staging", ""))).startsWith("SUCCESS");
        }

        Reply one = member.post("/v1/actions/create_resource/runs", """
                {'properties': {'type': 'postgresql', 'name': 'one-more', 'team': '%s', 'environment': 'staging'}}""".formatted(team));

        assertThat(one.status()).isEqualTo(422);
        assertThat(one.text()).contains("has 10 of 10 resources of type postgresql in staging");
    }

    @Test
    void findsWhatIsOnAServerAndLetsATeamClaimItWithItsData() throws SQLException {
        String found = unique("legacy").replace('-', '_');
        String app = found + "_app";
        onServer(
                "postgres",
                "create role %s login password 'of-before'".formatted(app),
                "create database %s owner %s".formatted(found, app));
        Credentials before = new Credentials(app, "of-before", serverUrl(found));
        run(before, "create table entry (id int)", "insert into entry values (7)");
        admin.post("/v1/resource-servers/postgres-tests/discover", "{}");
        String claim = """
                {'properties': {'server': 'postgres-tests', 'found': '%s', 'type': 'postgresql', 'name': '%s', 'team': '%s',
                 'environment': 'production'}}""".formatted(found, found.replace('_', '-'), team);

        Reply waiting = member.post("/v1/actions/claim_resource/runs", claim);

        assertThat(waiting.at("/run/status").stringValue()).as(waiting.text()).isEqualTo("WAITING_FOR_APPROVAL");
        String run = waiting.at("/run/id").stringValue();
        admin.patch("/v1/actions/runs/%s/approval".formatted(run), "{'status': 'APPROVE'}");
        assertThat(state(ended(new Reply(202, waiting.headers(), waiting.text()))))
                .startsWith("SUCCESS");
        String id = found.replace('_', '-') + "@production";
        run(before, "insert into entry values (8)");
        run(revealed(member, id, "owner"), "alter table entry add column amount int");
        run(revealed(member, id, "readonly"), "select * from entry");
        assertThat(resource(id).at("/resource/drift")).isEmpty();
        assertThat(member.post("/v1/actions/claim_resource/runs", claim).text()).contains("was not found on");
    }
}
