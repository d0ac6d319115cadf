package dev.fairway.delivery;

import dev.fairway.GitLabSchema;
import dev.fairway.GitLabSchema.Matched;
import dev.fairway.shared.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands for GitLab, also below a path of its server. Each call is held against the facts of GitLab's published description before it
 * is answered from a repository in memory, and so is each answer; what does not fit is a complaint.
 */
final class GitLabServer extends GitHostServer {

    static final String TOKEN = "glpat-only-for-tests";

    /** Where it is when it is not at the top of its server. */
    static final String BELOW = "/tools/gitlab";

    private static final String PROJECT = "/projects/{id}";

    /** A project there. */
    static final class Project {
        final ModelRepository git = new ModelRepository();
        final List<ObjectNode> requests = new CopyOnWriteArrayList<>();
        final List<ObjectNode> notes = new CopyOnWriteArrayList<>();
        final Map<String, String> statuses = new TreeMap<>();
        final Set<String> executables = new HashSet<>();
        final int id;
        private final String path;
        private volatile boolean isUpdating;

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

        /** @param source id of the project that the source branch is in */
        int open(int source, JsonNode asked) {
            int number = requests.size() + 1;
            requests.add(((ObjectNode) asked.deepCopy())
                    .put("iid", number)
                    .put("project_id", id)
                    .put("source_project_id", source)
                    .put("target_project_id", id)
                    .put("state", "opened")
                    .put("web_url", "https://gitlab.example.com/%s/-/merge_requests/%d".formatted(path, number)));
            return number;
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

        /** @param isSeen whether whoever asks may read it */
        void note(String author, String body, boolean isSeen) {
            ObjectNode note = Json.object().put("id", notes.size() + 1).put("body", body);
            note.put("internal", !isSeen).putObject("author").put("username", author);
            notes.add(note);
        }

        /** The next status finds another one on its way. */
        void update() {
            isUpdating = true;
        }
    }

    private final GitLabSchema schema = GitLabSchema.read();
    private final Map<String, Project> projects = new LinkedHashMap<>();

    Project project(String path) {
        return projects.computeIfAbsent(path, any -> new Project(2000 + projects.size(), path));
    }

    @Override
    protected boolean isLetIn(Asked asked) {
        return TOKEN.equals(asked.headers().get("private-token"));
    }

    @Override
    protected Reply stranger(Asked asked) {
        return Reply.refusal(401, "401 Unauthorized");
    }

    @Override
    protected Reply reply(Asked asked) {
        String path = asked.path().replaceFirst("^(%s)?/api/v4".formatted(BELOW), "");
        Matched matched = schema.find(asked.method(), path)
                .orElseThrow(() -> new IllegalStateException("GitLab has no such call"));
        complain(schema.complaints(matched, asked.query(), asked.body()));
        Reply reply = reply(matched, asked.query(), asked.body() == null ? Json.object() : asked.body());
        complain(schema.complaints(matched.operation(), reply.status(), reply.body()));
        return reply;
    }

    private static Reply missing(String what) {
        return Reply.refusal(404, "404 %s Not Found".formatted(what));
    }

    private Reply reply(Matched call, Map<String, String> query, JsonNode body) {
        if (call.operation().template().equals("/user")) {
            return Reply.of(Json.object().put("username", ACCOUNT));
        }
        Project project = projects.get(call.parts().getOrDefault("id", ""));
        return project == null ? missing("Project") : reply(project, call, query, body);
    }

    private Reply reply(Project project, Matched call, Map<String, String> query, JsonNode body) {
        String branch = call.parts().getOrDefault("branch", "");
        String sha = call.parts().getOrDefault("sha", "");
        int number = number(call, "merge_request_iid");
        return switch (call.operation().toString().replace(PROJECT, "")) {
            case "GET " -> Reply.of(project.json());
            case "GET /repository/branches/{branch}" ->
                project.git
                        .head(branch)
                        .map(head -> Reply.of(branch(branch, head)))
                        .orElseGet(() -> missing("Branch"));
            case "POST /repository/branches" -> newBranch(project, body);
            case "GET /repository/commits/{sha}" ->
                project.git
                        .commit(sha)
                        .map(commit -> Reply.of(
                                Json.object().put("id", commit).put("committed_date", "2026-01-05T10:00:00.000+02:00")))
                        .orElseGet(() -> missing("Commit"));
            case "POST /repository/commits" -> commit(project, body);
            case "GET /repository/commits/{sha}/merge_requests" -> page(with(project, sha), query);
            case "GET /repository/tree" -> page(tree(project, query), query);
            case "GET /repository/files/{file_path}" ->
                file(project, call.parts().getOrDefault("file_path", ""), query.getOrDefault("ref", ""));
            case "GET /merge_requests" -> page(requests(project, query), query);
            case "POST /merge_requests" ->
                new Reply(201, project.request(project.open(project.id, body)).deepCopy());
            case "GET /merge_requests/{merge_request_iid}" ->
                number > project.requests.size() ? missing("Not found") : Reply.of(project.request(number));
            case "PUT /merge_requests/{merge_request_iid}" -> {
                ObjectNode known = project.request(number);
                known.setAll((ObjectNode) body);
                yield Reply.of(known);
            }
            case "GET /merge_requests/{noteable_id}/notes" -> notes(project, query);
            case "POST /merge_requests/{noteable_id}/notes" -> {
                project.note(ACCOUNT, body.path("body").asString(""), true);
                yield new Reply(201, project.notes.getLast());
            }
            case "PUT /merge_requests/{noteable_id}/notes/{note_id}" -> {
                ObjectNode note = project.notes.get(number(call, "note_id") - 1);
                note.put("body", body.path("body").asString(""));
                yield Reply.of(note);
            }
            case "POST /statuses/{sha}" -> status(project, sha, body);
            default -> throw new IllegalStateException("The model does not answer " + call.operation());
        };
    }

