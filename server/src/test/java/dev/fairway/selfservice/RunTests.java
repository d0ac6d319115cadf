package dev.fairway.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RunTests extends RunningFairway {

    private static final String UPSERT = """
            'invocationMethod': {'type': 'UPSERT_ENTITY', 'blueprintIdentifier': '%s', 'mapping': {
              'identifier': '{{ .inputs.name }}', 'title': 'Made by {{ .trigger.by.user.email }}',
              'properties': {'size': '{{ .inputs.size * 2 }}', 'note': 'of {{ .inputs.name }}'}}}""";
    private static final String INPUTS = """
            'userInputs': {'required': ['name'], 'properties': {
              'name': {'type': 'string', 'pattern': '^[a-z-]+$'}, 'size': {'type': 'number', 'default': 2}}}""";

    @Test
    void carriesOutWhatWasAskedForAndTellsWhatBecameOfIt() {
        String things = things();
        String action = action("CREATE", INPUTS, UPSERT.formatted(things));

        Reply asked = member().post(runsOf(action), "{'properties': {'name': 'boat', 'size': 3}}");
        Reply run = ended(asked);

        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.at("/run/status").stringValue()).isEqualTo("IN_PROGRESS");
        assertThat(run.at("/run/status").stringValue()).isEqualTo("SUCCESS");
        assertThat(run.at("/run/summary").stringValue()).isEqualTo("Wrote %s \"boat\"".formatted(things));
        assertThat(run.at("/run/response/identifier").stringValue()).isEqualTo("boat");
        assertThat(run.at("/run/endedAt").isNull()).isFalse();
        Reply boat = admin.get("/v1/blueprints/%s/entities/boat".formatted(things));
        assertThat(boat.at("/entity/properties").toString()).isEqualTo("{\"size\":6,\"note\":\"of boat\"}");
        assertThat(boat.at("/entity/title").stringValue()).startsWith("Made by ");
    }

    @Test
    void linksTheChangeToTheRunInTheAuditLog() {
        String things = things();
        Reply run = ended(admin.post(
                runsOf(action("CREATE", INPUTS, UPSERT.formatted(things))), "{'properties': {'name': 'raft'}}"));

        Reply log = admin.get("/v1/audit-log?run_id=" + run.at("/run/id").stringValue());

        assertThat(log.at("/audits/0/context/entityIdentifier").stringValue()).isEqualTo("raft");
        assertThat(log.at("/audits/0/trigger/by/userId").stringValue()).isEqualTo("test-client");
    }

    @Test
    void beginsNothingWhenAnInputIsWrong() {
        String things = things();
        String action = action("CREATE", INPUTS, UPSERT.formatted(things));

        Reply refused = admin.post(runsOf(action), "{'properties': {'name': 'No Good', 'size': 'x', 'other': 1}}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/details/errors").findValuesAsString("path"))
                .containsExactlyInAnyOrder("properties.name", "properties.size", "properties.other");
        assertThat(admin.post(runsOf(action), "{}").at("/message").stringValue())
                .isEqualTo("properties.name: is required");
        assertThat(admin.get("/v1/actions/runs?action=" + action).at("/runs")).isEmpty();
    }

    @Test
    void saysWhyItFailed() {
        String things = things();
        String action = action(
                "CREATE", INPUTS, UPSERT.formatted(things).replace("'note': 'of {{ .inputs.name }}'", "'nothing': 1"));

        Reply run = ended(admin.post(runsOf(action), "{'properties': {'name': 'boat'}}"));

        assertThat(run.at("/run/status").stringValue()).isEqualTo("FAILURE");
        assertThat(run.at("/run/summary").stringValue()).contains("nothing: is not a property of");
        assertThat(logOf(run).findValuesAsString("message"))
                .containsExactly(run.at("/run/summary").stringValue());
        assertThat(admin.get("/v1/blueprints/%s/entities/boat".formatted(things))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void worksInputsOutFromTheOthers() {
        String action = action("CREATE", """
                'userInputs': {'required': {'jqQuery': 'if .form.kind == \\"big\\" then [\\"reason\\"] else [] end'},
                  'properties': {
                    'name': {'type': 'string', 'default': {'jqQuery': '.form.kind + \\"-one\\"'}, 'dependsOn': ['kind']},
                    'kind': {'type': 'string', 'enum': {'jqQuery': '[\\"big\\", \\"small\\"]'}},
                    'reason': {'type': 'string', 'visible': {'jqQuery': '.form.kind == \\"big\\"'}},
                    'size': {'type': 'number', 'maximum': {'jqQuery': 'if .form.kind == \\"big\\" then 100 else 10 end'}},
                    'fixed': {'type': 'string', 'default': 'eu', 'disabled': true}}}""", UPSERT.formatted(things()));

        assertThat(problems(action, "'kind': 'small', 'size': 11")).containsExactly("properties.size");
        assertThat(problems(action, "'kind': 'big', 'size': 11")).containsExactly("properties.reason");
        assertThat(problems(action, "'kind': 'medium'")).containsExactly("properties.kind");
        assertThat(problems(action, "'kind': 'small', 'reason': 'hidden'")).containsExactly("properties.reason");
        assertThat(problems(action, "'kind': 'small', 'fixed': 'us'")).containsExactly("properties.fixed");
        Reply run = admin.post(runsOf(action), "{'properties': {'kind': 'small', 'size': 10}}");
        assertThat(run.at("/run/properties").toString())
                .isEqualTo("{\"kind\":\"small\",\"size\":10,\"name\":\"small-one\",\"fixed\":\"eu\"}");
    }

    @Test
    void saysWhatCannotBeWorkedOut() {
        String action = action(
                "CREATE",
                "'userInputs': {'properties': {'name': {'type': 'string', 'default': {'jqQuery': '.['}}}}",
                UPSERT.formatted(things()));

        Reply refused = admin.post(runsOf(action), "{'properties': {}}");

        assertThat(refused.at("/details/errors/0/path").stringValue()).isEqualTo("properties.name");
        assertThat(refused.at("/message").stringValue()).contains("cannot be worked out");
    }

    @Test
    void takesOnlyEntitiesUsersAndTeamsThatMayBeChosen() {
        String things = things();
        admin.post(entities(things), "{'identifier': 'small', 'properties': {'size': 1}}");
        admin.post(entities(things), "{'identifier': 'big', 'properties': {'size': 9}}");
        String action = action("CREATE", """
                'userInputs': {'properties': {
                  'least': {'type': 'number'},
                  'thing': {'type': 'string', 'format': 'entity', 'blueprint': '%s', 'dataset': {'combinator': 'and', 'rules': [
                     {'property': 'size', 'operator': '>=', 'value': {'jqQuery': '.form.least'}}]}},
                  'user': {'type': 'string', 'format': 'user'}, 'team': {'type': 'string', 'format': 'team'}}}""".formatted(things), UPSERT.formatted(things));

        assertThat(problems(action, "'least': 5, 'thing': 'small', 'user': 'no@example.com', 'team': 'none'"))
                .containsExactly("properties.thing", "properties.user", "properties.team");
        assertThat(problems(action, "'least': 5, 'thing': 'big', 'user': '%s'".formatted(ADMIN_EMAIL)))
                .isEmpty();
    }

    @Test
    void callsItsInputsAsTheFormDoes() {
        String action = action(
                "CREATE",
                "'userInputs': {'properties': {'size': {'type': 'number', 'title': 'Berths'}}}",
                UPSERT.formatted(things()));

        Reply run = ended(admin.post(runsOf(action), "{'properties': {'size': 3}}"));

        assertThat(run.at("/run/inputTitles").toString()).isEqualTo("{\"size\":\"Berths\"}");
    }

    @Test
    void takesOnlyUsersAndTeamsThatTheRulesOfTheInputFind() {
        String team = unique("team");
        admin.post("/v1/teams", "{'name': '%s'}".formatted(team));
        Person inside = person(team);
        Person outside = person();
        String action = action("CREATE", """
                'userInputs': {'properties': {
                  'crew': {'type': 'string', 'format': 'team', 'dataset': {'combinator': 'and', 'rules': [
                     {'property': '$identifier', 'operator': 'beginsWith', 'value': 'team-'}]}},
                  'watch': {'type': 'array', 'items': {'type': 'string', 'format': 'user', 'dataset': {'combinator': 'and', 'rules': [
                     {'operator': 'relatedTo', 'blueprint': '_team', 'value': {'jqQuery': '.form.crew'}}]}}}}}""", UPSERT.formatted(things()));

        assertThat(problems(action, "'crew': '%s', 'watch': ['%s']".formatted(team, inside.email())))
                .isEmpty();
        assertThat(problems(action, "'crew': '%s', 'watch': ['%s']".formatted(team, outside.email())))
                .containsExactly("properties.watch");
        assertThat(problems(action, "'crew': 'none'")).containsExactly("properties.crew");
    }

    @Test
    void isAskedForOfAnEntityThatFitsItsCondition() {
        String things = things();
        admin.post(entities(things), "{'identifier': 'small', 'properties': {'size': 1}}");
        admin.post(entities(things), "{'identifier': 'big', 'properties': {'size': 9}}");
        String action = action(
                "DAY-2",
                """
                'blueprintIdentifier': '%s', 'condition': {'type': 'SEARCH', 'combinator': 'and', 'rules': [
                  {'property': 'size', 'operator': '>', 'value': 5}]}""".formatted(things),
                UPSERT.formatted(things)
                        .replace("{{ .inputs.name }}", "{{ .entity.identifier }}")
                        .replace("{{ .inputs.size * 2 }}", "{{ .entity.properties.size + 1 }}"));

        assertThat(admin.post(runsOf(action), "{}").at("/details/errors/0/path").stringValue())
                .isEqualTo("entity");
        assertThat(admin.post(runsOf(action), "{'entity': 'gone'}").status()).isEqualTo(404);
        assertThat(admin.post(runsOf(action), "{'entity': 'small'}").error()).isEqualTo("not_available");
        assertThat(ended(admin.post(runsOf(action), "{'entity': 'big'}"))
                        .at("/run/entity/identifier")
                        .stringValue())
                .isEqualTo("big");
        assertThat(admin.get(entities(things) + "/big")
                        .at("/entity/properties/size")
                        .intValue())
                .isEqualTo(10);
    }

    @Test
    void letsOnlyThosePermittedExecute() {
        String action = action("CREATE", INPUTS, UPSERT.formatted(things()));
        admin.patch("/v1/actions/%s/permissions".formatted(action), "{'execute': {'roles': [], 'teams': ['sailors']}}");
        String body = "{'properties': {'name': 'boat'}}";

        assertThat(member().post(runsOf(action), body).status()).isEqualTo(403);
        assertThat(member("sailors").post(runsOf(action), body).status()).isEqualTo(202);
    }

    @Test
    void letsAPolicyDecideWhoExecutes() {
        String things = things();
        admin.post(entities(things), "{'identifier': 'limit', 'properties': {'size': 5}}");
        String action = action("CREATE", INPUTS, UPSERT.formatted(things));
        admin.patch("/v1/actions/%s/permissions".formatted(action), """
                {'execute': {'policy': {
                  'queries': {'limits': {'combinator': 'and', 'rules': [
                     {'property': '$blueprint', 'operator': '=', 'value': '%s'},
                     {'property': '$identifier', 'operator': '=', 'value': 'limit'}]}},
                  'conditions': ['.results.limits.entities[0].properties.size >= .inputs.size', '.user.email != null']}}}""".formatted(things));

        Reply denied = member().post(runsOf(action), "{'properties': {'name': 'boat', 'size': 6}}");

        assertThat(denied.status()).isEqualTo(403);
        assertThat(denied.at("/message").stringValue()).contains("does not admit this request");
        assertThat(member().post(runsOf(action), "{'properties': {'name': 'boat', 'size': 5}}")
                        .status())
                .isEqualTo(202);
        assertThat(admin.post(runsOf(action), "{'properties': {'name': 'boat', 'size': 6}}")
                        .status())
                .isEqualTo(202);
        admin.patch(
                "/v1/actions/%s/permissions".formatted(action),
                "{'execute': {'policy': {'queries': {}, 'conditions': ['.inputs.name | tonumber > 1']}}}");
        assertThat(member().post(runsOf(action), "{'properties': {'name': 'boat', 'size': 5}}")
                        .at("/message")
                        .stringValue())
                .contains("cannot be judged");
    }

    @Test
    void letsAPolicyNameWhoApproves() {
        String action = action("CREATE", INPUTS + "}, 'requiredApproval': true, 'x': {", UPSERT.formatted(things()));
        admin.patch(
                "/v1/actions/%s/permissions".formatted(action),
                "{'approve': {'roles': [], 'policy': {'queries': {}, 'conditions': ['[\\\"%s\\\"]']}}}"
                        .formatted(ADMIN_EMAIL));

        Reply asked = member().post(runsOf(action), "{'properties': {'name': 'boat', 'size': 5}}");

        assertThat(asked.at("/run/verdict/approvals/0/users").toString()).isEqualTo("[\"%s\"]".formatted(ADMIN_EMAIL));
    }

    @Test
    void keepsSecretInputsFromEverybodyButTheEffect() {
        String things = things();
        String action = action(
                "CREATE",
                "'userInputs': {'properties': {'name': {'type': 'string', 'encryption': 'aes256-gcm'}, 'size': {'type': 'number'}}}",
                UPSERT.formatted(things));

        Reply asked = admin.post(runsOf(action), "{'properties': {'name': 'hush', 'size': 1}}");
        Reply run = ended(asked);

        assertThat(asked.at("/run/properties/name").stringValue()).isEqualTo("*****");
        assertThat(run.at("/run/properties/name").stringValue()).isEqualTo("*****");
        assertThat(admin.get(entities(things) + "/hush").status()).isEqualTo(200);
        assertThat(admin.get("/v1/audit-log?resources=run&identifier="
                                + run.at("/run/id").stringValue())
                        .text())
                .doesNotContain("hush");
    }

    @Test
    void waitsForSomebodyElseToApprove() {
        String things = things();
        String action = action("CREATE", INPUTS + "}, 'requiredApproval': true, 'x': {", UPSERT.formatted(things));
        Api approver = member("approvers");
        admin.patch("/v1/actions/%s/permissions".formatted(action), "{'approve': {'teams': ['approvers']}}");
        Api requester = member("approvers");

        Reply asked = requester.post(runsOf(action), "{'properties': {'name': 'ship'}}");
        String approval =
                "/v1/actions/runs/%s/approval".formatted(asked.at("/run/id").stringValue());

        assertThat(asked.at("/run/status").stringValue()).isEqualTo("WAITING_FOR_APPROVAL");
        assertThat(requester.patch(approval, "{'status': 'APPROVE'}").status()).isEqualTo(403);
        assertThat(member().patch(approval, "{'status': 'APPROVE'}").status()).isEqualTo(403);
        assertThat(approver.patch(approval, "{'status': 'YES'}").status()).isEqualTo(422);
        assertThat(approver.patch(approval, "{'status': 'APPROVE', 'description': 'fine'}")
                        .status())
                .isEqualTo(201);
        assertThat(ended(asked).at("/run/status").stringValue()).isEqualTo("SUCCESS");
        assertThat(logOf(asked).findValuesAsString("message").getFirst())
                .startsWith("Approved by ")
                .endsWith(": fine");
        assertThat(approver.patch(approval, "{'status': 'DECLINE'}").status()).isEqualTo(409);
    }

    @Test
    void isTakenBackByItsRequesterUntilItIsBegun() {
        String things = things();
        String action = action("CREATE", INPUTS + "}, 'requiredApproval': true, 'x': {", UPSERT.formatted(things));
        Api requester = member();
        Reply asked = requester.post(runsOf(action), "{'properties': {'name': 'ship'}}");
        String path = "/v1/actions/runs/" + asked.at("/run/id").stringValue();

        assertThat(requester.get(path).at("/run/mayCancel").booleanValue()).isTrue();
        assertThat(member().post(path + "/cancel", "{}").status()).isEqualTo(403);
        Reply cancelled = requester.post(path + "/cancel", "{'reason': 'not needed'}");
        assertThat(cancelled.at("/run/status").stringValue()).isEqualTo("DECLINED");
        assertThat(cancelled.at("/run/statusLabel").stringValue()).isEqualTo("CANCELLED");
        assertThat(cancelled.at("/run/summary").stringValue()).endsWith(": not needed");
        assertThat(admin.patch(path + "/approval", "{'status': 'APPROVE'}").error())
                .isEqualTo("not_waiting");
        assertThat(requester.post(path + "/cancel", "{}").error()).isEqualTo("cannot_be_cancelled");
        assertThat(admin.get(entities(things) + "/ship").status()).isEqualTo(404);
    }

    @Test
    void doesNothingOnceDeclinedAndSaysWhy() {
        String things = things();
        String action =
                action("CREATE", INPUTS + "}, 'requiredApproval': {'type': 'ANY'}, 'x': {", UPSERT.formatted(things));
        Reply asked = member().post(runsOf(action), "{'properties': {'name': 'ship'}}");

        Reply declined = admin.patch(
                "/v1/actions/runs/%s/approval".formatted(asked.at("/run/id").stringValue()),
                "{'status': 'DECLINE', 'description': 'no more ships'}");

        assertThat(declined.at("/run/status").stringValue()).isEqualTo("DECLINED");
        assertThat(declined.at("/run/summary").stringValue()).isEqualTo("Declined by test-client: no more ships");
        assertThat(admin.get(entities(things) + "/ship").status()).isEqualTo(404);
    }

    @Test
    void showsRunsToTheirRequesterAloneWhereTheActionSaysSo() {
        String action =
                action("CREATE", INPUTS + "}, 'allowAnyoneToViewRuns': false, 'x': {", UPSERT.formatted(things()));
        Api requester = member();
        Api other = member();
        String id = requester
                .post(runsOf(action), "{'properties': {'name': 'ship'}}")
                .at("/run/id")
                .stringValue();

        assertThat(requester.get("/v1/actions/runs/" + id).status()).isEqualTo(200);
        assertThat(other.get("/v1/actions/runs/" + id).status()).isEqualTo(404);
        assertThat(other.get("/v1/actions/runs/%s/logs".formatted(id)).status()).isEqualTo(404);
        assertThat(other.get("/v1/actions/runs?action=" + action).at("/runs")).isEmpty();
    }

    @Test
    void pagesThroughRunsNewestFirst() {
        String action = action("CREATE", INPUTS, UPSERT.formatted(things()));
        for (String name : new String[] {"a", "b", "c"}) {
            ended(admin.post(runsOf(action), "{'properties': {'name': '%s'}}".formatted(name)));
        }

        Reply first = admin.get("/v1/actions/runs?limit=2&action=" + action);
        Reply second = admin.get("/v1/actions/runs?limit=2&action=%s&before=%s".formatted(action, first.at("/next")));

        assertThat(names(first)).containsExactly("c", "b");
        assertThat(names(second)).containsExactly("a");
        assertThat(second.at("/next").isNull()).isTrue();
        assertThat(admin.get("/v1/actions/runs?limit=1001").status()).isEqualTo(422);
    }

    private static List<String> names(Reply page) {
        return page.at("/runs")
                .valueStream()
                .map(run -> run.at("/properties/name").stringValue())
                .toList();
    }

    private String things() {
        return blueprint("'schema': {'properties': {'size': {'type': 'number'}, 'note': {'type': 'string'}}}");
    }

    private static String runsOf(String action) {
        return "/v1/actions/%s/runs".formatted(action);
    }

    /** The paths of what is wrong with these inputs; empty when they are taken. */
    private List<String> problems(String action, String inputs) {
        return admin.post(runsOf(action), "{'properties': {%s}}".formatted(inputs))
                .at("/details/errors")
                .findValuesAsString("path");
    }

    private JsonNode logOf(Reply run) {
        return admin.get("/v1/actions/runs/%s/logs".formatted(run.at("/run/id").stringValue()))
                .at("/runLogs");
    }

    private Reply ended(Reply asked) {
        String path = "/v1/actions/runs/" + asked.at("/run/id").stringValue();
        return await().until(
                        () -> admin.get(path),
                        reply -> !reply.at("/run/endedAt").isNull());
    }

    private String action(String operation, String trigger, String invocation) {
        String identifier = unique("action");
        Reply made = admin.post(
                "/v1/actions",
                "{'identifier': '%s', 'trigger': {'type': 'self-service', 'operation': '%s', %s}, %s}"
                        .formatted(identifier, operation, trigger, invocation));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return identifier;
    }
}
