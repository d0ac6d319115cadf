package dev.fairway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EntityTests extends RunningFairway {

    private String service;
    private String system;

    @BeforeEach
    void model() {
        system = blueprint("'title': 'System'");
        service = blueprint("""
                'schema': {'properties': {
                   'language': {'type': 'string', 'enum': ['Go', 'Java']},
                   'replicas': {'type': 'number', 'minimum': 0, 'default': 1},
                   'labels': {'type': 'object'},
                   'tags': {'type': 'array', 'items': {'type': 'string'}},
                   'homepage': {'type': 'string', 'format': 'url'},
                   'public': {'type': 'boolean'}}},
                 'relations': {'system': {'target': '%s'}, 'uses': {'target': '%s', 'many': true}}
                """.formatted(system, system));
    }

    @Test
    void showsWhatIsUnsetAsNull() {
        Reply reply = admin.post(entities(service), "{'identifier': 'a'}");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.at("/entity/properties/language").isNull()).isTrue();
        assertThat(reply.at("/entity/properties/replicas").asInt()).isEqualTo(1);
        assertThat(reply.at("/entity/relations/system").isNull()).isTrue();
        assertThat(reply.at("/entity/relations/uses").toString()).isEqualTo("[]");
        assertThat(reply.at("/entity/team").toString()).isEqualTo("[]");
        assertThat(reply.at("/entity").has("scorecards"))
                .as("scorecards of a blueprint that has none")
                .isFalse();
    }

    @Test
    void givesValuesBackExactlyAsTheyWereSent() {
        admin.post(entities(service), """
                {'identifier': 'exact', 'title': '', 'properties': {'replicas': 12.50, 'public': false,
                  'labels': {'n': 1, 'f': 1.0, 't': 'true', 'nothing': null}, 'tags': ['b', 'a', 'b']}}
                """);

        Reply reply = admin.get(entities(service) + "/exact");

        assertThat(reply.text()).contains("\"replicas\":12.50").contains("\"public\":false");
        assertThat(reply.at("/entity/properties/labels/f").toString()).isEqualTo("1.0");
        assertThat(reply.at("/entity/properties/labels/t").isString()).isTrue();
        assertThat(reply.at("/entity/properties/labels").has("nothing")).isTrue();
        assertThat(reply.at("/entity/properties/tags").toString()).isEqualTo("[\"b\",\"a\",\"b\"]");
    }

    @Test
    void isFoundByAnIdentifierWithEveryAllowedCharacter() {
        String identifier = "team/service:v1+x=y@z.한글\\back";
        admin.post(entities(service), "{'identifier': '%s'}".formatted(identifier.replace("\\", "\\\\")));

        Reply reply = admin.get(entities(service) + "/" + Api.encoded(identifier));

        assertThat(reply.at("/entity/identifier").stringValue()).isEqualTo(identifier);
    }

    @Test
    void namesWhatItIsRelatedToWhenAsked() {
        admin.post(entities(system), "{'identifier': 'named', 'title': 'Named one'}");
        admin.post(entities(service), "{'identifier': 'user', 'relations': {'uses': ['named']}}");

        Reply plain = admin.get(entities(service) + "/user");
        Reply titled = admin.get(entities(service) + "/user?attach_title_to_relation=true");

        assertThat(plain.at("/entity/relations/uses/0").stringValue()).isEqualTo("named");
        assertThat(titled.at("/entity/relations/uses/0/identifier").stringValue())
                .isEqualTo("named");
        assertThat(titled.at("/entity/relations/uses/0/title").stringValue()).isEqualTo("Named one");
    }

    @Test
    void namesEveryValueThatDoesNotFit() {
        Reply reply = admin.post(entities(service), """
                {'identifier': 'wrong', 'properties': {'language': 'Rust', 'replicas': -1, 'tags': [1],
                  'homepage': 'no url', 'public': 'yes', 'unknown': 1}}
                """);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.at("/details/errors").findValuesAsString("path"))
                .containsExactlyInAnyOrder(
                        "properties.language",
                        "properties.replicas",
                        "properties.tags",
                        "properties.homepage",
                        "properties.public",
                        "properties.unknown");
        assertThat(admin.get(entities(service) + "/wrong").status()).isEqualTo(404);
    }

    @Test
    void refusesASecondOneUnlessUpserted() {
        admin.post(entities(service), "{'identifier': 'one', 'properties': {'language': 'Go', 'replicas': 3}}");

        Reply again = admin.post(entities(service), "{'identifier': 'one'}");
        Reply merged = admin.post(
                entities(service) + "?upsert=true&merge=true", "{'identifier': 'one', 'properties': {'replicas': 4}}");
        Reply replaced = admin.post(
                entities(service) + "?upsert=true&run_id=", "{'identifier': 'one', 'properties': {'replicas': 5}}");

        assertThat(again.status()).isEqualTo(409);
        assertThat(merged.at("/entity/properties/language").stringValue()).isEqualTo("Go");
        assertThat(replaced.at("/entity/properties/language").isNull()).isTrue();
        assertThat(replaced.at("/entity/properties/replicas").asInt()).isEqualTo(5);
    }

    @Test
    void answersNotFoundWhenARelatedEntityIsNotThere() {
        Reply refused = admin.post(entities(service), "{'identifier': 'a', 'relations': {'system': 'nowhere'}}");
        Reply created = admin.post(
                entities(service) + "?create_missing_related_entities=true",
                "{'identifier': 'a', 'relations': {'system': 'made', 'uses': ['made', 'more']}}");

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.error()).isEqualTo("not_found");
        assertThat(created.at("/entity/relations/uses").toString()).isEqualTo("[\"made\",\"more\"]");
        assertThat(admin.get(entities(system) + "/more").status()).isEqualTo(200);
    }

    @Test
    void isRenamedWithEverythingThatPointsToIt() {
        admin.post(entities(system), "{'identifier': 'old'}");
        admin.post(entities(service), "{'identifier': 'a', 'relations': {'system': 'old'}}");

        Reply renamed = admin.put(entities(system) + "/old", "{'identifier': 'new'}");

        assertThat(renamed.at("/entity/identifier").stringValue()).isEqualTo("new");
        assertThat(admin.get(entities(system) + "/old").status()).isEqualTo(404);
        assertThat(admin.get(entities(service) + "/a")
                        .at("/entity/relations/system")
                        .stringValue())
                .isEqualTo("new");
    }

    @Test
    void refusesAChangeToWhatSomebodyElseChanged() {
        int seen = admin.post(entities(service), "{'identifier': 'a'}")
                .at("/entity/version")
                .asInt();
        admin.patch(entities(service) + "/a", "{'properties': {'language': 'Go'}}");

        Reply late = admin.with("If-Match", "\"" + seen + "\"")
                .patch(entities(service) + "/a", "{'properties': {'language': 'Java'}}");

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.error()).isEqualTo("version_conflict");
        assertThat(late.at("/details/current/properties/language").stringValue())
                .isEqualTo("Go");
    }

    @Test
    void clearsAPropertyThatIsSentAsNull() {
        admin.post(entities(service), "{'identifier': 'a', 'properties': {'language': 'Go'}}");

        Reply cleared = admin.patch(entities(service) + "/a", "{'properties': {'language': null}}");

        assertThat(cleared.at("/entity/properties/language").isNull()).isTrue();
    }

    @Test
    void onlyChecksWhenAskedTo() {
        Reply checked = admin.post(entities(service) + "?validation_only=true", "{'identifier': 'never'}");

        assertThat(checked.status()).isEqualTo(201);
        assertThat(admin.get(entities(service) + "/never").status()).isEqualTo(404);
    }

    @Test
    void keepsWhatIsPossibleOfABatchAndSaysWhatIsNot() {
        Reply reply = admin.post(entities(service) + "/bulk?upsert=true", """
                {'entities': [{'identifier': 'good'}, {'identifier': 'bad', 'properties': {'language': 'Rust'}},
                  {'identifier': 'lost', 'relations': {'system': 'nowhere'}}, 7]}
                """);

        assertThat(reply.status()).isEqualTo(207);
        assertThat(reply.at("/entities").toString())
                .isEqualTo("[{\"identifier\":\"good\",\"index\":0,\"created\":true}]");
        assertThat(reply.at("/errors").findValuesAsString("statusCode")).containsExactly("422", "404", "422");
        assertThat(reply.at("/errors").findValuesAsString("index")).containsExactly("1", "2", "3");
    }

    @Test
    void refusesALargerBatchThanItTakes() {
        String many = "{'identifier': 'x'},".repeat(1000);

        Reply reply = admin.post(entities(service) + "/bulk", "{'entities': [%s{'identifier': 'x'}]}".formatted(many));

        assertThat(reply.status()).isEqualTo(413);
    }

    @Test
    void isNotDeletedWhileAnotherRequiresIt() {
        String owner = blueprint("'relations': {'system': {'target': '%s', 'required': true}}".formatted(system));
        admin.post(entities(system), "{'identifier': 'needed'}");
        admin.post(entities(owner), "{'identifier': 'needs', 'relations': {'system': 'needed'}}");

        Reply refused = admin.delete(entities(system) + "/needed");
        Reply preview = admin.get(entities(system) + "/needed/dependents");
        Reply deleted = admin.delete(entities(system) + "/needed?delete_dependents=true");

        assertThat(refused.error()).isEqualTo("has_dependents");
        assertThat(preview.at("/dependents/0/required").booleanValue()).isTrue();
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(admin.get(entities(owner) + "/needs").status()).isEqualTo(404);
    }

    @Test
    void comesBackWithItsRelationsInBothDirections() {
        admin.post(entities(system), "{'identifier': 'shop'}");
        admin.post(
                entities(service),
                "{'identifier': 'a', 'properties': {'language': 'Go'}, 'relations': {'system': 'shop'}}");
        admin.delete(entities(system) + "/shop");
        assertThat(admin.get(entities(service) + "/a")
                        .at("/entity/relations/system")
                        .isNull())
                .isTrue();

        Reply restored = admin.post(entities(system) + "/restore", "{'entities': ['shop']}");

        assertThat(restored.status()).isEqualTo(200);
        assertThat(admin.get(entities(service) + "/a")
                        .at("/entity/relations/system")
                        .stringValue())
                .isEqualTo("shop");
        assertThat(admin.post(entities(system) + "/restore", "{'entities': ['shop']}")
                        .status())
                .isEqualTo(409);
        assertThat(admin.post(entities(system) + "/restore", "{'entities': ['never']}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void isInTheAuditLogBeforeAndAfter() {
        admin.post(entities(service), "{'identifier': 'a', 'properties': {'language': 'Go'}}");
        admin.patch(entities(service) + "/a", "{'properties': {'language': 'Java'}}");
        admin.patch(entities(service) + "/a", "{'properties': {'language': 'Java'}}");

        Reply log = admin.get("/v1/audit-log?blueprint=%s&entity=a".formatted(service));

        assertThat(log.at("/audits")).hasSize(2);
        assertThat(log.at("/audits/0/diff/before/properties/language").stringValue())
                .isEqualTo("Go");
        assertThat(log.at("/audits/0/diff/after/properties/language").stringValue())
                .isEqualTo("Java");
        assertThat(log.at("/audits/0/trigger/by/user/email").stringValue()).isEqualTo(Api.CLIENT_ID);
        assertThat(log.at("/audits/1/diff/before").isNull()).isTrue();
    }

    @Test
    void isChangedByItsOwnersWhereTheBlueprintSaysSo() {
        String team = unique("team");
        admin.patch(
                "/v1/blueprints/%s/permissions".formatted(service), "{'entities': {'update': {'ownedByTeam': true}}}");
        admin.post(entities(service), "{'identifier': 'a', 'team': '%s'}".formatted(team));

        assertThat(member(team)
                        .patch(entities(service) + "/a", "{'title': 'Mine'}")
                        .status())
                .isEqualTo(200);
        assertThat(member("other")
                        .patch(entities(service) + "/a", "{'title': 'Not mine'}")
                        .status())
                .isEqualTo(403);
        assertThat(member(team).delete(entities(service) + "/a").status()).isEqualTo(403);
        assertThat(member(team).post(entities(service), "{'identifier': 'b'}").status())
                .isEqualTo(403);
    }

    @Test
    void takesTheTextsThatCannotBeKeptForWhatTheyAre() {
        Reply reply = admin.post(entities(service), "{'identifier': 'a', 'title': 'zero\\u0000'}");

        assertThat(reply.status()).isEqualTo(422);
    }

    @Test
    void isNamedByWhatASearchFinds() {
        String id = blueprint("'schema': {'properties': {'serial': {'type': 'string'}, 'on': {'type': 'boolean'}}}");
        admin.post(entities(id), "{'identifier': 'first', 'properties': {'serial': 'x1'}}");
        admin.post(entities(id), "{'identifier': 'second', 'properties': {'serial': 'x2'}}");
        String body = "{'identifier': {'combinator': 'and', 'rules': [{'property': 'serial', 'operator': '%s', "
                + "'value': '%s'}]}, 'properties': {'on': true}}";

        Reply one = admin.post(entities(id) + "?upsert=true&merge=true", body.formatted("=", "x2"));
        Reply none = admin.post(entities(id) + "?upsert=true&merge=true", body.formatted("=", "x3"));
        Reply both = admin.post(
                entities(id) + "/bulk?upsert=true&merge=true",
                "{'entities': [%s]}".formatted(body.formatted("contains", "x")));

        assertThat(one.at("/entity/identifier").stringValue()).isEqualTo("second");
        assertThat(one.at("/entity/properties/on").booleanValue()).isTrue();
        assertThat(none.status()).isEqualTo(404);
        assertThat(both.status()).isEqualTo(207);
        assertThat(both.at("/errors/0/identifier").stringValue()).isEqualTo("unknown");
        assertThat(both.at("/errors/0/message").stringValue()).contains("more than one");
    }

    @Test
    void isRelatedToAndOwnedByWhatASearchFinds() {
        String target = blueprint("'title': 'Target'");
        String id = blueprint("'relations': {'one': {'target': '%s'}, 'all': {'target': '%s', 'many': true}}"
                .formatted(target, target));
        admin.post(entities(target) + "/bulk", "{'entities': [{'identifier': 'a-1'}, {'identifier': 'a-2'}]}");
        String team = unique("searched");
        admin.post("/v1/teams", "{'name': '%s'}".formatted(team));
        String query = "{'combinator': 'and', 'rules': [{'property': '$identifier', 'operator': '%s', 'value': %s}]}";

        Reply reply = admin.post(
                entities(id),
                "{'identifier': 'e', 'team': %s, 'relations': {'one': %s, 'all': %s}}"
                        .formatted(
                                query.formatted("=", "'" + team + "'"),
                                query.formatted("in", "['a-2']"),
                                query.formatted("contains", "'a-'")));

        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertThat(reply.at("/entity/relations/one").stringValue()).isEqualTo("a-2");
        assertThat(reply.at("/entity/relations/all").toString()).isEqualTo("[\"a-1\",\"a-2\"]");
        assertThat(reply.at("/entity/team/0").stringValue()).isEqualTo(team);
    }

    @Test
    void saysThatARelationIsNotThere() {
        String id = blueprint("'title': 'Lonely'");

        Reply reply = admin.post(entities(id), "{'identifier': 'e', 'relations': {'nothing': 'x'}}");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.at("/details/resource").stringValue()).isEqualTo("relation");
    }

    @Test
    void makesNoMissingEntityUnderANameThatNobodyCouldUse() {
        String target = blueprint("'title': 'Target'");
        String id = blueprint("'relations': {'one': {'target': '%s'}}".formatted(target));

        Reply reply = admin.post(
                entities(id) + "?create_missing_related_entities=true",
                "{'identifier': 'e', 'relations': {'one': 'two words'}}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text()).contains("two words");
    }

    @Test
    void leavesOutPropertiesThatTheBlueprintHasNotUnlessItIsAskedToValidate() {
        String id = blueprint("'schema': {'properties': {'p': {'type': 'string'}}}");
        String body = "{'identifier': 'e', 'properties': {'p': 'kept', 'other': 1}}";

        Reply checked = admin.post(entities(id) + "?validation_only=true", body);
        Reply written = admin.post(entities(id), body);

        assertThat(checked.status()).isEqualTo(422);
        assertThat(checked.text()).contains("properties.other");
        assertThat(written.status()).isEqualTo(201);
        assertThat(written.at("/entity/properties").toString()).isEqualTo("{\"p\":\"kept\"}");
    }

    @Test
    void endsAPatternThatTriesForEver() {
        String id =
                blueprint("'schema': {'properties': {'text': {'type': 'string', 'pattern': '^a*a*a*a*a*a*a*a*b$'}}}");

        Reply reply = admin.post(
                entities(id), "{'identifier': 'a', 'properties': {'text': '%s!'}}".formatted("a".repeat(60)));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text()).contains("takes too long to compare with the pattern");
    }

    @Test
    void carriesItsOwnTeamWhereOwnershipIsDirectWhateverWasInheritedOnce() {
        String id = blueprint("'ownership': {'type': 'Direct'}, 'teamInheritance': {'path': 'team'}");

        Reply reply = admin.post(entities(id), "{'identifier': 'e', 'team': ['Own']}");

        assertThat(reply.at("/entity/team/0").stringValue()).isEqualTo("Own");
    }
}
