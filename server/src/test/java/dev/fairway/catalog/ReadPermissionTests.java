package dev.fairway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.RunningFairway;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody may not read is nowhere to be found for them. */
class ReadPermissionTests extends RunningFairway {

    private static final String RULES =
            "{'combinator': 'and', 'rules': [{'property': '$blueprint', 'operator': '=', 'value': '%s'}]}";

    private String id;
    private String mine;
    private String theirs;
    private Api reader;

    @BeforeEach
    void fill() {
        id = blueprint("""
                'schema': {'properties': {'level': {'type': 'number'}}}, 'relations': {'next': {'target': '_team'}}""");
        mine = team();
        theirs = team();
        reader = member(mine);
        String body =
                "{'identifier': '%1$s', 'title': '%1$s', 'team': '%2$s', 'properties': {'level': %3$d}, 'relations': {'next': '%4$s'}}";
        admin.post(entities(id), body.formatted(id + "-mine", mine, 1, mine));
        admin.post(entities(id), body.formatted(id + "-theirs", theirs, 2, mine));
    }

    @Test
    void showsEverythingWhereNothingIsSaid() {
        assertReads(id + "-mine", id + "-theirs");
    }

    @Test
    void showsWhatTheirTeamsOwn() {
        allow("{'ownedByTeam': true}");

        assertReads(id + "-mine");
    }

    @Test
    void showsWhatThePolicyAdmits() {
        allow("{'policy': {'combinator': 'and', 'rules': [{'property': 'level', 'operator': '>', 'value': 1}]}}");

        assertReads(id + "-theirs");
    }

    @Test
    void letsThePolicyNameTheCaller() {
        allow(
                "{'policy': {'combinator': 'and', 'rules': [{'property': '$team', 'operator': 'containsAny', 'value': {'context': 'userTeams', 'property': '$identifier'}}]}}");

        assertReads(id + "-mine");
    }

    @Test
    void showsNothingToThoseWhoAreNotNamed() {
        allow("{'teams': ['%s']}".formatted(theirs));

        assertReads();
    }

    @Test
    void showsEverythingToThoseWhoAreNamed() {
        allow("{'teams': ['%s']}".formatted(mine));

        assertReads(id + "-mine", id + "-theirs");
    }

    @Test
    void admitsNothingByAPolicyThatMeansNothing() {
        allow("{'policy': {'combinator': 'sometimes', 'rules': []}}");

        assertReads();
    }

    @Test
    void showsEverythingToAdministrators() {
        allow("{'roles': []}");
        reader = admin;

        assertReads(id + "-mine", id + "-theirs");
    }

    @Test
    void namesInRelationsAndDependentsOnlyWhatMayBeRead() {
        String pointing = blueprint("'relations': {'to': {'target': '%s', 'many': true}}".formatted(id));
        admin.post(
                entities(pointing),
                "{'identifier': 'p', 'relations': {'to': ['%1$s-mine', '%1$s-theirs']}}".formatted(id));
        admin.patch(entities(id) + "/" + id + "-theirs", "{'title': 'A secret plan'}");
        allow("{'ownedByTeam': true}");

        String entity = reader.get(entities(pointing) + "/p?attach_title_to_relation=true")
                .text();
        String page = reader.post(entities(pointing) + "/search", "{'attachTitles': true}")
                .text();
        Api.Reply dependents = reader.get("/v1/blueprints/_team/entities/%s/dependents".formatted(mine));

        assertThat(entity).contains("title").doesNotContain("A secret plan");
        assertThat(page).contains("title").doesNotContain("A secret plan");
        assertThat(dependents.at("/dependents/0/count").asInt()).isEqualTo(2);
        assertThat(dependents.at("/dependents/0/sample")).hasSize(1);
        assertThat(dependents.text()).contains(id + "-mine").doesNotContain(id + "-theirs");
        assertThat(admin.get(entities(pointing) + "/p?attach_title_to_relation=true")
                        .text())
                .contains("A secret plan");
    }

    @Test
    void countsWhatStandsInTheWayOfADeletionWithoutNamingIt() {
        String needed = blueprint("'title': 'Needed'");
        admin.post(entities(needed), "{'identifier': 'n'}");
        admin.patch(
                "/v1/blueprints/%s/permissions".formatted(needed),
                "{'entities': {'unregister': {'roles': ['Member']}}}");
        String needing = blueprint("'relations': {'to': {'target': '%s', 'required': true}}".formatted(needed));
        admin.post(entities(needing), "{'identifier': 'hidden-one', 'relations': {'to': 'n'}}");
        admin.patch("/v1/blueprints/%s/permissions".formatted(needing), "{'entities': {'read': {'roles': []}}}");

        Api.Reply refused = reader.delete(entities(needed) + "/n");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("1 that you may not read").doesNotContain("hidden-one");
        assertThat(admin.delete(entities(needed) + "/n").text()).contains("hidden-one");
    }

    private void allow(String read) {
        admin.patch("/v1/blueprints/%s/permissions".formatted(id), "{'entities': {'read': %s}}".formatted(read));
    }

    private void assertReads(String... identifiers) {
        List<String> seen = List.of(identifiers);
        for (String name : List.of(id + "-mine", id + "-theirs")) {
            assertSees(name, seen.contains(name));
        }
        int count = seen.size();
        assertThat(reader.get("/v1/blueprints/%s/entities-count".formatted(id))
                        .at("/count")
                        .intValue())
                .isEqualTo(count);
        assertThat(reader.get("/v1/blueprints/counts").at("/counts/" + id).intValue())
                .isEqualTo(count);
        assertThat(reader.post(entities(id) + "/facets", "{'properties': ['level']}")
                        .at("/facets/level"))
                .hasSize(count);
        assertThat(reader.get("/v1/blueprints/_team/entities/%s/related".formatted(mine))
                        .at("/related")
                        .valueStream()
                        .filter(related ->
                                related.get("blueprint").stringValue().equals(id))
                        .mapToInt(related -> related.get("count").intValue())
                        .sum())
                .isEqualTo(count);
    }

    private void assertSees(String name, boolean seen) {
        String path = entities(id) + "/" + name;
        int status = seen ? 200 : 404;
        assertThat(reader.get(path).status()).as(name).isEqualTo(status);
        assertThat(reader.get(path + "/related").status()).isEqualTo(status);
        assertThat(reader.get(path + "/graph").status()).isEqualTo(status);
        assertThat(reader.get(path + "/dependents").status()).isEqualTo(status);
        List<String> lists = List.of(
                reader.get(entities(id)).text(),
                reader.post(entities(id) + "/search", "{}").text(),
                reader.post(entities(id) + "/top-search", "{'sort': [{'property': 'level'}]}")
                        .text(),
                reader.post("/v1/entities/search", RULES.formatted(id)).text(),
                reader.get(entities(id) + "/export").text(),
                reader.get("/v1/search?q=" + name).text(),
                reader.get("/v1/audit-log?resources=entity&limit=100&blueprint=" + id)
                        .text(),
                reader.get("/v1/blueprints/_team/entities/%s/graph?depth=2".formatted(mine))
                        .text());
        for (int i = 0; i < lists.size(); i++) {
            assertThat(lists.get(i).contains("\"" + name + "\"") || lists.get(i).contains(name + ","))
                    .as("%s in list %d: %s", name, i, lists.get(i))
                    .isEqualTo(seen);
        }
    }

    private String team() {
        String name = unique("team");
        admin.post("/v1/teams", "{'name': '%s'}".formatted(name));
        return name;
    }
}
