package dev.fairway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.cli.Fairway;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CliTests extends RunningFairway {

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private String printed = "";

    @BeforeEach
    void pointToTheServer() {
        environment.put("FAIRWAY_URL", anonymous.address().toString());
        environment.put("FAIRWAY_CLIENT_ID", Api.CLIENT_ID);
        environment.put("FAIRWAY_CLIENT_SECRET", Api.CLIENT_SECRET);
    }

    @Test
    void findsAndShowsEntities() {
        String things = blueprint("'schema': {'properties': {}}");
        String name = unique("kayak");
        admin.post(entities(things), "{'identifier': '%s', 'title': 'A red kayak'}".formatted(name));

        assertThat(fairway("entity", "list", things)).isZero();
        assertThat(printed).contains("IDENTIFIER").contains(name).contains("A red kayak");
        assertThat(fairway("entity", "list", things, "--search", "blue")).isZero();
        assertThat(printed).doesNotContain(name);
        assertThat(fairway("entity", "get", things, name)).isZero();
        assertThat(printed).contains("\"title\" : \"A red kayak\"");
        assertThat(fairway("entity", "search", "red", "kayak")).isZero();
        assertThat(printed).contains(things);
        assertThat(fairway("entity", "get", things, "none")).isEqualTo(1);
        assertThat(printed).contains("none");
        assertThat(fairway("blueprint", "list")).isZero();
        assertThat(printed).contains(things);
        assertThat(fairway("blueprint", "get", things)).isZero();
        assertThat(printed).contains("\"identifier\" : \"%s\"".formatted(things));
    }

    @Test
    void asksForAnActionAndFollowsIt() {
        String things = blueprint("'schema': {'properties': {'size': {'type': 'number'}, 'code': {'type': 'string'}}}");
        String action = action(things);

        assertThat(fairway("action", "list")).isZero();
        assertThat(printed).contains(action);
        assertThat(fairway("run", action, "--set", "name=boat", "--set", "size=3", "--set", "code=007", "--follow"))
                .isZero();
        assertThat(printed).contains("Wrote %s \"boat\"".formatted(things)).contains("SUCCESS");
        assertThat(admin.get(entities(things) + "/boat")
                        .at("/entity/properties")
                        .toString())
                .isEqualTo("{\"size\":3,\"code\":\"007\"}");
        String run = printed.substring(0, printed.indexOf(' '));
        assertThat(fairway("request", "logs", run)).isZero();
        assertThat(printed).contains("Wrote");
        assertThat(fairway("request", "list", "--action", action)).isZero();
        assertThat(printed).contains("REQUEST").contains(run).contains("SUCCESS");
    }

    @Test
    void reportsWhatTestsCameTo() throws IOException {
        String team = unique("team");
        admin.post("/v1/teams", "{'name': '%s'}".formatted(team));
        admin.post(
                "/v1/repositories",
                "{'owner': '%s', 'name': 'crane', 'protection': {'enabled': false}}".formatted(team));
        String commit = admin.post("/v1/repositories/%s/crane/commits".formatted(team), """
                {'message': 'Begin', 'files': [{'path': 'a.txt', 'content': '1'}]}""")
                .at("/commit")
                .stringValue();
        Path good = Files.writeString(folder.resolve("good.xml"), "<testsuite><testcase name='lifts'/></testsuite>");
        Path bad = Files.writeString(
                folder.resolve("bad.xml"), "<testsuite><testcase name='turns'><failure/></testcase></testsuite>");
        String[] where = {
            "report", "tests", "unit", "--repository", team + "/crane", "--commit", commit, "--junit", good.toString()
        };

        assertThat(fairway(where)).isZero();
        assertThat(printed).contains("1 tests, 0 failed, 0 skipped");
        String[] both = Arrays.copyOf(where, where.length + 1);
        both[where.length] = bad.toString();
        assertThat(fairway(both)).isEqualTo(1);
        assertThat(printed).contains("2 tests, 1 failed");
        both[where.length] = folder.resolve("none.xml").toString();
        assertThat(fairway(both)).isEqualTo(1);
        assertThat(printed).contains("none.xml cannot be read");
    }

    @Test
    void reportsBuildsAndDeployments() throws IOException {
        String team = unique("team");
        admin.post("/v1/teams", "{'name': '%s'}".formatted(team));
        admin.post(
                "/v1/repositories",
                "{'owner': '%s', 'name': 'crane', 'protection': {'enabled': false}}".formatted(team));
        String commit = admin.post("/v1/repositories/%s/crane/commits".formatted(team), """
                {'message': 'Begin', 'files': [{'path': 'a.txt', 'content': '1'}]}""")
                .at("/commit")
                .stringValue();
        String service = unique("crane");
        admin.post("/v1/deliveries", "{'name': '%s', 'team': '%s'}".formatted(service, team));
        Path sarif = Files.writeString(folder.resolve("found.sarif"), """
                {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "spyglass"}}, "results": [
                  {"level": "error", "message": {"text": "rope"}}]}]}""");
        String[] build = {
            "report",
            "build",
            "image",
            "--repository",
            team + "/crane",
            "--commit",
            commit,
            "--image",
            "registry.example.com/harbor/crane",
            "--tag",
            "1.0",
            "--sarif",
            sarif.toString()
        };

        assertThat(fairway(build)).isZero();
        assertThat(printed).contains("image is reported", "1 errors, 0 warnings");
        assertThat(fairway(
                        "report", "build", "image", "--repository", team + "/crane", "--commit", commit, "--tag", "1"))
                .isEqualTo(1);
        assertThat(printed).contains("name it");
        assertThat(fairway("report", "deployment", service, "--environment", "staging", "--tag", "1.0"))
                .isZero();
        assertThat(printed).contains("Release 1 of %s in staging: LIVE".formatted(service));
        assertThat(fairway("report", "deployment", service, "--environment", "nowhere", "--tag", "1.0"))
                .isEqualTo(1);
        assertThat(printed).contains("nowhere");
    }

    @Test
    void saysWhatIsWrongWithoutSendingAnything() {
        String action =
                action(blueprint("'schema': {'properties': {'size': {'type': 'number'}, 'code': {'type': 'string'}}}"));
        admin.post("/v1/policy/rules", """
                {'identifier': '%s', 'title': 'T', 'scope': {'actions': ['%s']}, 'when': 'inputs.size > 4', 'effect': 'DENY',
                 'message': 'Size is {inputs.size}'}""".formatted(unique("rule"), action));

        assertThat(fairway("run", action, "--set", "size=nine")).isEqualTo(1);
        assertThat(printed).contains("name: is required").contains("size: \"nine\" is not of type number");
        assertThat(fairway("run", action, "--set", "name=boat", "--set", "size=9"))
                .isEqualTo(1);
        assertThat(printed).contains("DENIED: Size is 9");
        assertThat(fairway("run", action, "--set", "name=boat", "--set", "size=1", "--dry-run"))
                .isZero();
        assertThat(admin.get("/v1/actions/runs?action=" + action).at("/runs")).isEmpty();
    }

    @Test
    void tellsWhatToDoWhenItIsNotUnderstoodOrNotSignedIn() {
        assertThat(fairway()).isEqualTo(2);
        assertThat(printed).contains("Say what to do").contains("run ").contains("entity ");
        assertThat(fairway("sail")).isEqualTo(2);
        assertThat(fairway("entity")).isEqualTo(2);
        assertThat(printed).contains("list ").contains("search ");
        assertThat(fairway("login", "not an address")).isEqualTo(1);
        assertThat(printed).contains("is no address");
        environment.clear();
        assertThat(fairway("action", "list")).isEqualTo(1);
        assertThat(printed).contains("Sign in first: fairway login URL");
        environment.putAll(Map.of("FAIRWAY_URL", "http://127.0.0.1:1", "FAIRWAY_TOKEN", "x"));
        assertThat(fairway("action", "list")).isEqualTo(1);
        assertThat(printed).contains("cannot be reached");
    }

    @Test
    void takesTheSignInFromItsFile() throws IOException {
        String token = anonymous
                .post(
                        "/v1/auth/access_token",
                        "{'clientId': '%s', 'clientSecret': '%s'}".formatted(Api.CLIENT_ID, Api.CLIENT_SECRET))
                .at("/accessToken")
                .stringValue();
        Path file = folder.resolve("sign-in.json");
        String url = String.valueOf(environment.get("FAIRWAY_URL"));
        Files.writeString(file, "{\"url\": \"%s\", \"token\": \"%s\"}".formatted(url, token));
        environment.clear();

        assertThat(fairway("action", "list")).as(printed).isZero();
        Files.writeString(file, "{\"url\": \"%s\"}".formatted(url));
        assertThat(fairway("action", "list")).isEqualTo(1);
        assertThat(printed).contains("Sign in first: fairway login " + url);
    }

    private int fairway(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine command = Fairway.commandLine(new Fairway(environment, folder.resolve("sign-in.json")))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true));
        int code = command.execute(arguments);
        printed = out.toString();
        return code;
    }

    private String action(String things) {
        String identifier = unique("cli-action");
        Api.Reply made = admin.post("/v1/actions", """
                {'identifier': '%s', 'title': 'Make', 'trigger': {'type': 'self-service', 'operation': 'CREATE', 'userInputs': {
                  'required': ['name'], 'properties': {'name': {'type': 'string'}, 'size': {'type': 'number'}, 'code': {'type': 'string'}}}},
                 'invocationMethod': {'type': 'UPSERT_ENTITY', 'blueprintIdentifier': '%s', 'mapping': {'identifier': '{{ .inputs.name }}',
                  'properties': {'size': '{{ .inputs.size }}', 'code': '{{ .inputs.code }}'}}}}""".formatted(identifier, things));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return identifier;
    }
}
