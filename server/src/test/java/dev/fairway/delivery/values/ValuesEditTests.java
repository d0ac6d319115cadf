package dev.fairway.delivery.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.delivery.values.ValuesEdit.Change;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ValuesEditTests {

    private static final String FILE = """
            # Checkout 🛒, see the runbook
            replicas: 3   # for the sale

            image: {repository: registry.example.com/checkout, tag: "1"}  # by hand
            env:
              # said by the shop
              GREETING: Grüße 🚀   # friendly
              LIMIT: "200"
            # the way in
            domain: shop.example.com
            args:
            - --verbose
            # the end
            """;

    @Test
    void changesOnlyTheLineOfTheValue() {
        assertThat(set(FILE, "/replicas", "5")).isEqualTo(FILE.replace("replicas: 3 ", "replicas: 5 "));
        assertThat(set(FILE, "/env/GREETING", "\"hello\"")).isEqualTo(FILE.replace("Grüße 🚀 ", "hello "));
        assertThat(set(FILE, "/image/tag", "\"2\"")).isEqualTo(FILE.replace("\"1\"", "\"2\""));
        assertThat(set(FILE, "/env/LIMIT", "\"yes\"")).isEqualTo(FILE.replace("\"200\"", "\"yes\""));
    }

    @Test
    void addsALineAtTheEndOfItsObject() {
        assertThat(set(FILE, "/env/MORE", "\"a: b\""))
                .isEqualTo(FILE.replace("\"200\"\n", "\"200\"\n  MORE: \"a: b\"\n"));
        assertThat(set(FILE, "/port", "8080")).isEqualTo(FILE.replace("--verbose\n", "--verbose\nport: 8080\n"));
        assertThat(set(FILE, "/image/digest", "\"sha\"")).isEqualTo(FILE.replace("\"1\"}", "\"1\", digest: sha}"));
        assertThat(set(FILE, "/health/path", "\"/health\""))
                .isEqualTo(FILE.replace("--verbose\n", "--verbose\nhealth:\n  path: /health\n"));
    }

    @Test
    void takesOutTheLineOfTheValue() {
        assertThat(remove(FILE, "/domain")).isEqualTo(FILE.replace("domain: shop.example.com\n", ""));
        assertThat(remove(FILE, "/env/LIMIT")).isEqualTo(FILE.replace("  LIMIT: \"200\"\n", ""));
        assertThat(remove(FILE, "/args")).isEqualTo(FILE.replace("args:\n- --verbose\n", ""));
        assertThat(remove(FILE, "/image/repository"))
                .isEqualTo(FILE.replace("repository: registry.example.com/checkout, ", ""));
        assertThat(remove(FILE, "/image/tag")).isEqualTo(FILE.replace(", tag: \"1\"", ""));
        assertThat(remove(FILE, "/no/such")).isEqualTo(FILE);
    }

    @Test
    void setsListsAsAWhole() {
        assertThat(set(FILE, "/args", "[\"-v\", \"--name=x\"]"))
                .isEqualTo(FILE.replace("args:\n- --verbose\n", "args:\n  - \"-v\"\n  - \"--name=x\"\n"));
        assertThat(set(FILE, "/args", "[]")).isEqualTo(FILE.replace("args:\n- --verbose\n", "args: []\n"));
        assertThatThrownBy(() -> set(FILE, "/args/0", "1"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("is inside of args, which is no object");
    }

    @Test
    void setsObjectsFieldByField() {
        assertThat(set(FILE, "/env", "{\"GREETING\": \"Grüße 🚀\", \"LIMIT\": \"300\", \"NEW\": \"x\"}"))
                .isEqualTo(FILE.replace("\"200\"\n", "\"300\"\n  NEW: x\n"));
        assertThat(set("env:\n  # only\n  A: x\nport: 1\n", "/env", "{}")).isEqualTo("env: {}\nport: 1\n");
        assertThat(set("env: {}\nport: 1\n", "/env/A", "\"x\"")).isEqualTo("env:\n  A: x\nport: 1\n");
        assertThat(set("env:   # none yet\nport: 1\n", "/env/A", "\"x\""))
                .contains("A: x")
                .contains("port: 1");
    }

    @Test
    void writesTextsOfSeveralLinesAsSuch() {
        assertThat(set("a: 1\n", "/files", "{\"/etc/x\": {\"content\": \"one\\n\\n  two: #3\\n\"}}"))
                .isEqualTo("a: 1\nfiles:\n  /etc/x:\n    content: |\n      one\n\n        two: #3\n");
        assertThat(set("a: x # say\nb: 1\n", "/a", "\"one\\ntwo\"")).isEqualTo("a: \"one\\ntwo\" # say\nb: 1\n");
    }

    @Test
    void beginsFilesAndKeepsWhatTheyBeginWith() {
        assertThat(set("", "/replicas", "1")).isEqualTo("replicas: 1\n");
        assertThat(set("# nothing yet", "/env/A", "\"x\"")).isEqualTo("# nothing yet\nenv:\n  A: x\n");
        assertThat(set("---\na: 1", "/b", "2")).isEqualTo("---\na: 1\nb: 2");
        assertThat(remove("# all\na: 1\n", "/a")).isEqualTo("# all\n");
        assertThat(set("{a: 1}\n", "/b", "{\"c\": [1]}")).isEqualTo("{a: 1, b: {c: [1]}}\n");
    }

    @Test
    void keepsTheEndsOfLines() {
        assertThat(set("a: 1 # one\r\nb: 2\r\n", "/c/d", "3")).isEqualTo("a: 1 # one\r\nb: 2\r\nc:\r\n  d: 3\r\n");
        assertThat(remove("a: 1\r\nb: 2\r\n", "/a")).isEqualTo("b: 2\r\n");
    }

    @Test
    void writesNullWhereItIsAsked() {
        assertThat(set("a: 1\n", "/autoscaling", "null")).isEqualTo("a: 1\nautoscaling: null\n");
    }

    @Test
    void refusesFilesThatCannotBeRead() {
        assertThatThrownBy(() -> set("a: [", "/a", "1")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> set("a: 1\na: 2", "/a", "1")).isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "yes",
                "null",
                "~",
                "1",
                "1.5",
                "0x1",
                "a: b",
                "a #b",
                "#a",
                "- a",
                "[a",
                "{a",
                "'a",
                "\"a",
                "a\nb",
                "a\n b\n",
                " a\nb",
                "a\n\n",
                "\n",
                "a\t",
                "*a",
                "&a",
                "!a",
                "%a",
                "@a",
                "`a",
                "? a",
                "|",
                ">",
                "a,b",
                "a]",
                "🚀",
                "a:",
                "2026-01-01",
                "1_000",
                "=",
                "<<",
                "---",
                "...",
                "a\n---\nb",
                "a\n...\nb\n",
                "a\r\nb",
                "{{ x }}"
            })
    void writesAnyTextAsItIs(String text) {
        for (String file : List.of("a: 1\n", "a: {b: 1}\n", "a:\n  b: 1 # one\nc: 2\n")) {
            String edited = apply(file, "/a/b".substring(0, file.contains("b:") ? 4 : 2), Json.text(text));

            assertThat(LayersTests.json(edited).at(file.contains("b:") ? "/a/b" : "/a"))
                    .isEqualTo(Json.text(text));
            assertThat(apply("x: 1\n", "/m", Json.object().put(text, text))).startsWith("x: 1\n");
        }
    }

    @RepeatedTest(400)
    void doesNothingButTheChange(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        ObjectNode tree = LayersTests.tree(random, 3);
        String file = commented(YamlWriting.block(tree), random);
        Pointer path = path(random);
        JsonNode value = random.nextInt(4) == 0 ? null : value(random);
        ObjectNode wanted = tree.deepCopy();
        try {
            expect(wanted, path, value);
        } catch (ClassCastException through) {
            assertThatThrownBy(() -> apply(file, path.toString(), value)).isInstanceOf(InvalidInput.class);
            return;
        }

        String edited = apply(file, path.toString(), value);

        assertThat(LayersTests.json(edited))
                .as("%s%n%s = %s%n%s", file, path, value, edited)
                .isEqualTo(wanted);
        assertThat(comments(edited, "# line"))
                .as("%s%n%s = %s%n%s", file, path, value, edited)
                .isGreaterThanOrEqualTo(comments(file, "# line") - inside(tree, path));
    }

    /** Comments may go with an object that is replaced: at most one for each line of it. */
    private static int inside(ObjectNode tree, Pointer path) {
        for (Pointer at = path; !at.isRoot(); at = at.parent()) {
            JsonNode there = tree.at(at.toString());
            if (!there.isMissingNode()) {
                return there.isContainer() ? there.toString().length() : 0;
            }
        }
        return 0;
    }

    private static long comments(String text, String comment) {
        return text.lines().filter(line -> line.contains(comment)).count();
    }

    private static String commented(String text, Random random) {
        if (text.equals("{}\n")) {
            return "# line\n";
        }
        StringBuilder commented = new StringBuilder();
        text.lines().forEach(line -> {
            if (random.nextInt(3) == 0) {
                commented
                        .append(" ".repeat(line.length() - line.stripLeading().length()))
                        .append("# line\n");
            }
            commented.append(line).append(random.nextInt(3) == 0 ? "  # at the end\n" : "\n");
        });
        return commented.append("# line\n").toString();
    }

    private static Pointer path(Random random) {
        Pointer path = Pointer.ROOT;
        for (int depth = 0; depth <= random.nextInt(3); depth++) {
            path = path.child(List.of("a", "b", "c", "new one").get(random.nextInt(4)));
        }
        return path;
    }

    private static JsonNode value(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> Json.text("text: " + random.nextInt(9));
            case 1 -> Json.text("two\nlines");
            case 2 -> LayersTests.tree(random, 2);
            case 3 -> Json.array(List.of("x", "y: z"));
            default -> Json.read(Integer.toString(random.nextInt(100)));
        };
    }

    private static void expect(ObjectNode tree, Pointer path, @Nullable JsonNode value) {
        ObjectNode at = tree;
        for (String part : path.parent().parts()) {
            JsonNode inner = at.get(part);
            if (value == null && Json.isNull(inner)) {
                return;
            }
            at = inner == null || inner.isNull() ? at.putObject(part) : (ObjectNode) inner;
        }
        if (value == null) {
            at.remove(path.last());
        } else {
            at.set(path.last(), value);
        }
    }

    private static String set(String file, String path, String json) {
        return apply(file, path, Json.read(json));
    }

    private static String remove(String file, String path) {
        return apply(file, path, null);
    }

    private static String apply(String file, String path, @Nullable JsonNode value) {
        return ValuesEdit.apply(file, new ArrayList<>(List.of(new Change(Pointer.of(path), value))));
    }
}
