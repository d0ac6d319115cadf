package dev.fairway.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActionTests extends RunningFairway {

    private static final String WEBHOOK = "'invocationMethod': {'type': 'WEBHOOK', 'url': 'https://example.com/hook'}";
    private static final String CREATE = "'trigger': {'type': 'self-service', 'operation': 'CREATE'}";

    @Test
    void givesBackWhatWasWritten() {
        String definition = """
                "title":"Scaffold","unknown":{"b":1,"a":1.50},"trigger":{"type":"self-service","operation":"CREATE",\
                "userInputs":{"properties":{"size":{"type":"number","minimum":1,"maximum":{"jqQuery":".form.most"}},\
                "most":{"type":"number"}},"required":["size"],"order":["size","most"]}},\
                "invocationMethod":{"type":"WEBHOOK","url":"https://example.com","agent":false,"synchronized":"{{ .inputs.wait }}"},\
                "publish":true""";
        String identifier = unique("action");
        admin.post("/v1/actions", "{'identifier': '%s', %s}".formatted(identifier, definition));

        Reply read = admin.get("/v1/actions/" + identifier);

        assertThat(read.text()).contains(definition);
        assertThat(read.at("/action/createdAt").asString()).endsWith("Z");
        assertThat(read.at("/action/updatedBy").stringValue()).isEqualTo("test-client");
    }

    @Test
    void replacesAndRenames() {
        String before = action(CREATE);
        String after = unique("renamed");

        Reply replaced =
                admin.put("/v1/actions/" + before, "{'identifier': '%s', %s, %s}".formatted(after, CREATE, WEBHOOK));

        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.at("/action").has("title")).isFalse();
        assertThat(admin.get("/v1/actions/" + before).status()).isEqualTo(404);
        assertThat(admin.get("/v1/actions/" + after).status()).isEqualTo(200);
    }

    @Test
    void refusesAChangeOfWhatSomebodyElseChangedMeanwhile() {
        String action = action(CREATE);
        String seen = admin.get("/v1/actions/" + action).at("/action/updatedAt").stringValue();
        String change = "{'identifier': '%s', 'title': 'Mine', %s, %s}".formatted(action, CREATE, WEBHOOK);

        assertThat(admin.with("If-Match", "\"" + seen + "\"")
                        .put("/v1/actions/" + action, change)
                        .status())
                .isEqualTo(200);
        Reply late = admin.with("If-Match", "\"" + seen + "\"")
                .put("/v1/actions/" + action, change.replace("Mine", "Theirs"));

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.error()).isEqualTo("changed_meanwhile");
        assertThat(admin.get("/v1/actions/" + action).at("/action/title").stringValue())
                .isEqualTo("Mine");
        assertThat(admin.put("/v1/actions/" + action, change).status()).isEqualTo(200);
    }

    @Test
    void refusesTheNameOfAnother() {
        String one = action(CREATE);
        String other = action(CREATE);

        String taken = "{'identifier': '%s', %s, %s}".formatted(one, CREATE, WEBHOOK);

        assertThat(admin.post("/v1/actions", taken).status()).isEqualTo(409);
        assertThat(admin.put("/v1/actions/" + other, taken).status()).isEqualTo(409);
    }

    @Test
    void isGoneAfterItsRemoval() {
        String action = action(CREATE);

        assertThat(admin.delete("/v1/actions/" + action).status()).isEqualTo(200);
        assertThat(admin.get("/v1/actions/" + action).status()).isEqualTo(404);
        assertThat(admin.delete("/v1/actions/" + action).error()).isEqualTo("not_found");
    }

    @Test
    void namesEverythingThatIsWrong() {
        Reply refused = admin.post("/v1/actions", """
                {'identifier': 'a/b', 'title': 5, 'publish': 'yes', 'requiredApproval': 'MAYBE',
                 'trigger': {'type': 'self-service', 'operation': 'UPDATE', 'actionCardButtonText': 'longer than fifteen',
                   'userInputs': {'required': ['nothing'], 'properties': {
                     'a': {'type': 'text'}, 'b': {'type': 'string', 'format': 'entity'},
                     'c': {'type': 'string', 'pattern': '('}, 'd': {'type': 'number', 'default': {'jqQuery': 5}},
                     'e': {'type': 'string', 'enum': 'one'}, 'f': {'type': 'string', 'encryption': 'rot13'},
                     'g': {'type': 'string', 'visible': 'no'}, 'h': {'type': 'array', 'items': {'type': 'thing'}}}}},
                 'invocationMethod': {'type': 'GITHUB', 'org': 'o'}}""");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/details/errors").findValuesAsString("path"))
                .containsExactlyInAnyOrder(
                        "identifier",
                        "title",
                        "publish",
                        "requiredApproval",
                        "trigger.operation",
                        "trigger.actionCardButtonText",
                        "trigger.userInputs.required",
                        "trigger.userInputs.properties.a.type",
                        "trigger.userInputs.properties.b.blueprint",
                        "trigger.userInputs.properties.c.pattern",
                        "trigger.userInputs.properties.d.default.jqQuery",
                        "trigger.userInputs.properties.e.enum",
                        "trigger.userInputs.properties.f.encryption",
                        "trigger.userInputs.properties.g.visible",
                        "trigger.userInputs.properties.h.items.type",
                        "invocationMethod.repo",
                        "invocationMethod.workflow");
    }

    @Test
    void showsTheFormOfAnActionThatIsStillBeingWritten() {
        Reply preview = admin.post("/v1/actions/preview", """
                {'properties': {'name': 'kiosk'}, 'action': {'trigger': {'type': 'self-service', 'operation': 'CREATE', 'userInputs': {
                  'properties': {'name': {'type': 'string'}, 'slack': {'type': 'string', 'default': {'jqQuery': '.form.name + \\u0022-talk\\u0022'}}},
                  'required': ['slack']}}}}""");

        assertThat(preview.at("/problems").findValuesAsString("path")).contains("identifier", "invocationMethod.type");
        assertThat(preview.at("/form/values/slack").asString()).isEqualTo("kiosk-talk");
        assertThat(preview.at("/form/inputs/slack/required").booleanValue()).isTrue();
    }

    @Test
    void showsNoFormThatIsWrittenWrongly() {
        Reply preview = admin.post(
                "/v1/actions/preview",
                "{'action': {'trigger': {'type': 'self-service', 'operation': 'CREATE', 'userInputs': {'properties': {'a': {'type': 'text'}}}}}}");

        assertThat(preview.at("/problems").findValuesAsString("path")).contains("trigger.userInputs.properties.a.type");
        assertThat(preview.at("/form").isNull()).isTrue();
    }

    @Test
    void refusesABlueprintThatIsNotThere() {
        Reply refused = admin.post(
                "/v1/actions",
                "{'identifier': '%s', 'trigger': {'type': 'self-service', 'operation': 'DAY-2', 'blueprintIdentifier': 'no'}, %s}"
                        .formatted(unique("action"), WEBHOOK));

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.at("/details/withValue").stringValue()).isEqualTo("no");
    }

    @Test
    void makesAutomationsThatNameTheirEvent() {
        String nameless = "'trigger': {'type': 'automation', 'event': {'type': 'TIMER_PROPERTY_EXPIRED'}}";
        Reply refused = admin.post(
                "/v1/actions", "{'identifier': '%s', %s, %s}".formatted(unique("action"), nameless, WEBHOOK));
        String event = "'event': {'type': 'RUN_UPDATED', 'actionIdentifier': 'other'}";
        String automation = action("'trigger': {'type': 'automation', %s}".formatted(event));

        assertThat(refused.at("/details/errors").findValuesAsString("path"))
                .containsExactly("trigger.event.blueprintIdentifier", "trigger.event.propertyIdentifier");
        assertThat(admin.get("/v1/actions?trigger_event=RUN_UPDATED&trigger_event_action_identifier=other")
                        .at("/actions")
                        .findValuesAsString("identifier"))
                .contains(automation);
    }

    @Test
    void listsWhatTheFiltersAdmit() {
        String blueprint = blueprint("'title': 'Changed'");
        String create = action(CREATE);
        String change = action(
                "'publish': false, 'trigger': {'type': 'self-service', 'operation': 'DAY-2', 'blueprintIdentifier': '%s'}"
                        .formatted(blueprint));

        assertThat(listed("blueprint_identifier=" + blueprint)).containsExactly(change);
        assertThat(listed("operation=CREATE&published=true")).contains(create).doesNotContain(change);
        assertThat(listed("action_identifier=" + create)).containsExactly(create);
        assertThat(listed("trigger_type=automation")).doesNotContain(create, change);
    }

    @Test
    void letsMembersExecuteAndAdministratorsApproveWhereNothingWasSaid() {
        Reply permissions = admin.get("/v1/actions/%s/permissions".formatted(action(CREATE)));

        assertThat(permissions.at("/permissions").toString()).isEqualTo("""
                {"execute":{"users":[],"roles":["Admin","Member"],"teams":[],"ownedByTeam":false},\
                "approve":{"users":[],"roles":["Admin"],"teams":[]}}""");
    }

    @Test
    void mergesPermissionsAndTakesAPolicyAway() {
        String path = "/v1/actions/%s/permissions".formatted(action(CREATE));
        String policy = "{'queries': {'mine': {'combinator': 'and', 'rules': []}}, 'conditions': ['true']}";

        admin.patch(path, "{'execute': {'teams': ['one'], 'policy': %s}}".formatted(policy));
        admin.patch(
                path, "{'execute': {'ownedByTeam': true, 'policy': null}, 'approve': {'users': ['a@example.com']}}");

        assertThat(admin.get(path).at("/permissions").toString()).isEqualTo("""
                {"execute":{"users":[],"roles":["Admin","Member"],"teams":["one"],"ownedByTeam":true},\
                "approve":{"users":["a@example.com"],"roles":["Admin"],"teams":[]}}""");
    }

    @Test
    void refusesPermissionsThatMeanNothing() {
        String path = "/v1/actions/%s/permissions".formatted(action(CREATE));

        Reply refused = admin.patch(path, """
                {'execute': {'teams': 'one', 'groups': [], 'policy': {'queries': {'q': 1}, 'conditions': ['.[']}},
                 'approve': {'ownedByTeam': true}, 'read': {}}""");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/details/errors").findValuesAsString("path"))
                .containsExactlyInAnyOrder(
                        "execute.teams",
                        "execute.groups",
                        "execute.policy.queries.q",
                        "execute.policy.conditions",
                        "approve.ownedByTeam",
                        "read");
    }

    @Test
    void recordsWhoChangedWhatInTheAuditLog() {
        String action = action(CREATE);
        admin.patch("/v1/actions/%s/permissions".formatted(action), "{'execute': {'teams': ['one']}}");
        admin.delete("/v1/actions/" + action);

        Reply log = admin.get("/v1/audit-log?resources=action,action-permissions&identifier=" + action);

        assertThat(log.at("/audits").findValuesAsString("action")).containsExactly("DELETE", "UPDATE", "CREATE");
        assertThat(log.at("/audits/2/diff/after/identifier").stringValue()).isEqualTo(action);
    }

    private List<String> listed(String filters) {
        return admin.get("/v1/actions?" + filters).at("/actions").findValuesAsString("identifier");
    }

    /** An action that calls a webhook, with these parts in its definition. */
    private String action(String parts) {
        String identifier = unique("action");
        Reply made = admin.post(
                "/v1/actions", "{'identifier': '%s', 'title': 'Made', %s, %s}".formatted(identifier, parts, WEBHOOK));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return identifier;
    }
}
