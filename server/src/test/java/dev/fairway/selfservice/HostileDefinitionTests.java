package dev.fairway.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import dev.fairway.shared.Json;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class HostileDefinitionTests extends RunningFairway {

    private static final String HERE = "here";
    private static final String MANY = "[" + "'x',".repeat(99_999) + "'x']";
    private static final String DEEP = "[".repeat(10_000) + "]".repeat(10_000);

    private static final String FORM = """
            {'properties': {'name': {'type': 'string', 'title': 'Name', 'description': 'd', 'icon': 'i', 'pattern': 'a', 'enum': ['a'],
             'default': 'a', 'maxLength': 5, 'items': {'type': 'string', 'pattern': 'a'}}}, 'required': ['name'], 'order': ['name'], 'steps': [{'title': 's', 'order': ['name']}],
             'titles': {'part': {'title': 'p', 'description': 'd'}}}""";

    private enum Definition {
        WORKFLOW("/v1/workflows", """
                {'identifier': 'hostile', 'title': 't', 'icon': 'i', 'description': 'd', 'category': 'c', 'nodes': [
                 {'identifier': 'ask', 'title': 't', 'description': 'd', 'links': [{'label': 'l', 'url': 'http://x'}],
                  'variables': {'a': '{{ 1 }}'}, 'config': {'type': 'SELF_SERVE_TRIGGER', 'userInputs': %s,
                  'permissions': {'users': ['u'], 'roles': ['Member'], 'teams': ['t']}}},
                 {'identifier': 'if', 'config': {'type': 'CONDITION', 'outlets': [{'identifier': 'o', 'title': 't', 'expression': 'true'}]}},
                 {'identifier': 'call', 'config': {'type': 'WEBHOOK', 'url': 'http://x', 'method': 'POST', 'headers': {'h': 'v'},
                  'compensation': {'type': 'WEBHOOK', 'url': 'http://x'}, 'observe': {'url': 'http://x'}}},
                 {'identifier': 'put', 'config': {'type': 'INPUT', 'userInputs': %s, 'buttons': [{'identifier': 'yes', 'title': 'y'}],
                  'responders': {'users': ['u'], 'roles': ['r'], 'teams': ['t']}}}],
                 'connections': [{'sourceIdentifier': 'ask', 'targetIdentifier': 'if', 'description': 'd'},
                  {'sourceIdentifier': 'if', 'targetIdentifier': 'call', 'sourceOutletIdentifier': 'o'}]}"""),
        ACTION("/v1/actions", """
                {'identifier': 'hostile', 'title': 't', 'icon': 'i', 'description': 'd', 'trigger': {'type': 'self-service',
                 'operation': 'CREATE', 'actionCardButtonText': 'x', 'userInputs': %s}, 'urgent': {'users': ['u']},
                 'approvalNotification': {'type': 'webhook', 'url': 'http://x'},
                 'invocationMethod': {'type': 'WEBHOOK', 'url': 'http://x', 'method': 'POST', 'headers': {'h': 'v'}}}"""),
        AUTOMATION("/v1/actions", """
                {'identifier': 'hostile', 'trigger': {'type': 'automation', 'event': {'type': 'RUN_CREATED', 'actionIdentifier': 'a'},
                 'condition': {'type': 'JQ', 'expressions': ['true']}}, 'publish': false,
                 'invocationMethod': {'type': 'GITHUB', 'org': 'o', 'repo': 'r', 'workflow': 'w'}}"""),
        RULE("/v1/policy/rules", """
                {'identifier': 'hostile', 'title': 't', 'description': 'd', 'when': 'true', 'effect': 'REQUIRE_APPROVAL', 'enabled': false,
                 'message': 'm', 'approvers': {'users': ['u'], 'need': 'ANY'}, 'scope': {'actions': ['a']}, 'reason': 'r'}""");

        private final String path;
        private final ObjectNode tree;

        Definition(String path, String text) {
            this.path = path;
            this.tree = (ObjectNode) Json.read(text.replace("%s", FORM).replace('\'', '"'));
        }

        Stream<String> leaves() {
            return leaves("", tree);
        }

        private static Stream<String> leaves(String pointer, JsonNode node) {
            if (node.isObject()) {
                return node.propertyNames().stream().flatMap(name -> leaves(pointer + "/" + name, node.get(name)));
            }
            if (node.isArray()) {
                return Stream.iterate(0, at -> at < node.size(), at -> at + 1)
                        .flatMap(at -> leaves(pointer + "/" + at, node.get(at)));
            }
            return Stream.of(pointer);
        }

        /** The definition with a value instead of the one there. */
        String with(String pointer, String value) {
            ObjectNode changed = tree.deepCopy();
            int last = pointer.lastIndexOf('/');
            JsonNode place = changed.at(pointer.substring(0, last));
            String name = pointer.substring(last + 1);
            if (place instanceof ObjectNode object) {
                object.put(name, HERE);
            } else {
                place.asArray().set(Integer.parseInt(name), HERE);
            }
            return changed.toString().replace("\"" + HERE + "\"", value);
        }
    }

    private static String path(String pointer) {
        return pointer.substring(1).replaceAll("/(\\d+)", "[$1]").replace('/', '.');
    }

    @ParameterizedTest
    @EnumSource
    void isTakenAsItIsWritten(Definition definition) {
        String text = definition.tree.toString().replace("\"hostile\"", "\"" + unique("hostile") + "\"");

        assertThat(admin.post(definition.path, text).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatCannotBeKeptNamingItsPlace(Definition definition) {
        for (String value : List.of("'a\\u0000b'", "'\\ud800b'", "1e400", "-1e999999999", "{'\\u0000': 1}")) {
            definition.leaves().forEach(pointer -> {
                Reply refused = admin.post(definition.path, definition.with(pointer, value));

                assertThat(refused.status()).as("%s at %s", value, pointer).isEqualTo(422);
                assertThat(refused.at("/details/errors/0/path").asString(""))
                        .as("%s at %s", value, pointer)
                        .startsWith(path(pointer));
            });
        }
        assertThat(admin.get(definition.path + "/hostile").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource
    void refusesTextsAndNamesWithoutMeasure(Definition definition) {
        List<String> free = List.of("/default", "/maxLength", "/enabled", "/publish", "/when", "/need");
        String tooLong = "'" + "x".repeat(10_000) + "'";
        definition
                .leaves()
                .filter(pointer -> free.stream().noneMatch(pointer::endsWith))
                .filter(pointer -> !pointer.contains("expression") && !pointer.contains("/variables"))
                .forEach(pointer -> {
                    Reply refused = admin.post(definition.path, definition.with(pointer, tooLong));

                    assertThat(refused.status()).as(pointer).isEqualTo(422);
                    assertThat(refused.text().length()).as(pointer).isLessThan(5_000);
                    assertThat(refused.text())
                            .as(pointer)
                            .contains(path(pointer).replaceAll(".*\\.", "").replaceAll("\\[\\d+]", ""));
                });
    }

    @ParameterizedTest
    @EnumSource
    void refusesListsWithoutEndAndWithoutFloor(Definition definition) {
        Stream<String> everywhere =
                Stream.concat(definition.tree.propertyNames().stream().map(name -> "/" + name), definition.leaves());
        everywhere.filter(pointer -> !pointer.endsWith("/category")).forEach(pointer -> {
            Reply deep = admin.post(definition.path, definition.with(pointer, DEEP));
            assertThat(deep.status()).as(pointer).isEqualTo(422);
            assertThat(deep.at("/details/errors/0/path").asString("")).startsWith(path(pointer));
        });
        for (String pointer : List.copyOf(definition.tree.propertyNames())) {
            Reply many = admin.post(definition.path, definition.with("/" + pointer, MANY));
            assertThat(many.status()).as(pointer).isEqualTo(422);
            assertThat(many.at("/details/errors/0/path").asString(""))
                    .as(pointer)
                    .startsWith(pointer);
            assertThat(many.text().length()).isLessThan(5_000);
        }
    }

    @Test
    void refusesWhatIsAnotherKindOfThingThanItShouldBe() {
        for (String value : List.of("[{'x': 1}, null, 3]", "{'a': 1}", "5")) {
            Definition.WORKFLOW.leaves().filter(HostileDefinitionTests::isTyped).forEach(pointer -> {
                Reply refused = admin.post(Definition.WORKFLOW.path, Definition.WORKFLOW.with(pointer, value));
                assertThat(refused.status()).as("%s at %s", value, pointer).isEqualTo(422);
            });
        }
        for (String pointer : List.of(
                "/nodes/0/config/userInputs",
                "/nodes/0/config/permissions",
                "/connections",
                "/connections/0",
                "/nodes/0/config/userInputs/titles/part",
                "/nodes/0/config/userInputs/properties/name/items")) {
            assertThat(admin.post(Definition.WORKFLOW.path, Definition.WORKFLOW.with(pointer, "'x'"))
                            .text())
                    .contains(path(pointer));
        }
    }

    private static boolean isTyped(String pointer) {
        return Stream.of("/default", "/maxLength", "/variables", "/links", "/enum", "/buttons", "/outlets")
                .noneMatch(pointer::contains);
    }

    @Test
    void refusesTitlesThatHideOrTurnWhatTheySay() {
        for (String text : List.of("'safe\\u202ednuof'", "'bell\\u0007'", "'\\u2066x'")) {
            for (String pointer : List.of("/title", "/description", "/nodes/0/title")) {
                Reply refused = admin.post(Definition.WORKFLOW.path, Definition.WORKFLOW.with(pointer, text));
                assertThat(refused.at("/details/errors/0/path").asString("")).isEqualTo(path(pointer));
            }
            assertThat(admin.post(Definition.WORKFLOW.path, Definition.WORKFLOW.with("/identifier", text))
                            .status())
                    .isEqualTo(422);
        }
    }

    @Test
    void refusesExpressionsThatOnlyServeToExhaust() {
        String nested = "'" + "[".repeat(9_000) + "'";
        String endless = "'" + "1+".repeat(10_000) + "1'";
        for (String expression : List.of(nested, endless, "5", "{'x': 1}")) {
            Reply outlet = admin.post(
                    Definition.WORKFLOW.path,
                    Definition.WORKFLOW.with("/nodes/1/config/outlets/0/expression", expression));
            Reply automation = admin.post(
                    Definition.AUTOMATION.path,
                    Definition.AUTOMATION.with("/trigger/condition/expressions/0", expression));

            assertThat(outlet.at("/details/errors/0/path").asString("")).isEqualTo("nodes[1].config.outlets");
            assertThat(automation.at("/details/errors/0/path").asString("")).isEqualTo("trigger.condition.expressions");
        }
        for (String rule : List.of("'" + "(".repeat(1_900) + "'", "'" + "true&&".repeat(1_000) + "true'", "5")) {
            assertThat(admin.post(Definition.RULE.path, Definition.RULE.with("/when", rule))
                            .at("/details/errors/0/path")
                            .asString(""))
                    .isEqualTo("when");
        }
    }

    @Test
    void refusesPermissionsOfATriggerThatItDoesNotUnderstand() {
        String open =
                "{'identifier': '%s', 'nodes': [{'identifier': 'ask', 'config': {'type': 'SELF_SERVE_TRIGGER', 'permissions': %s}}]}";
        for (String permissions : List.of(
                "{'policy': {'combinator': 'and', 'rules': []}}",
                "{'roles': 'Admin'}",
                "{'users': [5]}",
                "{'ownedByTeam': 'x'}")) {
            assertThat(admin.post("/v1/workflows", open.formatted(unique("hostile"), permissions))
                            .at("/details/errors/0/path")
                            .asString(""))
                    .startsWith("nodes[0].config.permissions.");
        }
    }
}
