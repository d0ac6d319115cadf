package dev.fairway.delivery;

import static fairway.tables.delivery.Tables.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.val;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.delivery.GitProgram.Result;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Repositories that get another name, and how many an owner may have. */
class RenameTests extends OnRepositories {

    @Test
    void isReadByItsOldNameAndPushesAreLedToTheNewOne() {
        String before = open();
        GitProgram mine = cloned(before);
        mine.commit("README.md", "harbor");
        mine.done("push", "origin", "main");

        String after = renamed(before);

        assertThat(here().cloned(address(before), unique("clone")).read("README.md"))
                .isEqualTo("harbor");
        mine.done("fetch", "origin");
        mine.commit("README.md", "pier");
        Result refused = mine.run("push", "origin", "main");
        assertThat(refused.isDone()).isFalse();
        assertThat(refused.text()).contains("is called " + after, "git remote set-url");
        mine.done("remote", "set-url", "origin", address(after));
        mine.done("push", "origin", "main");
        Reply asked = developer.api().get(at(before));
        assertThat(asked.status()).isEqualTo(404);
        assertThat(asked.at("/error").stringValue()).isEqualTo("repository_renamed");
        assertThat(asked.at("/details/name").stringValue()).isEqualTo(after.split("/")[1]);
    }

    @Test
    void keepsWhatBelongsToIt() {
        String before = open();
        GitProgram mine = cloned(before);
        mine.commit("go.mod", "module example.com/parcel\n\ngo 1.26\n");
        mine.done("push", "origin", "main");
        mine.commit("main.go", "package main\n");
        mine.done("push", "origin", "main:feature");
        developer.api().post(at(before) + "/change-requests", "{'title': 'Change', 'source': 'feature'}");
        developer.api().post(at(before) + "/webhooks", "{'url': 'https://example.com', 'events': ['PUSH']}");
        String service = service(before);

        String after = renamed(before);

        assertThat(developer
                        .api()
                        .get(at(after) + "/change-requests/1")
                        .at("/changeRequest/title")
                        .stringValue())
                .isEqualTo("Change");
        assertThat(developer.api().get(at(after) + "/webhooks").at("/webhooks")).hasSize(1);
        assertThat(developer
                        .api()
                        .get("/v1/deliveries/" + service)
                        .at("/service/repository")
                        .stringValue())
                .isEqualTo(after);
        JsonNode line = admin.get("/v1/audit-log?resources=repository&identifier=" + Api.encoded(after))
                .at("/audits/0");
        assertThat(line.at("/diff/before/name").stringValue()).isEqualTo(before);
        assertThat(line.at("/diff/after/name").stringValue()).isEqualTo(after);
    }

    @Test
    void givesAFormerNameToWhoeverTakesItAndBack() {
        String before = open();
        String after = renamed(before);
        String name = before.split("/")[1];

        Reply taken = developer.api().post("/v1/repositories", "{'owner': '%s', 'name': '%s'}".formatted(team, name));

        assertThat(taken.status()).as(taken.text()).isEqualTo(201);
        assertThat(developer.api().get(at(before)).status()).isEqualTo(200);
        assertThat(rename(after, name).status()).isEqualTo(409);
        developer.api().delete(at(before) + "?confirm=" + name);
        assertThat(rename(after, name).at("/repository/name").stringValue()).isEqualTo(name);
        assertThat(developer.api().get(at(after)).text()).contains("repository_renamed");
    }

    @Test
    void refusesNamesThatAreNoneAndWhatIsOfOthers() {
        String mine = open();

        assertThat(rename(mine, "Not A Name").status()).isEqualTo(422);
        assertThat(rename(mine, "").status()).isEqualTo(422);
        assertThat(rename(mine, mine.split("/")[1]).status()).isEqualTo(200);
        assertThat(person().api()
                        .post(at(mine) + "/rename", "{'name': 'other'}")
                        .status())
                .isEqualTo(403);
        admin.get("/v1/golden-paths/dockerfiles");
        Reply fixed = admin.post("/v1/repositories/platform/golden-paths/rename", "{'name': 'other'}");
        assertThat(fixed.status()).isEqualTo(409);
        assertThat(fixed.text()).contains("name_is_fixed");
    }

    @Test
    void refusesMoreRepositoriesThanAnOwnerMayHave() {
        String first = open();
        db.execute("""
                insert into delivery.repository (id, owner, name, description, default_branch, protected, required_approvals,
                    stale_approvals, required_checks, created_at, created_by, updated_at)
                select id || '-' || n, owner, 'made-' || n, '', default_branch, protected, required_approvals, stale_approvals,
                    required_checks, created_at, created_by, updated_at
                from delivery.repository, generate_series(2, 500) n where owner = {0}""", val(team));
        try {
            Reply refused = developer
                    .api()
                    .post("/v1/repositories", "{'owner': '%s', 'name': '%s'}".formatted(team, unique("more")));

            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text())
                    .contains("too_many_repositories", "500 repositories", "FAIRWAY_DELIVERY_MOST_REPOSITORIES");
            assertThat(rename(first, unique("other")).status()).isEqualTo(200);
        } finally {
            db.deleteFrom(REPOSITORY)
                    .where(REPOSITORY.OWNER.eq(team), REPOSITORY.NAME.startsWith("made-"))
                    .execute();
        }
        assertThat(open()).isNotEmpty();
    }

    private Reply rename(String repository, String name) {
        return developer.api().post(at(repository) + "/rename", "{'name': '%s'}".formatted(name));
    }

    private String renamed(String repository) {
        String name = unique("renamed");
        Reply reply = rename(repository, name);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return team + "/" + name;
    }
}
