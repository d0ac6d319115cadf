package dev.fairway.delivery;

import dev.fairway.RecordingServer;
import dev.fairway.RecordingServer.Answer;
import dev.fairway.RecordingServer.Request;
import dev.fairway.shared.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands for GitLab. It is written by hand after the pages of <a href="https://docs.gitlab.com/api/rest/">its documentation</a>, as
 * GitLab publishes no schema that a registry has: unlike that of GitHub, nothing says that the real one answers so.
 */
final class GitLabServer implements AutoCloseable {

    static final String TOKEN = "glpat-only-for-tests";
    static final String ACCOUNT = "fairway-bot";

    private static final Pattern PROJECT = Pattern.compile("/api/v4/projects/([^/?]+)([^?]*)");
    private static final Map<String, Set<String>> BODIES = Map.of(
            "POST /repository/commits",
            Set.of("branch", "commit_message", "start_sha", "force", "author_name", "author_email", "actions"),
            "POST /merge_requests",
            Set.of("source_branch", "target_branch", "title", "description"),
            "PUT /merge_requests/",
            Set.of("title", "description"),
            "POST /merge_requests/",
            Set.of("body"),
            "POST /statuses/",
            Set.of("state", "name", "description", "target_url"));

    /** A project there. */
    static final class Project {
        final ModelRepository git = new ModelRepository();
        final List<ObjectNode> requests = new CopyOnWriteArrayList<>();
        final List<ObjectNode> notes = new CopyOnWriteArrayList<>();
        final Map<String, String> statuses = new TreeMap<>();
        private final int id;
        private final String path;

        Project(int id, String path) {
            this.id = id;
            this.path = path;
        }

        ObjectNode json() {
            return Json.object()
                    .put("id", id)
                    .put("path_with_namespace", path)
                    .put("default_branch", "main")
                    .put("web_url", "https://gitlab.example.com/" + path);
        }

        /** The merge request with its present head. */
        ObjectNode request(int number) {
            ObjectNode request = requests.get(number - 1);
            git.head(request.path("source_branch").asString("")).ifPresent(head -> request.put("sha", head));
            return request;
        }

        void merge(int number) {
            String head = request(number).path("sha").asString("");
            if (!git.move("main", head)) {
                String merged =
                        git.commit(git.treeOf(head), List.of(git.head("main").orElseThrow(), head), "Merge " + number);
                git.move("main", merged);
            }
            request(number).put("state", "merged");
        }
    }

    private final Map<String, Project> projects = new LinkedHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final RecordingServer server = new RecordingServer(this::answer);

