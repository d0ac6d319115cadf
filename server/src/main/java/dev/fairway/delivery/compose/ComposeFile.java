package dev.fairway.delivery.compose;

import dev.fairway.delivery.values.ValuesEdit;
import dev.fairway.shared.Json;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The test of a repository and what it needs, as Docker Compose and its like read it. Nothing in it is privileged, listens outside
 * of its own network, or writes to the machine: the test works on a copy of the source.
 *
 * @param image that the tests run in
 * @param needs what runs beside them
 * @param variables of the tests
 */
record ComposeFile(String image, UsualTest usual, List<Need> needs, Map<String, String> variables) {

    private static final String HEADER = """
            # The tests of this repository with what they need, by the golden path. To run them: fairway test
            # Or by hand, from the root of the repository: docker compose --file .fairway/compose.yaml run --rm test
            """;

    private static final String TEST = "test";

    String text() {
        ObjectNode file = Json.object();
        ObjectNode services = file.putObject("services");
        services.set(TEST, test());
        needs.forEach(need -> services.set(need.name(), need.service()));
        ObjectNode volumes = Json.object();
        for (int at = 0; at < usual.keep().size(); at++) {
            volumes.putObject(volume(at));
        }
        if (!volumes.isEmpty()) {
            file.set("volumes", volumes);
        }
        return HEADER + ValuesEdit.write(file);
    }

    private static String volume(int at) {
        return "kept-%d".formatted(at);
    }

    private ObjectNode test() {
        ObjectNode test = Json.object().put("image", "${FAIRWAY_TEST_IMAGE:-%s}".formatted(image));
        test.put("user", "0:0");
        test.set("entrypoint", Json.array(List.of("sh", "-euc")));
        test.set("command", Json.array(List.of(literal(script()))));
        ObjectNode environment = test.putObject("environment");
        variables.forEach((name, value) -> environment.put(name, literal(value)));
        ArrayNode volumes = test.putArray("volumes").add("${FAIRWAY_SOURCE:-..}:/source:ro");
        for (int at = 0; at < usual.keep().size(); at++) {
            volumes.add("%s:%s".formatted(volume(at), usual.keep().get(at)));
        }
        test.putArray("cap_drop").add("ALL");
        test.putArray("cap_add").add("DAC_OVERRIDE");
        // Without the second one, machines with SELinux let no container read a clone that was not labelled for it.
        test.putArray("security_opt").add("no-new-privileges:true").add("label=disable");
        if (!needs.isEmpty()) {
            ObjectNode first = test.putObject("depends_on");
            needs.forEach(need -> first.putObject(need.name()).put("condition", "service_healthy"));
        }
        return test;
    }

    /** A dollar would be read as the beginning of a variable. */
    private static String literal(String text) {
        return text.replace("$", "$$");
    }

    /** Copies the source, tests the copy, and leaves results in {@code /results}. */
    private String script() {
        StringBuilder script = new StringBuilder("mkdir -p /work /results\ntar -C /source --exclude=./.git");
        usual.without().forEach(folder -> script.append(" --exclude=").append(quoted(folder)));
        script.append(" -cf - . | tar -C /work --no-same-owner -xf -\ncd /work\n");
        script.append(usual.prepare().strip()).append('\n');
        script.append("code=0\nsh -euc ").append(quoted(usual.run().strip())).append(" || code=$?\n");
        if (!usual.junit().isEmpty()) {
            script.append("find . -type f \\(");
            String or = "";
            for (String glob : usual.junit()) {
                script.append(or).append(" -path ").append(quoted(path(glob)));
                or = " -o";
            }
            script.append(
                    " \\) | head -n 1000 | { n=0; while IFS= read -r file; do n=$((n+1)); cp \"$file\" /results/$n.xml; done; }\n");
        }
        return script.append("exit $code").toString();
    }

    /** As {@code find} has it, where a star reaches over slashes. */
    private static String path(String glob) {
        return "./" + glob.replace("**/", "*").replace("**", "*");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
