package dev.fairway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import org.junit.jupiter.api.Test;

class OrganizationTests extends RunningFairway {

    @Test
    void neverGivesASecretOutAgain() {
        String name = unique("secret");
        Reply made = admin.post(
                "/v1/organization/secrets",
                "{'secretName': '%s', 'secretValue': 'hidden-value', 'description': 'first'}".formatted(name));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text()).doesNotContain("hidden-value");
        assertThat(admin.get("/v1/organization/secrets/" + name).text()).doesNotContain("hidden-value");
        assertThat(admin.get("/v1/audit-log?resources=secret").text()).doesNotContain("hidden-value");
    }

    @Test
    void clearsTheDescriptionOfASecretThatIsChangedWithoutOne() {
        String name = unique("secret");
        admin.post(
                "/v1/organization/secrets",
                "{'secretName': '%s', 'secretValue': 'x', 'description': 'first'}".formatted(name));

        Reply changed = admin.patch("/v1/organization/secrets/" + name, "{'secretValue': 'y'}");

        assertThat(changed.at("/secret/description").isNull()).isTrue();
    }

    @Test
    void keepsSecretsFromMembers() {
        assertThat(member().get("/v1/organization/secrets").status()).isEqualTo(403);
    }

    @Test
    void answersAChangeWithOkAlone() {
        Reply reply = admin.patch("/v1/organization", "{'name': 'Online shop'}");

        assertThat(reply.text()).isEqualTo("{\"ok\":true}");
        assertThat(admin.get("/v1/organization").at("/organization/name").stringValue())
                .isEqualTo("Online shop");
    }

    @Test
    void showsMembersOfATeamAsTextWhenWrittenAndAsObjectsWhenRead() {
        String team = unique("team");
        Reply written = admin.post("/v1/teams", "{'name': '%s', 'users': ['%s']}".formatted(team, ADMIN_EMAIL));

        assertThat(written.at("/team/users/0").stringValue()).isEqualTo(ADMIN_EMAIL);
        assertThat(admin.get("/v1/teams/" + team).at("/team/users/0/email").stringValue())
                .isEqualTo(ADMIN_EMAIL);
    }

    @Test
    void makesEveryTeamAnEntityOfTheSameName() {
        String team = unique("team");
        admin.post("/v1/teams", "{'name': '%s'}".formatted(team));
        admin.put("/v1/teams/" + team, "{'name': '%s-renamed'}".formatted(team));

        Reply found = admin.post("/v1/entities/search", """
                {'combinator': 'and', 'rules': [
                  {'property': '$blueprint', 'operator': '=', 'value': '_team'},
                  {'property': '$title', 'operator': '=', 'value': '%s-renamed'}]}
                """.formatted(team));

        assertThat(found.at("/entities")).hasSize(1);
    }

    @Test
    void keepsTheLastAdministrator() {
        Reply reply = admin.patch("/v1/users/" + ADMIN_EMAIL, "{'roles': ['Member']}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.at("/message").stringValue()).contains("last administrator");
    }

    @Test
    void invitesAPersonWhoMustChooseAPassword() {
        Reply invited = admin.post("/v1/users/invite", "{'invitee': {'email': 'harbor-1@example.com'}}");
        Reply signedIn = anonymous.post(
                "/v1/auth/session",
                "{'email': 'harbor-1@example.com', 'password': '%s'}"
                        .formatted(invited.at("/temporaryPassword").stringValue()));

        assertThat(signedIn.at("/user/mustChangePassword").booleanValue()).isTrue();
        assertThat(signedIn.at("/user/roles/0").stringValue()).isEqualTo("Member");
    }
}