    private static int number(Matched call, String part) {
        return Integer.parseInt(call.parts().getOrDefault(part, "0"));
    }

    private static ObjectNode branch(String name, String head) {
        ObjectNode branch = Json.object().put("name", name);
        branch.putObject("commit").put("id", head);
        return branch;
    }

    private static Reply newBranch(Project project, JsonNode body) {
        String name = body.path("branch").asString("");
        String ref = body.path("ref").asString("");
        if (project.git.head(name).isPresent()) {
            return Reply.refusal(400, "Branch already exists");
        }
        project.git.move(name, ref);
        return new Reply(201, branch(name, ref));
    }

    /** A page, whose header tells of the next one: what may not be read is left out afterwards. */
    private static Reply page(List<? extends JsonNode> all, Map<String, String> query) {
        int size = Integer.parseInt(query.getOrDefault("per_page", "20"));
        int page = Integer.parseInt(query.getOrDefault("page", "1"));
        ArrayNode some = Json.array();
        all.stream()
                .skip((long) size * (page - 1))
                .limit(size)
                .filter(one -> !one.path("internal").asBoolean(false))
                .forEach(some::add);
        String next = all.size() > size * page ? String.valueOf(page + 1) : "";
        return new Reply(200, Map.of("X-Next-Page", next), some);
    }

    private static List<ObjectNode> tree(Project project, Map<String, String> query) {
        return project.git.files(query.getOrDefault("ref", "")).keySet().stream()
                .map(path -> Json.object().put("path", path).put("type", "blob"))
                .toList();
    }

    private static Reply notes(Project project, Map<String, String> query) {
        List<ObjectNode> notes = new ArrayList<>(project.notes);
        return page(query.getOrDefault("sort", "desc").equals("asc") ? notes : notes.reversed(), query);
    }

    private static Reply file(Project project, String path, String ref) {
        return project.git
                .text(ref, path)
                .map(text -> Reply.of(Json.object()
                        .put("file_path", path)
                        .put("size", text.length())
                        .put("encoding", "base64")
                        .put("execute_filemode", project.executables.contains(path))
                        .put("content", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))))
                .orElseGet(() -> missing("File"));
    }

    private Reply commit(Project project, JsonNode body) {
        String branch = body.path("branch").asString("");
        String start = Json.textAt(body, "start_sha");
        String head = project.git.head(branch).orElse(null);
        boolean isForced = body.path("force").asBoolean(false);
        if (start != null && head != null && !isForced) {
            return Reply.refusal(400, "A branch called '%s' already exists.".formatted(branch));
        }
        String parent = start != null ? start : head;
        if (parent == null) {
            return Reply.refusal(400, "You can only create or edit files when you are on a branch");
        }
        Map<String, @Nullable String> files = new TreeMap<>();
        for (JsonNode action : body.path("actions")) {
            String path = action.path("file_path").asString("");
            boolean isThere =
                    files.containsKey(path) || project.git.text(parent, path).isPresent();
            if (isThere == action.path("action").asString("").equals("create")) {
                return Reply.refusal(400, "A file with this name already exists, or does not");
            }
            act(project, action, files);
        }
        String made = project.git.commit(
                project.git.tree(project.git.treeOf(parent), files),
                List.of(parent),
                body.path("commit_message").asString(""));
        if (isForced) {
            project.git.delete(branch);
        }
        project.git.move(branch, made);
        return new Reply(201, Json.object().put("id", made));
    }

    private void act(Project project, JsonNode action, Map<String, @Nullable String> files) {
        String path = action.path("file_path").asString("");
        boolean isMode = action.path("action").asString("").equals("chmod");
        if (isMode != action.has("execute_filemode")) {
            complain(List.of("execute_filemode counts with chmod alone: " + action));
        }
        if (!isMode) {
            files.put(path, Json.textAt(action, "content"));
        } else if (action.path("execute_filemode").asBoolean(false)) {
            project.executables.add(path);
        } else {
            project.executables.remove(path);
        }
    }

    private static List<ObjectNode> all(Project project) {
        List<ObjectNode> all = new ArrayList<>();
        for (int number = 1; number <= project.requests.size(); number++) {
            all.add(project.request(number));
        }
        return all;
    }

    private static List<ObjectNode> with(Project project, String commit) {
        return all(project).stream()
                .filter(request -> request.path("sha").asString("").equals(commit))
                .toList();
    }

    private static List<ObjectNode> requests(Project project, Map<String, String> query) {
        return all(project).stream()
                .filter(request -> List.of("state", "source_branch", "target_branch").stream()
                        .allMatch(name -> request.path(name).asString("").equals(query.get(name))))
                .toList();
    }

    private static Reply status(Project project, String commit, JsonNode body) {
        if (project.isUpdating) {
            project.isUpdating = false;
            return Reply.refusal(409, "Another update to this commit status is in progress");
        }
        String state = body.path("state").asString("");
        if (state.equals(project.statuses.put(commit + " " + body.path("name").asString(""), state))) {
            return Reply.refusal(400, "Cannot transition status via :%s from :%s".formatted(state, state));
        }
        ObjectNode status = Json.object().put("sha", commit).put("status", state);
        return Reply.of(status.put("name", body.path("name").asString("")));
    }
}
