package dev.fairway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import dev.fairway.shared.Json;
import org.junit.jupiter.api.Test;

/** Users and teams are the same whether they are written as such or as entities. */
class PeopleTests extends RunningFairway {

    private static final String TEAMS = "/v1/blueprints/_team/entities";
    private static final String USERS = "/v1/blueprints/_user/entities";

    @Test
    void makesATeamOfAnEntity() {
        String name = unique("Team of one");

        Reply written = admin.post(
                TEAMS + "?upsert=true",
                "{'identifier': '%s', 'title': 'Shown', 'properties': {'description': 'What for'}}".formatted(name));

        Reply team = admin.get("/v1/teams/" + Api.encoded(name));
        assertThat(written.status()).isEqualTo(201);
        assertThat(written.at("/entity/title").stringValue()).isEqualTo("Shown");
        assertThat(team.at("/team/description").stringValue()).isEqualTo("What for");
    }

    @Test
    void renamesAndRemovesATeamWithItsEntity() {
        String name = unique("old");
        String renamed = unique("new");
        admin.post(TEAMS, "{'identifier': '%s'}".formatted(name));

        Reply changed = admin.patch(TEAMS + "/" + name, "{'identifier': '%s'}".formatted(renamed));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(admin.get("/v1/teams/" + name).status()).isEqualTo(404);
        assertThat(admin.get("/v1/teams/" + renamed).status()).isEqualTo(200);
        assertThat(admin.delete(TEAMS + "/" + renamed).status()).isEqualTo(200);
        assertThat(admin.get("/v1/teams/" + renamed).status()).isEqualTo(404);
    }

    @Test
    void keepsTheRestOfABatchWhenOneIsRefused() {
        String kept = unique("kept");
        String refused = "a/slash";

        Reply reply = admin.post(
                TEAMS + "/bulk", "{'entities': [{'identifier': '%s'}, {'identifier': '%s'}]}".formatted(refused, kept));

        assertThat(reply.status()).isEqualTo(207);
        assertThat(reply.at("/errors/0/identifier").stringValue()).isEqualTo(refused);
        assertThat(reply.at("/errors/0/message").stringValue()).contains("cannot name a team");
        assertThat(admin.get("/v1/teams/" + kept).status()).isEqualTo(200);
        assertThat(admin.get(TEAMS + "/" + Api.encoded(refused)).status()).isEqualTo(404);
    }

    @Test
    void hasAnEntityForEveryNameAndAddress() {
        String team = unique("Platform & Friends");
        String email = "o!brien/" + unique("x") + "@example.com";

        Reply made = admin.post("/v1/teams", "{'name': '%s'}".formatted(team));
        Reply invited = admin.post("/v1/users/invite", "{'invitee': {'email': '%s'}}".formatted(email));

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(invited.status()).as(invited.text()).isEqualTo(201);
        assertThat(admin.get(TEAMS + "/" + Api.encoded(team)).status()).isEqualTo(200);
        assertThat(admin.get(USERS + "/" + Api.encoded(email)).status()).isEqualTo(200);
    }

    @Test
    void invitesThePersonOfAnEntity() {
        String team = team();
        String email = unique("person") + "@example.com";

        Reply written =
                admin.post(USERS, "{'identifier': '%s', 'relations': {'teams': ['%s']}}".formatted(email, team));

        Reply user = admin.get("/v1/users/" + email);
        assertThat(written.status()).as(written.text()).isEqualTo(201);
        assertThat(written.at("/entity/properties/status").stringValue()).isEqualTo("INVITED");
        assertThat(user.at("/user/teams/0").stringValue()).isEqualTo(team);
        assertThat(user.at("/user/roles/0").stringValue()).isEqualTo("Member");
    }

    @Test
    void changesAndRemovesThePersonOfAnEntity() {
        String email = person();

        admin.patch(USERS + "/" + email, "{'properties': {'status': 'DISABLED', 'roles': ['Admin']}}");

        Reply user = admin.get("/v1/users/" + email);
        assertThat(user.at("/user/status").stringValue()).isEqualTo("DISABLED");
        assertThat(user.at("/user/roles/0").stringValue()).isEqualTo("Admin");
        assertThat(admin.delete(USERS + "/" + email).status()).isEqualTo(200);
        assertThat(admin.get("/v1/users/" + email).status()).isEqualTo(404);
    }

    @Test
    void keepsRolesAndStatusWhenAnEntityIsReplacedWithoutThem() {
        String email = person();

        Reply reply = admin.put(USERS + "/" + email, "{'title': 'Somebody'}");

        assertThat(reply.at("/entity/title").stringValue()).isEqualTo("Somebody");
        assertThat(admin.get(USERS + "/" + email)
                        .at("/entity/properties/roles/0")
                        .stringValue())
                .isEqualTo("Member");
    }

    @Test
    void showsMembersThatATeamWasGiven() {
        String email = person();
        String team = team();

        admin.put("/v1/teams/" + team, "{'name': '%s', 'users': ['%s']}".formatted(team, email));
        Reply joined = admin.get(USERS + "/" + email);
        admin.put("/v1/teams/" + team, "{'name': '%s', 'users': []}".formatted(team));

        assertThat(joined.at("/entity/relations/teams/0").stringValue()).isEqualTo(team);
        assertThat(admin.get(USERS + "/" + email).at("/entity/relations/teams")).isEmpty();
    }

    @Test
    void leavesPeopleToAdministratorsWhateverTheBlueprintAllows() {
        String email = person();
        admin.put("/v1/blueprints/_user", withNote("_user"));
        admin.patch("/v1/blueprints/_user/permissions", "{'entities': {'update': {'roles': ['Admin', 'Member']}}}");
        Api member = member();

        Reply note = member.patch(USERS + "/" + email, "{'properties': {'note': 'hello'}}");
        Reply promotion = member.patch(USERS + "/" + email, "{'properties': {'roles': ['Admin']}}");

        assertThat(note.status()).as(note.text()).isEqualTo(200);
        assertThat(promotion.status()).isEqualTo(403);
        assertThat(admin.get("/v1/users/" + email).at("/user/roles/0").stringValue())
                .isEqualTo("Member");
        assertThat(admin.get(USERS + "/" + email)
                        .at("/entity/properties/roles/0")
                        .stringValue())
                .isEqualTo("Member");
    }

    @Test
    void keepsTheLastAdministrator() {
        Reply reply = admin.delete(USERS + "/" + ADMIN_EMAIL);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text()).contains("last administrator");
        assertThat(admin.get(USERS + "/" + ADMIN_EMAIL).status()).isEqualTo(200);
    }

    @Test
    void makesMissingTeamsOfARelation() {
        String team = unique("made");
        String email = unique("person") + "@example.com";

        admin.post(
                USERS + "?create_missing_related_entities=true",
                "{'identifier': '%s', 'relations': {'teams': ['%s']}}".formatted(email, team));

        assertThat(admin.get("/v1/teams/" + team).at("/team/users/0/email").stringValue())
                .isEqualTo(email);
    }

    private String team() {
        String name = unique("team");
        admin.post("/v1/teams", "{'name': '%s'}".formatted(name));
        return name;
    }

    private String person() {
        String email = unique("person") + "@example.com";
        admin.post("/v1/users/invite", "{'invitee': {'email': '%s'}}".formatted(email));
        return email;
    }

    private String withNote(String blueprint) {
        var definition = Json.objectAt(admin.get("/v1/blueprints/" + blueprint).body(), "blueprint");
        Json.objectAt(Json.objectAt(definition, "schema"), "properties")
                .putObject("note")
                .put("type", "string");
        return definition.toString();
    }
}
