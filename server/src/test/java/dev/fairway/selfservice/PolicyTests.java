package dev.fairway.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PolicyTests extends RunningFairway {

    private String things;
    private String action;

    @BeforeEach
    void makeAnAction() {
        things = blueprint("'schema': {'properties': {'cpu': {'type': 'number'}, 'region': {'type': 'string'}}}");
        action = action("""
                'userInputs': {'required': ['name'], 'properties': {
                  'name': {'type': 'string'}, 'cpu': {'type': 'number'}, 'team': {'type': 'string', 'format': 'team'},
                  'environment': {'type': 'string', 'enum': ['development', 'production']},
                  'region': {'type': 'string', 'enum': ['eu-central-1', 'us-east-1']},
                  'password': {'type': 'string', 'encryption': 'aes256-gcm'}}}""");
    }

    @Test
    void deniesWithTheSentenceOfTheRuleAndKeepsTheRequest() {
        String rule =
                rule("'when': 'inputs.cpu > 4', 'effect': 'DENY', 'message': 'CPU is {inputs.cpu}; {2 + 2} are given'");

        Reply denied = ask("'name': 'big', 'cpu': 8");

        assertThat(denied.status()).isEqualTo(403);
        assertThat(denied.error()).isEqualTo("denied");
        assertThat(denied.at("/message").stringValue()).isEqualTo("CPU is 8; 4 are given");
        assertThat(denied.at("/details/verdict/rules/0/identifier").stringValue())
                .isEqualTo(rule);
        Reply run = run(denied.at("/details/run").stringValue());
        assertThat(run.at("/run/status").stringValue()).isEqualTo("DECLINED");
        assertThat(run.at("/run/summary").stringValue()).isEqualTo("CPU is 8; 4 are given");
        assertThat(run.at("/run/verdict/decision").stringValue()).isEqualTo("DENIED");
        assertThat(admin.get(entities(things) + "/big").status()).isEqualTo(404);
    }

    @Test
    void allowsAtOnceAndListsEveryRuleThatIsAboutTheRequest() {
        String passed = rule("'when': 'inputs.cpu > 4', 'effect': 'DENY', 'message': 'too big'");
        String warned = rule("'when': 'inputs.cpu < 2', 'effect': 'WARN', 'message': 'slow'");

        Reply run = ended(ask("'name': 'small', 'cpu': 1.5"));

        assertThat(run.at("/run/status").stringValue()).isEqualTo("SUCCESS");
        assertThat(run.at("/run/verdict/decision").stringValue()).isEqualTo("ALLOWED");
        assertThat(run.at("/run/verdict/rules").findValuesAsString("identifier"))
                .containsExactly(warned, passed);
        assertThat(run.at("/run/verdict/rules").findValuesAsString("outcome")).containsExactly("WARNED", "PASSED");
    }

    @Test
    void asksForEveryApprovalOnceAndWaitsForAllOfThem() {
        rule(
                "'when': 'inputs.cpu > 4', 'effect': 'REQUIRE_APPROVAL', 'message': 'big', 'approvers': {'teams': ['leads']}");
        rule("'when': 'true', 'effect': 'REQUIRE_APPROVAL', 'message': 'any', 'approvers': {'teams': ['leads']}");
        rule(
                "'when': 'true', 'effect': 'REQUIRE_APPROVAL', 'message': 'two', 'approvers': {'teams': ['peers'], 'need': 2}");
        Api lead = member("leads");
        Api peer = member("peers");

        Reply asked = ask("'name': 'big', 'cpu': 8");
        String approval = approvalOf(asked);

        assertThat(asked.at("/run/status").stringValue()).isEqualTo("WAITING_FOR_APPROVAL");
        assertThat(asked.at("/run/verdict/approvals")).hasSize(2);
        assertThat(member("others").patch(approval, "{'status': 'APPROVE'}").status())
                .isEqualTo(403);
        assertThat(approved(lead, approval)).isEqualTo("WAITING_FOR_APPROVAL");
        assertThat(approved(peer, approval)).isEqualTo("WAITING_FOR_APPROVAL");
        assertThat(peer.patch(approval, "{'status': 'APPROVE'}").error()).isEqualTo("decided_already");
        assertThat(peer.get(asked.at("/run/id").stringValue().transform("/v1/actions/runs/%s"::formatted))
                        .at("/run/approvals/demands")
                        .findValues("met"))
                .map(JsonNode::booleanValue)
                .containsExactlyInAnyOrder(true, false);
        assertThat(approved(member("peers"), approval)).isEqualTo("IN_PROGRESS");
        assertThat(ended(asked).at("/run/status").stringValue()).isEqualTo("SUCCESS");
    }

    @Test
    void asksTheOwnersOfWhatItIsAbout() {
        String team = unique("team");
        admin.post("/v1/teams", "{'name': '%s'}".formatted(team));
        rule("'when': 'request.environment == \\\"production\\\"', 'effect': 'REQUIRE_APPROVAL', 'message': 'x',"
                + " 'approvers': {'owners': true}");

        Reply asked = ask("'name': 'db', 'environment': 'production', 'team': '%s'".formatted(team));

        assertThat(asked.at("/run/team").stringValue()).isEqualTo(team);
        assertThat(asked.at("/run/verdict/approvals/0/teams/0").stringValue()).isEqualTo(team);
        assertThat(ids(member(team))).contains(asked.at("/run/id").stringValue());
        assertThat(ids(member("others"))).doesNotContain(asked.at("/run/id").stringValue());
        assertThat(approved(member(team), approvalOf(asked))).isEqualTo("IN_PROGRESS");
    }

    @Test
    void deniesAndSaysSoWhenARuleCannotBeJudged() {
        rule("'when': 'inputs.disk > 4', 'effect': 'WARN', 'message': 'x'");

        Reply denied = ask("'name': 'boat'");

        assertThat(denied.status()).isEqualTo(403);
        assertThat(denied.at("/message").stringValue())
                .contains("could not be judged")
                .contains("key 'disk' is not present");
        assertThat(denied.at("/details/verdict/rules/0/outcome").stringValue()).isEqualTo("FAILED");
    }

    @Test
    void countsOnlyWithinItsScope() {
        rule(
                "'when': 'true', 'effect': 'DENY', 'message': 'x', 'scope': {'actions': ['%s'], 'environments': ['production']}"
                        .formatted(action),
                false);

        assertThat(ask("'name': 'a', 'environment': 'development'").status()).isEqualTo(202);
        assertThat(ask("'name': 'a'").status()).isEqualTo(202);
        assertThat(ask("'name': 'a', 'environment': 'production'").status()).isEqualTo(403);
    }

    @Test
    void checksARuleWhenItIsWritten() {
        assertThat(problemsOf("'when': 'actor.emial == \\\"a\\\"', 'effect': 'DENY', 'message': 'x'"))
                .contains("undefined field 'emial'");
        assertThat(problemsOf("'when': 'inputs.cpu +', 'effect': 'DENY', 'message': 'x'"))
                .contains("is no expression");
        assertThat(problemsOf("'when': '1 + 1', 'effect': 'DENY', 'message': 'x'"))
                .contains("is of type int");
        assertThat(problemsOf("'when': 'true', 'effect': 'DENY', 'message': 'a {nothing.at}'"))
                .contains("message: ")
                .contains("undeclared reference to 'nothing'");
        assertThat(problemsOf("'when': 'true', 'effect': 'FORBID', 'message': 'x'"))
                .contains("effect: ");
        assertThat(problemsOf("'when': 'true', 'effect': 'REQUIRE_APPROVAL', 'message': 'x'"))
                .contains("names nobody");
        assertThat(problemsOf("'when': 'true', 'effect': 'DENY', 'message': 'x', 'scope': {'planets': []}"))
                .contains("scope.planets");
        assertThat(problemsOf("'when': '%s', 'effect': 'DENY', 'message': 'x'".formatted("(".repeat(1_500))))
                .contains("when: ");
        assertThat(problemsOf("'when': '%s', 'effect': 'DENY', 'message': 'x'".formatted("x".repeat(10_000))))
                .contains("at most 2,000");
    }

    @Test
    void keepsEveryVersionWithItsAuthorAndReason() {
        String rule = rule("'when': 'false', 'effect': 'DENY', 'message': 'x'");
        String changed = "{'identifier': '%s', 'title': 'T', 'when': 'false', 'effect': 'WARN', 'message': 'y',"
                + " 'scope': {'actions': ['none']}, %s}";

        Reply unexplained = admin.put("/v1/policy/rules/" + rule, changed.formatted(rule, "'enabled': true"));
        Reply explained = admin.put("/v1/policy/rules/" + rule, changed.formatted(rule, "'reason': 'milder'"));

        assertThat(unexplained.at("/details/errors/0/path").stringValue()).isEqualTo("reason");
        assertThat(explained.at("/rule/version").intValue()).isEqualTo(2);
        JsonNode versions =
                admin.get("/v1/policy/rules/%s/versions".formatted(rule)).at("/versions");
        assertThat(versions.findValuesAsString("reason")).containsExactly("milder", "First version");
        assertThat(versions.at("/0/author").stringValue()).isEqualTo("test-client");
        assertThat(versions.at("/1/definition/effect").stringValue()).isEqualTo("DENY");
        assertThat(member().put("/v1/policy/rules/" + rule, "{}").status()).isEqualTo(403);
    }

    @Test
    void judgesWhileTheFormIsFilledIn() {
        rule(
                "'when': 'inputs.cpu > 4', 'effect': 'REQUIRE_APPROVAL', 'message': 'CPU is {inputs.cpu}', 'approvers': {'roles': ['Admin']}");
        rule(
                "'when': 'has(inputs.region) && inputs.region != \\\"eu-central-1\\\"', 'effect': 'DENY', 'message': 'EU only'");

        Reply empty = preview("");
        Reply big = preview("'name': 'a', 'cpu': 8, 'password': 'hush-hush'");
        Reply outside = preview("'name': 'a', 'cpu': 1, 'region': 'us-east-1'");

        assertThat(empty.at("/preview/verdict/rules").findValuesAsString("outcome"))
                .containsExactly("WAITING", "PASSED");
        assertThat(empty.at("/preview/problems/0/path").stringValue()).isEqualTo("properties.name");
        assertThat(empty.at("/preview/inputs/region/denied/0/value").stringValue())
                .isEqualTo("us-east-1");
        assertThat(empty.at("/preview/inputs/region/denied/0/message").stringValue())
                .isEqualTo("EU only");
        assertThat(big.at("/preview/verdict/decision").stringValue()).isEqualTo("NEEDS_APPROVAL");
        assertThat(big.at("/preview/verdict/rules/0/message").stringValue()).isEqualTo("CPU is 8");
        assertThat(big.at("/preview/verdict/rules/0/inputs/0").stringValue()).isEqualTo("cpu");
        assertThat(big.text()).doesNotContain("hush-hush");
        assertThat(outside.at("/preview/verdict/decision").stringValue()).isEqualTo("DENIED");
        assertThat(admin.get("/v1/actions/runs?action=" + action).at("/runs")).isEmpty();
    }

    @Test
    void worksOutWhatAPickerOffersAndTakesNullForNoValue() {
        String picking = action("""
                'userInputs': {'properties': {
                  'kind': {'type': 'string', 'default': 'big'},
                  'thing': {'type': 'string', 'format': 'entity', 'blueprint': '%s', 'dataset': {'combinator': 'and', 'rules': [
                     {'property': 'region', 'operator': '=', 'value': {'jqQuery': '.form.kind'}}]}}}}""".formatted(things));

        Reply standard = admin.post("/v1/actions/%s/preview".formatted(picking), "{'properties': {}}");
        Reply cleared = admin.post("/v1/actions/%s/preview".formatted(picking), "{'properties': {'kind': null}}");

        assertThat(standard.at("/preview/inputs/thing/schema/dataset/rules/0/value")
                        .stringValue())
                .isEqualTo("big");
        assertThat(standard.at("/preview/values/kind").stringValue()).isEqualTo("big");
        assertThat(cleared.at("/preview/values").isEmpty()).isTrue();
    }

    @Test
    void leavesOutStepsAndTitlesThatDoNotShow() {
        String stepping = action("""
                'userInputs': {'required': ['size'], 'properties': {'kind': {'type': 'string'}, 'size': {'type': 'number'}},
                  'steps': [{'title': 'One', 'order': ['kind']},
                            {'title': 'Two', 'order': ['where', 'size'], 'visible': {'jqQuery': '.form.kind == \\"big\\"'}}],
                  'titles': {'where': {'title': 'Where', 'visible': false}}}""");
        String preview = "/v1/actions/%s/preview".formatted(stepping);

        assertThat(admin.post(preview, "{'properties': {'kind': 'small'}}")
                        .at("/preview/hidden")
                        .toString())
                .isEqualTo("{\"steps\":[1],\"titles\":[\"where\"]}");
        Reply big = admin.post(preview, "{'properties': {'kind': 'big'}}");
        assertThat(big.at("/preview/hidden/steps")).isEmpty();
        assertThat(big.at("/preview/problems/0/path").stringValue()).isEqualTo("properties.size");
        assertThat(admin.post(preview, "{'properties': {'kind': 'small'}}").at("/preview/problems"))
                .isEmpty();
    }

    @Test
    void neverShowsSecretsToRules() {
        rule("'when': 'has(inputs.password)', 'effect': 'DENY', 'message': 'it is {inputs.password}'");

        Reply denied = ask("'name': 'a', 'password': 'hush-hush'");

        assertThat(denied.at("/message").stringValue()).isEqualTo("it is *****");
        assertThat(run(denied.at("/details/run").stringValue()).text()).doesNotContain("hush-hush");
    }

    @Test
    void judgesAgainJustBeforeItIsCarriedOut() {
        String rule = rule(
                "'when': 'inputs.cpu > 4', 'effect': 'REQUIRE_APPROVAL', 'message': 'x', 'approvers': {'roles': ['Admin']}");
        Reply denied = asMember("'name': 'denied', 'cpu': 8");
        Reply again = asMember("'name': 'again', 'cpu': 8");

        change(rule, "'when': 'inputs.cpu > 4', 'effect': 'DENY', 'message': 'not any more'");
        admin.patch(approvalOf(denied), "{'status': 'APPROVE'}");
        Reply stopped = ended(denied);
        change(
                rule,
                "'when': 'inputs.cpu > 4', 'effect': 'REQUIRE_APPROVAL', 'message': 'x', 'approvers': {'teams': ['board']}");
        admin.patch(approvalOf(again), "{'status': 'APPROVE'}");

        assertThat(stopped.at("/run/status").stringValue()).isEqualTo("DECLINED");
        assertThat(stopped.at("/run/summary").stringValue()).isEqualTo("not any more");
        Api board = member("board");
        await().until(
                        () -> ids(board),
                        list -> list.contains(again.at("/run/id").stringValue()));
        assertThat(approved(board, approvalOf(again))).isEqualTo("IN_PROGRESS");
        assertThat(ended(again).at("/run/status").stringValue()).isEqualTo("SUCCESS");
    }

    @Test
    void triesARuleOnWhatWasAskedForBefore() {
        ended(ask("'name': 'a', 'cpu': 2"));
        ended(ask("'name': 'b', 'cpu': 8"));
        ended(ask("'name': 'c', 'cpu': 16"));

        Reply report = admin.post(
                "/v1/policy/back-test?last=500",
                "{'rule': {'identifier': 'new', 'title': 'T', 'when': 'inputs.cpu > 4', 'effect': 'DENY',"
                        + " 'message': '{inputs.cpu}', 'scope': {'actions': ['%s']}}}".formatted(action));

        assertThat(report.at("/report/about").intValue()).isEqualTo(3);
        assertThat(report.at("/report/outcomes").toString()).isEqualTo("{\"DENIED\":2,\"PASSED\":1}");
        assertThat(report.at("/report/spoken").findValuesAsString("message")).containsExactly("16", "8");
        assertThat(report.at("/report/spoken/0/decided").stringValue()).isEqualTo("ALLOWED");
        assertThat(admin.get("/v1/policy/rules/new").status()).isEqualTo(404);
        assertThat(admin.post("/v1/policy/back-test?last=5001", "{}").status()).isEqualTo(422);
    }

    @Test
    void simulatesARequestOfSomebodyElseAtAnotherTime() {
        rule(
                "'when': 'now >= timestamp(\\\"2030-12-20T00:00:00Z\\\")', 'effect': 'DENY', 'message': '{actor.email} is late'");

        Reply today = simulate("");
        Reply then = simulate(", 'at': '2030-12-24T12:00:00Z', 'as': '%s'".formatted(ADMIN_EMAIL));

        assertThat(today.at("/preview/verdict/decision").stringValue()).isEqualTo("ALLOWED");
        assertThat(then.at("/preview/verdict/rules/0/message").stringValue()).isEqualTo(ADMIN_EMAIL + " is late");
        assertThat(member().post("/v1/policy/simulate", "{}").status()).isEqualTo(403);
    }

    @Test
    void countsWhatATeamHasAndWaitsFor() {
        String team = unique("team");
        admin.post("/v1/teams", "{'name': '%s'}".formatted(team));
        admin.post(entities(things), "{'identifier': 'one', 'team': '%s'}".formatted(team));
        rule(
                "'when': 'quota.owned >= 1 && quota.active >= 0', 'effect': 'WARN', 'message': '{quota.owned}, {quota.lastDay}'");

        Reply first = ended(ask("'name': 'b', 'team': '%s'".formatted(team)));
        Reply second = ended(ask("'name': 'c', 'team': '%s'".formatted(team)));

        assertThat(first.at("/run/verdict/rules/0/message").stringValue()).isEqualTo("1, 0");
        assertThat(second.at("/run/verdict/rules/0/message").stringValue()).isEqualTo("1, 1");
    }

    @Test
    void startsFromRulesThatCanBeTakenOver() {
        JsonNode rules = admin.get("/v1/policy/starting-set").at("/rules");

        assertThat(rules.size()).isGreaterThanOrEqualTo(7);
        for (JsonNode rule : rules) {
            assertThat(admin.post("/v1/policy/rules/check", rule.toString()).at("/problems"))
                    .isEmpty();
        }
    }

    /** A rule about the action of this test alone. */
    private String rule(String parts) {
        return rule(parts + ", 'scope': {'actions': ['%s']}".formatted(action), true);
    }

    private String rule(String parts, boolean isScoped) {
        String identifier = unique("rule");
        Reply made = admin.post("/v1/policy/rules", ruleBody(identifier, parts));
        assertThat(made.status()).as(made.text() + isScoped).isEqualTo(201);
        return identifier;
    }

    private static String ruleBody(String identifier, String parts) {
        return "{'identifier': '%s', 'title': 'Rule', %s}".formatted(identifier, parts);
    }

    private void change(String rule, String parts) {
        Reply changed = admin.put(
                "/v1/policy/rules/" + rule,
                ruleBody(rule, parts + ", 'reason': 'test', 'scope': {'actions': ['%s']}".formatted(action)));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    }

    private String problemsOf(String parts) {
        Reply refused = admin.post("/v1/policy/rules", ruleBody(unique("rule"), parts));
        assertThat(refused.status()).isEqualTo(422);
        return refused.at("/message").stringValue();
    }

    private Reply simulate(String parts) {
        return admin.post(
                "/v1/policy/simulate", "{'action': '%s', 'properties': {'name': 'a'}%s}".formatted(action, parts));
    }

    private Reply preview(String inputs) {
        return admin.post("/v1/actions/%s/preview".formatted(action), "{'properties': {%s}}".formatted(inputs));
    }

    private Reply ask(String inputs) {
        return admin.post("/v1/actions/%s/runs".formatted(action), "{'properties': {%s}}".formatted(inputs));
    }

    private Reply asMember(String inputs) {
        return member().post("/v1/actions/%s/runs".formatted(action), "{'properties': {%s}}".formatted(inputs));
    }

    private static String approvalOf(Reply asked) {
        return "/v1/actions/runs/%s/approval".formatted(asked.at("/run/id").stringValue());
    }

    private static String approved(Api by, String approval) {
        return by.patch(approval, "{'status': 'APPROVE'}").at("/run/status").stringValue();
    }

    private static List<String> ids(Api approver) {
        JsonNode runs = approver.get("/v1/actions/runs?awaiting=me&limit=1000").at("/runs");
        return Stream.of(runs)
                .flatMap(JsonNode::valueStream)
                .map(run -> run.path("id").stringValue())
                .toList();
    }

    private Reply run(String id) {
        return admin.get("/v1/actions/runs/" + id);
    }

    private Reply ended(Reply asked) {
        return await().until(
                        () -> run(asked.at("/run/id").stringValue()),
                        reply -> !reply.at("/run/endedAt").isNull());
    }

    private String action(String trigger) {
        String identifier = unique("action");
        Reply made = admin.post(
                "/v1/actions",
                "{'identifier': '%s', 'trigger': {'type': 'self-service', 'operation': 'CREATE', %s}, %s}"
                        .formatted(
                                identifier,
                                trigger,
                                "'invocationMethod': {'type': 'UPSERT_ENTITY', 'blueprintIdentifier': '%s', 'mapping': {'identifier': '{{ .inputs.name }}'}}"
                                        .formatted(things)));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return identifier;
    }
}
