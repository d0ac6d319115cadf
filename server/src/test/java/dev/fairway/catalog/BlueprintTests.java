package dev.fairway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import dev.fairway.shared.Json;
import org.junit.jupiter.api.Test;

class BlueprintTests extends RunningFairway {

    @Test
    void givesBackWhatItDoesNotKnow() {
        String id = blueprint("'schema': {'properties': {'a': {'type': 'string', 'x-custom': {'deep': [1, 2.50]}}}}");

        Reply reply = admin.get("/v1/blueprints/" + id);

        assertThat(reply.at("/blueprint/schema/properties/a/x-custom").toString())
                .isEqualTo("{\"deep\":[1,2.50]}");
        assertThat(reply.at("/blueprint/relations").isObject()).isTrue();
        assertThat(reply.at("/blueprint/createdAt").stringValue()).endsWith("Z");
    }

    @Test
    void keepsPropertiesInTheOrderInWhichTheyWereWritten() {
        String id = blueprint(
                "'schema': {'properties': {'zebra': {'type': 'string'}, 'ant': {'type': 'string'}, 'b': {'type': 'string'}}}");

        assertThat(Json.fields(admin.get("/v1/blueprints/" + id).at("/blueprint/schema/properties"))
                        .keySet())
                .containsExactly("zebra", "ant", "b");
    }

    @Test
    void refusesASecondOfTheSameName() {
        String id = blueprint("'title': 'One'");

        Reply reply = admin.post("/v1/blueprints", "{'identifier': '%s'}".formatted(id));

        assertThat(reply.status()).isEqualTo(409);
    }