    String url() {
        return server.url("");
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    Project project(String path) {
        return projects.computeIfAbsent(path, any -> new Project(2000 + projects.size(), path));
    }

    private Answer answer(Request request) {
        if (!TOKEN.equals(request.headers().get("private-token"))) {
            return Answer.of(401, "{\"message\": \"401 Unauthorized\"}");
        }
        if (request.path().equals("/api/v4/user")) {
            return Answer.of(200, Json.object().put("username", ACCOUNT).toString());
        }
        String[] parts = request.path().split("\\?", 2);
        Matcher matcher = PROJECT.matcher(parts[0]);
        if (!matcher.matches()) {
            return wrong(request);
        }
        Project project = projects.get(decoded(matcher.group(1)));
        if (project == null) {
            return missing("Project");
        }
        JsonNode body = request.body().isEmpty() ? Json.object() : Json.read(request.body());
        check(request.method() + " " + matcher.group(2), body);
        try {
            return answer(project, request, matcher.group(2), query(parts.length < 2 ? "" : parts[1]), body);
        } catch (RuntimeException failure) {
            complaints.add(request.method() + " " + request.path() + ": " + failure);
            return Answer.of(500, "");
        }
    }

    private void check(String call, JsonNode body) {
        BODIES.forEach((pattern, fields) -> {
            if (call.matches(pattern)) {
                body.propertyNames().stream()
                        .filter(name -> !fields.contains(name))
                        .forEach(name -> complaints.add("%s takes no %s".formatted(call, name)));
            }
        });
    }

    private Answer wrong(Request request) {
        complaints.add("GitLab has no %s %s".formatted(request.method(), request.path()));
        return Answer.of(404, "{\"error\": \"404 Not Found\"}");
    }

    private static Answer missing(String what) {
        return Answer.of(404, "{\"message\": \"404 %s Not Found\"}".formatted(what));
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new TreeMap<>();
        Arrays.stream(text.split("&"))
                .filter(pair -> pair.contains("="))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> query.put(decoded(pair[0]), decoded(pair[1])));
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private Answer answer(Project project, Request request, String path, Map<String, String> query, JsonNode body) {
        List<String> parts =
                Arrays.stream(path.split("/")).map(GitLabServer::decoded).toList();
        String last = parts.isEmpty() ? "" : parts.getLast();
        String call = request.method() + " "
                + path.replaceFirst("(branches|commits|files|statuses)/[^/]+", "$1/x")
                        .replaceAll("/\\d+", "/1");
        return switch (call) {
            case "GET " -> Answer.of(200, project.json().toString());
            case "GET /repository/branches/x" ->
                project.git
                        .head(last)
                        .map(head -> Answer.of(200, branch(last, head).toString()))
                        .orElseGet(() -> missing("Branch"));
            case "POST /repository/branches" -> {
                project.git.move(query.getOrDefault("branch", ""), query.getOrDefault("ref", ""));
                yield Answer.of(
                        201,
                        branch(query.getOrDefault("branch", ""), query.getOrDefault("ref", ""))
                                .toString());
            }
            case "GET /repository/commits/x" ->
                project.git
                        .commit(last)
                        .map(commit ->
                                Answer.of(200, Json.object().put("id", commit).toString()))
                        .orElseGet(() -> missing("Commit"));
            case "GET /repository/tree" -> Answer.of(200, tree(project, query).toString());
            case "GET /repository/files/x" ->
                project.git
                        .text(query.getOrDefault("ref", ""), last)
                        .map(text -> Answer.of(200, file(last, text).toString()))
                        .orElseGet(() -> missing("File"));
            case "POST /repository/commits" -> commit(project, body);
            case "GET /merge_requests" -> Answer.of(200, open(project, query).toString());
            case "POST /merge_requests" -> {
                ObjectNode made = (ObjectNode) body.deepCopy();
                int number = project.requests.size() + 1;
                made.put("iid", number)
                        .put("state", "opened")
                        .put(
                                "web_url",
                                "https://gitlab.example.com/%s/-/merge_requests/%d".formatted(project.path, number));
                project.requests.add(made);
                yield Answer.of(201, project.request(number).toString());
            }
            case "GET /merge_requests/1" ->
                Integer.parseInt(last) > project.requests.size()
                        ? missing("Not found")
                        : Answer.of(200, project.request(Integer.parseInt(last)).toString());
            case "PUT /merge_requests/1" -> {
                ObjectNode known = project.request(Integer.parseInt(last));
                known.setAll((ObjectNode) body);
                yield Answer.of(200, known.toString());
            }
            case "GET /repository/commits/x/merge_requests" -> {
                ArrayNode found = Json.array();
                for (int number = 1; number <= project.requests.size(); number++) {
                    if (project.request(number).path("sha").asString("").equals(parts.get(3))) {
                        found.add(project.request(number));
                    }
                }
                yield Answer.of(200, found.toString());
            }
            case "GET /merge_requests/1/notes" -> {
                ArrayNode page = Json.array();
                project.notes.forEach(page::add);
                yield Answer.of(200, page.toString());
            }
            case "POST /merge_requests/1/notes" -> {
                ObjectNode note = Json.object()
                        .put("id", project.notes.size() + 1)
                        .put("body", body.path("body").asString(""));
                note.putObject("author").put("username", ACCOUNT);
                project.notes.add(note);
                yield Answer.of(201, note.toString());
            }
            case "PUT /merge_requests/1/notes/1" -> {
                ObjectNode note = project.notes.get(Integer.parseInt(last) - 1);
                note.put("body", body.path("body").asString(""));
                yield Answer.of(200, note.toString());
            }
            case "POST /statuses/x" -> status(project, last, body);
            default -> wrong(request);
        };
    }

    private static ObjectNode branch(String name, String head) {
        ObjectNode branch = Json.object().put("name", name);
        branch.putObject("commit").put("id", head);
        return branch;
    }

    private static ArrayNode tree(Project project, Map<String, String> query) {
        int size = Integer.parseInt(query.getOrDefault("per_page", "20"));
        int page = Integer.parseInt(query.getOrDefault("page", "1"));
        ArrayNode entries = Json.array();
        project.git.files(query.getOrDefault("ref", "")).keySet().stream()
                .skip((long) size * (page - 1))
                .limit(size)
                .forEach(path -> entries.addObject().put("path", path).put("type", "blob"));
        return entries;
    }

    private static ObjectNode file(String path, String text) {
        return Json.object()
                .put("file_path", path)
                .put("size", text.length())
                .put("encoding", "base64")
                .put("content", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Creating what is there, or changing what is not, is refused. */
    private static Answer commit(Project project, JsonNode body) {
        String branch = body.path("branch").asString("");
        String start = Json.textAt(body, "start_sha");
        String head = project.git.head(branch).orElse(null);
        boolean isForced = body.path("force").asBoolean(false);
        if (start != null && head != null && !isForced) {
            return Answer.of(400, "{\"message\": \"A branch called '%s' already exists.\"}".formatted(branch));
        }
        String parent = start != null ? start : head;
        if (parent == null) {
            return Answer.of(400, "{\"message\": \"You can only create or edit files when you are on a branch\"}");
        }
        Map<String, @Nullable String> files = new TreeMap<>();
        for (JsonNode action : body.path("actions")) {
            String path = action.path("file_path").asString("");
            boolean isThere = project.git.text(parent, path).isPresent();
            if (isThere == action.path("action").asString("").equals("create")) {
                return Answer.of(400, "{\"message\": \"A file with this name already exists, or does not\"}");
            }
            files.put(path, Json.textAt(action, "content"));
        }
        String made = project.git.commit(
                project.git.tree(project.git.treeOf(parent), files),
                List.of(parent),
                body.path("commit_message").asString(""));
        if (isForced) {
            project.git.delete(branch);
        }
        project.git.move(branch, made);
        return Answer.of(201, Json.object().put("id", made).toString());
    }

    private static ArrayNode open(Project project, Map<String, String> query) {
        ArrayNode found = Json.array();
        for (int number = 1; number <= project.requests.size(); number++) {
            ObjectNode request = project.request(number);
            if (request.path("state").asString("").equals(query.get("state"))
                    && request.path("source_branch").asString("").equals(query.get("source_branch"))
                    && request.path("target_branch").asString("").equals(query.get("target_branch"))) {
                found.add(request);
            }
        }
        return found;
    }

    private static Answer status(Project project, String commit, JsonNode body) {
        String name = commit + " " + body.path("name").asString("");
        String state = body.path("state").asString("");
        if (state.equals(project.statuses.put(name, state))) {
            return Answer.of(
                    400, "{\"message\": \"Cannot transition status via :%s from :%s\"}".formatted(state, state));
        }
        return Answer.of(201, body.toString());
    }

    @Override
    public void close() {
        server.close();
    }
}
