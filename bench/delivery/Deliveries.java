import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Services and their releases, by the API. */
record Deliveries(Http http) {

    static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
    static final String VALUES = """
            {"kind": "service", "image": {"repository": "registry.example.com/bench/service"}, "port": 8080,
             "health": {"path": "/health"}, "cpu": "100m", "memory": "128Mi"}""";

    private static final long PAUSE = 10;

    void add(String name) {
        http.post("/v1/deliveries", "{\"name\": \"%s\", \"team\": \"team-bench\", \"values\": %s}".formatted(name, VALUES));
    }

    /** Returns when it is released. */
    void deploy(String service, String environment, String tag) throws InterruptedException {
        await(ask(service, environment, tag), PAUSE);
    }

    /** Production takes nothing but digests. @return the run that was begun */
    String ask(String service, String environment, String tag) {
        String asked = http.post("/v1/actions/deploy_service/runs", """
                {"properties": {"service": "%s", "environment": "%s", "tag": "%s", "digest": "%s"}}""".formatted(service, environment, tag, DIGEST));
        return part(asked, "\"id\":\"(r_[0-9a-f]+)\"");
    }

    /** Anything else than success ends the measurement with what the run says. */
    void await(String run, long pause) throws InterruptedException {
        String now = get("/v1/actions/runs/" + run);
        while (now.contains("\"status\":\"IN_PROGRESS\"")) {
            Thread.sleep(pause);
            now = get("/v1/actions/runs/" + run);
        }
        if (!now.contains("\"status\":\"SUCCESS\"")) {
            throw new IllegalStateException(now);
        }
    }

    /** Of its newest release. */
    int number(String service, String environment) {
        String newest = get("/v1/deliveries/%s/releases?environment=%s&limit=1".formatted(service, environment));
        return Integer.parseInt(part(newest, "\"number\":(\\d+)"));
    }

    void awaitRelease(String service, String environment, int before) throws InterruptedException {
        while (number(service, environment) == before) {
            Thread.sleep(PAUSE);
        }
    }

    /** One commit to the main branch. @param files path and text of each */
    void write(String repository, String... files) {
        StringBuilder all = new StringBuilder();
        for (int at = 0; at < files.length; at += 2) {
            String text = files[at + 1].replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
            all.append(at == 0 ? "" : ", ").append("{\"path\": \"%s\", \"content\": \"%s\"}".formatted(files[at], text));
        }
        http.post(
                "/v1/repositories/%s/commits".formatted(repository),
                "{\"branch\": \"main\", \"message\": \"Change it\", \"files\": [%s]}".formatted(all));
    }

    /** The newest commit of the main branch. */
    String newest(String repository) {
        return part(get("/v1/repositories/%s/commits?limit=1".formatted(repository)), "\"id\":\"([0-9a-f]{40})\"");
    }

    String get(String path) {
        return new String(http.call("GET", path, null), StandardCharsets.UTF_8);
    }

    /** For the program git. */
    String address(String repository) {
        URI base = URI.create(http.base());
        return "http://%s:%s@%s:%d/git/%s.git".formatted(Fairway.CLIENT, Fairway.SECRET, base.getHost(), base.getPort(), repository);
    }

    private static String part(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }
}