    @Test
    void namesEverythingThatIsWrong() {
        Reply reply = admin.post("/v1/blueprints", """
                {'identifier': 'bad id', 'schema': {'properties': {'a': {'type': 'text'}}},
                 'relations': {'r': {'target': 'x', 'many': true, 'required': true}},
                 'calculationProperties': {'c': {'type': 'string', 'calculation': '.a |'}}}
                """);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.at("/details/errors").findValuesAsString("path"))
                .containsExactlyInAnyOrder(
                        "identifier", "schema.properties.a.type", "relations.r", "calculationProperties.c.calculation");
    }

    @Test
    void refusesAMirrorThatNamesNoRelation() {
        Reply reply = admin.post(
                "/v1/blueprints",
                "{'identifier': '%s', 'mirrorProperties': {'m': {'path': '.'}}}".formatted(unique("b")));

        assertThat(reply.status()).isEqualTo(422);
    }

    @Test
    void refusesARelationToABlueprintThatIsNotThere() {
        Reply reply = admin.post(
                "/v1/blueprints",
                "{'identifier': '%s', 'relations': {'r': {'target': 'nowhere'}}}".formatted(unique("b")));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.error()).isEqualTo("not_found");
    }

    @Test
    void mayPointToItself() {
        String id = unique("self");

        Reply reply = admin.post(
                "/v1/blueprints", "{'identifier': '%s', 'relations': {'parent': {'target': '%s'}}}".formatted(id, id));

        assertThat(reply.status()).isEqualTo(201);
    }

    @Test
    void dropsAggregationsThatAReplacementDoesNotMention() {
        String target = blueprint("'title': 'Target'");
        String id = blueprint("""
                'relations': {'t': {'target': '%s'}}, 'aggregationProperties': {'n': {'target': '%s',
                  'calculationSpec': {'calculationBy': 'entities', 'func': 'count'}}}
                """.formatted(target, target));

        Reply replaced = admin.put("/v1/blueprints/" + id, "{'identifier': '%s'}".formatted(id));

        assertThat(replaced.at("/blueprint/aggregationProperties")).isEmpty();
    }

    @Test
    void keepsEntitiesAndReferencesWhenItIsRenamed() {
        String target = blueprint("'title': 'Target'");
        String source = blueprint("'relations': {'t': {'target': '%s'}}".formatted(target));
        admin.post(entities(target), "{'identifier': 'one'}");
        admin.post(entities(source), "{'identifier': 'two', 'relations': {'t': 'one'}}");

        Reply renamed = admin.put("/v1/blueprints/" + target, "{'identifier': '%s-new'}".formatted(target));

        assertThat(renamed.status()).isEqualTo(200);
        assertThat(admin.get(entities(target + "-new") + "/one").status()).isEqualTo(200);
        assertThat(admin.get("/v1/blueprints/" + source)
                        .at("/blueprint/relations/t/target")
                        .stringValue())
                .isEqualTo(target + "-new");
        assertThat(admin.get(entities(source) + "/two")
                        .at("/entity/relations/t")
                        .stringValue())
                .isEqualTo("one");
    }

    @Test
    void isNotRemovedWhileItHasEntities() {
        String id = blueprint("'title': 'Full'");
        admin.post(entities(id), "{'identifier': 'one'}");

        Reply reply = admin.delete("/v1/blueprints/" + id);

        assertThat(reply.error()).isEqualTo("has_dependents");
        assertThat(reply.at("/details/entitiesCount").asInt()).isEqualTo(1);
    }

    @Test
    void forgetsValuesOfAPropertyThatComesBackWithAnotherType() {
        String id = blueprint("'schema': {'properties': {'p': {'type': 'string'}}}");
        admin.post(entities(id), "{'identifier': 'one', 'properties': {'p': 'text'}}");

        admin.put("/v1/blueprints/" + id, "{'identifier': '%s'}".formatted(id));
        admin.put("/v1/blueprints/" + id, "{'schema': {'properties': {'p': {'type': 'number'}}}}");

        assertThat(admin.get(entities(id) + "/one").at("/entity/properties/p").isNull())
                .isTrue();
    }

    @Test
    void keepsWhatIsBuiltIntoSystemBlueprints() {
        Reply removed = admin.delete("/v1/blueprints/_team");
        Reply stripped = admin.put("/v1/blueprints/_team", "{'identifier': '_team'}");

        assertThat(removed.error()).isEqualTo("system_blueprint");
        assertThat(stripped.status()).isEqualTo(422);
        assertThat(admin.get("/v1/blueprints/system/_user/structure")
                        .at("/blueprint/identifier")
                        .stringValue())
                .isEqualTo("_user");
    }

    @Test
    void getsAPageUnlessToldNotTo() {
        String id = blueprint("'title': 'Listed'");
        String without = unique("unlisted");
        admin.post("/v1/blueprints?create_catalog_page=false", "{'identifier': '%s'}".formatted(without));

        assertThat(admin.get("/v1/pages/" + id).at("/page/title").stringValue()).isEqualTo("Listed");
        assertThat(admin.get("/v1/pages/" + without).status()).isEqualTo(404);
        assertThat(admin.get("/v1/pages/" + without + "Entity").status()).isEqualTo(200);
    }

    @Test
    void isChangedByAdministratorsOnly() {
        assertThat(member().post("/v1/blueprints", "{'identifier': 'x'}").status())
                .isEqualTo(403);
    }

    @Test
    void showsEveryPermissionWithAnExplicitOwnership() {
        String id = blueprint(
                "'schema': {'properties': {'p': {'type': 'string'}}}, 'relations': {'r': {'target': '_team'}}");

        Reply reply = admin.patch(
                "/v1/blueprints/%s/permissions".formatted(id), "{'entities': {'update': {'ownedByTeam': true}}}");

        assertThat(reply.at("/permissions/entities/update/ownedByTeam").booleanValue())
                .isTrue();
        assertThat(reply.at("/permissions/entities/update/roles/1").stringValue())
                .isEqualTo(id + "-moderator");
        assertThat(reply.at("/permissions/entities/updateProperties/$team/ownedByTeam")
                        .booleanValue())
                .isFalse();
        assertThat(reply.at("/permissions/entities/updateProperties/p/ownedByTeam")
                        .booleanValue())
                .isFalse();
        assertThat(reply.at("/permissions/entities/updateRelations/r/ownedByTeam")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void takesAPolicyAwayThatIsNotSentAgain() {
        String id = blueprint("'title': 'Ruled'");
        String path = "/v1/blueprints/%s/permissions".formatted(id);
        admin.patch(path, "{'entities': {'read': {'policy': {'combinator': 'and', 'rules': []}}}}");

        Reply reply = admin.patch(path, "{'entities': {'read': {'roles': ['Member']}}}");

        assertThat(reply.at("/permissions/entities/read/policy").isMissingNode())
                .isTrue();
        assertThat(reply.at("/permissions/entities/read/roles/0").stringValue()).isEqualTo("Member");
    }

    @Test
    void readsMetaPropertiesInCalculationsAsTheyAreWrittenElsewhere() {
        String id = blueprint("'calculationProperties': {'c': {'type': 'string', 'calculation': '.$title'}}");

        Reply reply = admin.post("/v1/blueprints/" + id + "/entities", "{'identifier': 'a', 'title': 'A title'}");

        assertThat(reply.at("/entity/properties/c").stringValue()).isEqualTo("A title");
    }
}
