package dev.fairway.delivery.build;

import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says what a repository is written in by the files that its builds begin with. What is nearer to the root counts more; of
 * several languages all are named, the likeliest first.
 */
public final class Detection {

    private static final int DEEPEST = 3;
    private static final Pattern JAVA_IN_MAVEN = Pattern.compile(
            "<(?:maven\\.compiler\\.release|java\\.version|maven\\.compiler\\.target|release)>\\s*(?:1\\.)?(\\d{1,2})\\s*<");
    private static final Pattern JAVA_IN_GRADLE = Pattern.compile(
            "(?:JavaLanguageVersion\\.of\\(|JavaVersion\\.VERSION_|sourceCompatibility\\s*=\\s*['\"]?|jvmToolchain\\()(?:1[._])?(\\d{1,2})");
    private static final Pattern GO = Pattern.compile("(?m)^go\\s+(1\\.\\d{2})(?:\\.\\d+)?\\s*$");
    private static final Pattern REQUIRES_PYTHON =
            Pattern.compile("(?m)^\\s*(?:requires-python|python)\\s*=\\s*[\"'][^\"'\\n]*?(3\\.\\d{1,2})");
    private static final Pattern DOTNET = Pattern.compile("<TargetFramework>\\s*net(\\d{1,2}\\.0)\\s*<");
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,2})");
    private static final Pattern FLASK_OR_FASTAPI =
            Pattern.compile("(?m)^(\\w+)\\s*(?::\\s*\\w+\\s*)?=\\s*(FastAPI|Flask|Starlette)\\(");
    private static final String PROCFILE = "Procfile";
    private static final String DOCKERFILE = "Dockerfile";
    private static final Pattern WEB_PROCESS = Pattern.compile("(?m)^web:\\s*(.{1,500})$");
    private static final Pattern SERVED_IN_PYTHON = Pattern.compile("(gunicorn|uvicorn|python3?) [A-Za-z0-9_./:$= -]+");
    private static final Pattern NODE_START = Pattern.compile("node (?:\\./)?([A-Za-z0-9_][A-Za-z0-9._/-]*)");
    private static final Pattern EXPOSED = Pattern.compile("(?mi)^EXPOSE\\s+(\\d{1,5})(?:/tcp)?\\s*$");
    private static final List<String> JAVA_VERSIONS = List.of("17", "21", "25");
    private static final List<String> NODE_VERSIONS = List.of("20", "22", "24");

    private final List<String> paths;
    private final Function<String, Optional<String>> text;

    /** What has been read of one language so far. */
    private static final class Clues {

        private final ObjectNode arguments = Json.object();
        private final List<String> because = new ArrayList<>();
        private final List<String> doubts = new ArrayList<>();

        private Clues(String path, String language) {
            because.add("%s is there, so it is %s".formatted(path, language));
        }

        private void say(String argument, @Nullable String value, String from) {
            if (value != null && !arguments.has(argument)) {
                arguments.put(argument, value);
                because.add("%s is %s by %s".formatted(argument, value, from));
            }
        }

        /** @param usual what the template does where nobody says */
        private void doubt(String argument, String usual) {
            if (!arguments.has(argument)) {
                doubts.add(
                        "%s is said by no file; %s is taken, so say it where that is wrong".formatted(argument, usual));
            }
        }

        private Detected of(String template) {
            return new Detected(template, arguments, List.copyOf(because), List.copyOf(doubts));
        }
    }

    private Detection(Collection<String> paths, Function<String, Optional<String>> text) {
        this.paths = paths.stream()
                .filter(path -> depth(path) < DEEPEST)
                .sorted(Comparator.<String>comparingInt(Detection::depth).thenComparing(Comparator.naturalOrder()))
                .toList();
        this.text = text;
    }

    /**
     * @param paths of all files of a repository
     * @param text of a file by its path; empty where it has none, or too much of it
     */
    public static List<Detected> of(Collection<String> paths, Function<String, Optional<String>> text) {
        return new Detection(paths, text).all();
    }

    private List<Detected> all() {
        Map<String, Function<String, Detected>> begins = new LinkedHashMap<>();
        begins.put("pom\\.xml", this::maven);
        begins.put("build\\.gradle(\\.kts)?", this::gradle);
        begins.put("go\\.mod", this::go);
        begins.put("[^/]+\\.csproj", this::dotnet);
        begins.put("pyproject\\.toml|requirements\\.txt", this::python);
        begins.put("package\\.json", this::node);
        begins.put("index\\.html", this::site);
        Map<String, Detected> byTemplate = new LinkedHashMap<>();
        for (int depth = 0; depth < DEEPEST; depth++) {
            for (Map.Entry<String, Function<String, Detected>> begin : begins.entrySet()) {
                at(depth, begin.getKey())
                        .map(begin.getValue())
                        .ifPresent(found -> byTemplate.putIfAbsent(found.template(), found));
            }
        }
        return List.copyOf(byTemplate.values());
    }

    private Optional<String> at(int depth, String name) {
        return paths.stream()
                .filter(path -> depth(path) == depth
                        && path.substring(path.lastIndexOf('/') + 1).matches(name))
                .findFirst();
    }

    private static int depth(String path) {
        return (int) path.chars().filter(one -> one == '/').count();
    }

    private static @Nullable String folder(String path) {
        int at = path.lastIndexOf('/');
        return at < 0 ? null : path.substring(0, at);
    }

    private String read(String path) {
        return text.apply(path).orElse("");
    }

    private Optional<String> first(Pattern pattern, String path) {
        Matcher found = pattern.matcher(read(path));
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private Detected maven(String path) {
        Clues clues = new Clues(path, "Java with Maven");
        first(JAVA_IN_MAVEN, path).ifPresent(version -> clues.say("JAVA_VERSION", least(version, JAVA_VERSIONS), path));
        clues.say("MODULE", folder(path), path);
        sayHealth(clues, read(path));
        return clues.of("java-maven");
    }

    private Detected gradle(String path) {
        Clues clues = new Clues(path, "Java with Gradle");
        first(JAVA_IN_GRADLE, path)
                .ifPresent(version -> clues.say("JAVA_VERSION", least(version, JAVA_VERSIONS), path));
        clues.say("MODULE", folder(path), path);
        sayHealth(clues, read(path));
        return clues.of("java-gradle");
    }

    /** Where the frameworks answer whether they are well, as their documentation says. */
    private static void sayHealth(Clues clues, String build) {
        if (build.contains("spring-boot-starter-actuator")) {
            clues.say("HEALTH_PATH", "/actuator/health", "Spring Boot's actuator");
        } else if (build.contains("quarkus-smallrye-health")) {
            clues.say("HEALTH_PATH", "/q/health", "Quarkus");
        }
    }

    private Detected go(String path) {
        Clues clues = new Clues(path, "Go");
        first(GO, path).ifPresent(version -> clues.say("GO_VERSION", version, path));
        String root = folder(path);
        String prefix = root == null ? "" : root + "/";
        boolean isMainAtRoot = paths.contains(prefix + "main.go");
        paths.stream()
                .filter(one -> !isMainAtRoot && one.startsWith(prefix) && one.matches(".*(^|/)cmd/[^/]+/main\\.go"))
                .findFirst()
                .ifPresent(main -> clues.say("PACKAGE", "./" + folder(main), main));
        return clues.of("go");
    }

    private Detected dotnet(String path) {
        Clues clues = new Clues(path, ".NET");
        first(DOTNET, path).ifPresent(version -> clues.say("DOTNET_VERSION", version, path));
        String name = path.substring(path.lastIndexOf('/') + 1, path.length() - ".csproj".length());
        clues.say("PROJECT", path, path);
        clues.say("ASSEMBLY", name + ".dll", path);
        return clues.of("dotnet");
    }

    private Detected python(String path) {
        Clues clues = new Clues(path, "Python");
        at(0, "\\.python-version")
                .flatMap(
                        file -> first(Pattern.compile("(3\\.\\d{1,2})"), file).map(version -> Map.entry(file, version)))
                .ifPresent(found -> clues.say("PYTHON_VERSION", found.getValue(), found.getKey()));
        at(0, "pyproject\\.toml")
                .ifPresent(file ->
                        first(REQUIRES_PYTHON, file).ifPresent(version -> clues.say("PYTHON_VERSION", version, file)));
        webProcess().filter(SERVED_IN_PYTHON.asMatchPredicate()).ifPresent(start -> {
            clues.say("START", listening(start), PROCFILE);
            if (start.startsWith("gunicorn") || start.startsWith("uvicorn")) {
                clues.say("EXTRA_PACKAGES", start.substring(0, start.indexOf(' ')), "its start command");
            }
        });
        if (paths.contains("manage.py")) {
            paths.stream()
                    .filter(one -> one.endsWith("/wsgi.py"))
                    .findFirst()
                    .ifPresent(wsgi -> sayServed(
                            clues,
                            "gunicorn",
                            String.valueOf(folder(wsgi)).replace('/', '.') + ".wsgi:application",
                            wsgi));
        }
        paths.stream()
                .filter(one -> one.matches("(([A-Za-z_][A-Za-z0-9_]*)/)*(main|app|server|wsgi|asgi|__init__)\\.py"))
                .forEach(one -> sayFramework(clues, one));
        sayPort(clues);
        clues.doubt("START", "python -m app");
        return clues.of("python");
    }

    /** What a Procfile starts for requests, without what it does before. */
    private Optional<String> webProcess() {
        return paths.contains(PROCFILE)
                ? first(WEB_PROCESS, PROCFILE).map(line -> {
                    String[] steps = line.split("[;&|]+");
                    return steps[steps.length - 1].strip();
                })
                : Optional.empty();
    }

    /** Where it says no address of its own, it listens on the port that it is given. */
    private static String listening(String start) {
        if (start.startsWith("gunicorn ") && !start.matches(".*\\s(-b|--bind)\\b.*")) {
            return "gunicorn --bind 0.0.0.0:$PORT" + start.substring("gunicorn".length());
        }
        return start.startsWith("uvicorn ") && !start.contains("--port")
                ? "uvicorn --host 0.0.0.0 --port $PORT" + start.substring("uvicorn".length())
                : start;
    }

    /** The only port that its own Dockerfile names. */
    private void sayPort(Clues clues) {
        if (!paths.contains(DOCKERFILE)) {
            return;
        }
        List<String> ports = EXPOSED.matcher(read(DOCKERFILE))
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        if (ports.size() == 1) {
            clues.say("PORT", ports.getFirst(), DOCKERFILE);
        }
    }

    private void sayFramework(Clues clues, String path) {
        Matcher found = FLASK_OR_FASTAPI.matcher(read(path));
        if (found.find()) {
            String module = path.replaceAll("(/__init__)?\\.py$", "").replace('/', '.');
            sayServed(
                    clues,
                    found.group(2).equals("Flask") ? "gunicorn" : "uvicorn",
                    module + ":" + found.group(1),
                    path);
        }
    }

    private static void sayServed(Clues clues, String server, String what, String from) {
        String start = server.equals("gunicorn")
                ? "gunicorn --bind 0.0.0.0:$PORT " + what
                : "uvicorn --host 0.0.0.0 --port $PORT " + what;
        clues.say("START", start, from);
        clues.say("EXTRA_PACKAGES", server, "its start command");
    }

    private Detected node(String path) {
        ObjectNode about = object(read(path));
        if (isSite(about)) {
            Clues clues = new Clues(path, "a site that npm builds");
            clues.say("FOLDER", Json.objectAt(about, "devDependencies").has("vite") ? "dist" : "build", path);
            return clues.of("static");
        }
        Clues clues = new Clues(path, "Node.js");
        at(0, "\\.nvmrc|\\.node-version")
                .ifPresent(file -> first(NUMBER, file)
                        .ifPresent(version -> clues.say("NODE_VERSION", least(version, NODE_VERSIONS), file)));
        Matcher engine =
                NUMBER.matcher(Json.objectAt(about, "engines").path("node").asString(""));
        if (engine.find()) {
            clues.say("NODE_VERSION", least(engine.group(1), NODE_VERSIONS), path);
        }
        Matcher start = Pattern.compile("^node\\s+([A-Za-z0-9_./-]+)\\s*$")
                .matcher(Json.objectAt(about, "scripts").path("start").asString(""));
        clues.say("START", start.matches() ? start.group(1).replaceFirst("^\\./", "") : null, "its script start");
        String main = Json.textAt(about, "main");
        clues.say("START", main == null ? null : main.replaceFirst("^\\./", ""), path);
        List.of("server.js", "index.js", "app.js").stream()
                .filter(paths::contains)
                .findFirst()
                .ifPresent(file -> clues.say("START", file, file));
        webProcess()
                .map(NODE_START::matcher)
                .filter(Matcher::matches)
                .ifPresent(found -> clues.say("START", found.group(1), PROCFILE));
        sayPort(clues);
        clues.doubt("START", "server.js");
        return clues.of("node");
    }

    /** A page for browsers, with nothing that would run on a server. */
    private static boolean isSite(ObjectNode about) {
        ObjectNode development = Json.objectAt(about, "devDependencies");
        ObjectNode runtime = Json.objectAt(about, "dependencies");
        boolean isBuilt = development.has("vite") || development.has("react-scripts") || runtime.has("react-scripts");
        boolean serves = List.of("express", "fastify", "koa", "@nestjs/core", "hapi", "next").stream()
                .anyMatch(runtime::has);
        return isBuilt && !serves && !Json.objectAt(about, "scripts").has("start");
    }

    private static ObjectNode object(String json) {
        try {
            return Json.read(json) instanceof ObjectNode object ? object : Json.object();
        } catch (JacksonException noJson) {
            return Json.object();
        }
    }

    private Detected site(String path) {
        Clues clues = new Clues(path, "a static site");
        clues.say("FOLDER", folder(path), path);
        return clues.of("static");
    }

    /** The smallest that is offered and not older; the newest where all are. */
    private static String least(String version, List<String> offered) {
        return offered.stream()
                .filter(one -> Integer.parseInt(one) >= Integer.parseInt(version))
                .findFirst()
                .orElse(offered.getLast());
    }
}
