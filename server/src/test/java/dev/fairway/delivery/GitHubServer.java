package dev.fairway.delivery;

import dev.fairway.delivery.GitHubSchema.Matched;
import dev.fairway.shared.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands for GitHub. Each call is held against GitHub's published schema before it is answered from a repository in memory,
 * and so is each answer; what does not fit is a complaint.
 */
final class GitHubServer extends GitHostServer {

    static final String TOKEN = "ghp_only-for-tests";

    /** Calls that an app makes as itself. */
    private static final Pattern OF_APP = Pattern.compile("/app(/.*)?|/repos/[^/]+/[^/]+/installation");

    /** A repository there. */
    final class Hosted {
        final ModelRepository git = new ModelRepository();
        final List<ObjectNode> pulls = new CopyOnWriteArrayList<>();
        final List<ObjectNode> comments = new CopyOnWriteArrayList<>();
        final List<ObjectNode> statuses = new CopyOnWriteArrayList<>();
        private final int id;
        /** Somebody may rename it. */
        volatile String path;

        Hosted(int id, String path) {
            this.id = id;
            this.path = path;
        }

        /** What GitHub says of it in answers and in messages. */
        ObjectNode json() {
            return Json.object()
                    .put("id", id)
                    .put("name", path.substring(path.indexOf('/') + 1))
                    .put("full_name", path)
                    .put("default_branch", "main")
                    .put("html_url", "https://github.example.com/" + path);
        }

        /** The pull request with its present head. */
        ObjectNode pull(int number) {
            ObjectNode pull = pulls.get(number - 1);
            String source = pull.at("/head/ref").asString("");
            git.head(source).ifPresent(head -> pull.withObject("head").put("sha", head));
            return pull;
        }

        void close(int number) {
            pull(number).put("state", "closed");
        }

        void merge(int number) {
            ObjectNode pull = pull(number);
            git.move("main", pull.at("/head/sha").asString(""));
            pull.put("state", "closed").put("merged", true).put("merged_at", "2026-01-01T00:00:00Z");
        }
    }

    final ModelApp app = new ModelApp();
    private final GitHubSchema schema = GitHubSchema.read();
    private final Map<String, Hosted> repositories = new LinkedHashMap<>();

    Hosted repository(String path) {
        return repositories.computeIfAbsent(path, any -> new Hosted(1000 + repositories.size(), path));
    }

    @Override
    List<String> complaints() {
        return Stream.concat(super.complaints().stream(), app.complaints().stream())
                .toList();
    }

    @Override
    protected boolean isLetIn(Asked asked) {
        return OF_APP.matcher(path(asked)).matches()
                ? app.signed(token(asked))
                : token(asked).equals(TOKEN) || app.mayCall(token(asked), path(asked));
    }

    private static String path(Asked asked) {
        return asked.path().replaceFirst("^/api/v3", "");
    }

    private static String token(Asked asked) {
        return asked.headers().getOrDefault("authorization", "").replaceFirst("^Bearer ", "");
    }

    @Override
    protected Reply stranger(Asked asked) {
        return Reply.refusal(401, "Bad credentials: " + token(asked));
    }

    @Override
    protected Reply reply(Asked asked) {
        String path = path(asked);
        Matched matched = schema.find(asked.method(), path)
                .orElseThrow(() -> new IllegalStateException("GitHub has no such call"));
        complain(schema.complaints(matched.operation(), asked.query(), asked.body()));
        Map<String, String> named = new TreeMap<>();
        matched.parts().forEach((name, value) -> named.put(name, decoded(value)));
        named.putAll(asked.query());
        named.put("author", token(asked).equals(TOKEN) ? ACCOUNT : ModelApp.ACCOUNT);
        Reply reply = reply(matched, named, asked.body() == null ? Json.object() : asked.body());
        JsonNode whole = schema.answer(matched.operation(), reply.status(), reply.body());
        complain(schema.complaints(matched.operation(), reply.status(), whole));
        return new Reply(reply.status(), whole);
    }

    private static Reply nothing() {
        return Reply.refusal(404, "Not Found");
    }

    private static Reply invalid(String message) {
        return Reply.refusal(422, message);
    }

    private Reply reply(Matched matched, Map<String, String> named, JsonNode body) {
        String call = matched.operation().method() + " " + matched.operation().template();
        if (call.equals("GET /user")) {
            return Reply.of(schema.filled("private-user", Json.object().put("login", ACCOUNT)));
        }
        if (OF_APP.matcher(matched.operation().template()).matches()) {
            return app.reply(call, named);
        }
        Hosted there = repositories.get("%s/%s".formatted(named.get("owner"), named.get("repo")));
        if (there == null) {
            return nothing();
        }
        return switch (call.replace("/repos/{owner}/{repo}", "")) {
            case "GET " -> Reply.of(there.json());
            case "GET /git/ref/{ref}" ->
                there.git
                        .head(named.getOrDefault("ref", "").replaceFirst("^heads/", ""))
                        .map(head -> Reply.of(ref(named.getOrDefault("ref", ""), head)))
                        .orElseGet(GitHubServer::nothing);
            case "POST /git/refs" -> newRef(there, body);
            case "PATCH /git/refs/{ref}" -> {
                String sha = body.path("sha").asString("");
                yield there.git.move(named.getOrDefault("ref", "").replaceFirst("^heads/", ""), sha)
                        ? Reply.of(ref(named.getOrDefault("ref", ""), sha))
                        : invalid("Update is not a fast forward");
            }
            case "GET /git/commits/{commit_sha}" ->
                there.git
                        .commit(named.getOrDefault("commit_sha", ""))
                        .map(commit -> Reply.of(commit(there, commit)))
                        .orElseGet(GitHubServer::nothing);
            case "POST /git/commits" -> {
                String made = there.git.commit(
                        body.path("tree").asString(""),
                        Json.texts(body.get("parents")),
                        body.path("message").asString(""));
                yield new Reply(201, commit(there, made));
            }
            case "GET /git/trees/{tree_sha}" -> Reply.of(tree(there, named.getOrDefault("tree_sha", "")));
            case "POST /git/trees" -> newTree(there, body);
            case "GET /contents/{path}" ->
                there.git
                        .text(named.getOrDefault("ref", "main"), named.getOrDefault("path", ""))
                        .map(text -> Reply.of(file(named.getOrDefault("path", ""), text)))
                        .orElseGet(GitHubServer::nothing);
            case "GET /pulls" -> Reply.of(pulls(there, named));
            case "POST /pulls" -> newPull(there, body);
            case "GET /pulls/{pull_number}" -> {
                int number = Integer.parseInt(named.getOrDefault("pull_number", "0"));
                yield number > there.pulls.size() ? nothing() : Reply.of(there.pull(number));
            }
            case "PATCH /pulls/{pull_number}" -> {
                ObjectNode pull = there.pull(Integer.parseInt(named.getOrDefault("pull_number", "0")));
                pull.setAll((ObjectNode) body);
                yield Reply.of(pull);
            }
            case "GET /commits/{commit_sha}/pulls" -> Reply.of(with(there, named.getOrDefault("commit_sha", "")));
            case "GET /issues/{issue_number}/comments" -> Reply.of(page(there, named));
            case "POST /issues/{issue_number}/comments" -> {
                ObjectNode comment = Json.object()
                        .put("id", there.comments.size() + 1)
                        .put("issue", named.get("issue_number"))
                        .put("body", body.path("body").asString(""));
                comment.set("user", schema.filled("simple-user", Json.object().put("login", named.get("author"))));
                there.comments.add(comment);
                yield new Reply(201, comment);
            }
            case "PATCH /issues/comments/{comment_id}" -> {
                ObjectNode comment = there.comments.get(Integer.parseInt(named.getOrDefault("comment_id", "0")) - 1);
                comment.put("body", body.path("body").asString(""));
                yield Reply.of(comment);
            }
            case "POST /statuses/{sha}" -> {
                ObjectNode status = (ObjectNode) body.deepCopy();
                there.statuses.add(status.put("sha", named.get("sha")));
                ObjectNode shown = status.deepCopy();
                shown.remove("sha");
                shown.set("target_url", body.has("target_url") ? body.get("target_url") : Json.nothing());
                yield new Reply(201, shown);
            }
            default -> throw new IllegalStateException("The model does not answer " + call);
        };
    }

    private static ObjectNode ref(String name, String sha) {
        ObjectNode ref = Json.object().put("ref", "refs/" + name);
        ref.putObject("object").put("sha", sha).put("type", "commit");
        return ref;
    }

    private static Reply newRef(Hosted there, JsonNode body) {
        String name = body.path("ref").asString("");
        String branch = name.replaceFirst("^refs/heads/", "");
        if (there.git.head(branch).isPresent()) {
            return invalid("Reference already exists");
        }
        String sha = body.path("sha").asString("");
        there.git.move(branch, sha);
        return new Reply(201, ref("heads/" + branch, sha));
    }

    private static ObjectNode commit(Hosted there, String sha) {
        ObjectNode commit = Json.object().put("sha", sha);
        commit.putObject("tree").put("sha", there.git.treeOf(sha));
        commit.putObject("committer").put("date", ModelRepository.MADE_AT.toString());
        ArrayNode parents = commit.putArray("parents");
        there.git.parentsOf(sha).forEach(parent -> parents.addObject().put("sha", parent));
        return commit;
    }

    private static ObjectNode tree(Hosted there, String commit) {
        ObjectNode answer = Json.object().put("sha", commit).put("truncated", false);
        ArrayNode entries = answer.putArray("tree");
        there.git
                .files(commit)
                .forEach((path, id) -> entries.addObject()
                        .put("path", path)
                        .put("mode", "100644")
                        .put("type", "blob")
                        .put("sha", id));
        return answer;
    }

    private static Reply newTree(Hosted there, JsonNode body) {
        Map<String, @Nullable String> files = new TreeMap<>();
        body.path("tree")
                .forEach(entry -> files.put(
                        entry.path("path").asString(""),
                        entry.has("content") ? entry.path("content").asString("") : null));
        String tree = there.git.tree(Json.textAt(body, "base_tree"), files);
        ObjectNode answer = Json.object().put("sha", tree).put("truncated", false);
        answer.putArray("tree");
        return new Reply(201, answer);
    }

    /** In lines of 60 characters, as GitHub writes them. */
    private JsonNode file(String path, String text) {
        String content =
                Base64.getMimeEncoder(60, new byte[] {'\n'}).encodeToString(text.getBytes(StandardCharsets.UTF_8));
        ObjectNode file = Json.object()
                .put("type", "file")
                .put("encoding", "base64")
                .put("size", text.length())
                .put("path", path)
                .put("content", content);
        return schema.filled("content-file", file);
    }

    private static ArrayNode pulls(Hosted there, Map<String, String> query) {
        ArrayNode found = Json.array();
        String owner = there.path.substring(0, there.path.indexOf('/'));
        for (int number = 1; number <= there.pulls.size(); number++) {
            ObjectNode pull = there.pull(number);
            String head = "%s:%s".formatted(owner, pull.at("/head/ref").asString(""));
            if (query.getOrDefault("state", "open").equals(pull.path("state").asString(""))
                    && query.getOrDefault("head", head).equals(head)
                    && query.getOrDefault("base", "main")
                            .equals(pull.at("/base/ref").asString(""))) {
                found.add(pull);
            }
        }
        return found;
    }

    private static Reply newPull(Hosted there, JsonNode body) {
        String source = body.path("head").asString("");
        if (there.git.head(source).isEmpty()) {
            return invalid("Validation Failed");
        }
        ObjectNode pull = Json.object()
                .put("number", there.pulls.size() + 1)
                .put("state", "open")
                .put("title", body.path("title").asString(""))
                .put("body", body.path("body").asString(""))
                .put("html_url", "https://github.example.com/%s/pull/%d".formatted(there.path, there.pulls.size() + 1));
        pull.putNull("merged_at");
        pull.putObject("head").put("ref", source);
        pull.putObject("base").put("ref", body.path("base").asString(""));
        there.pulls.add(pull);
        return new Reply(201, there.pull(there.pulls.size()));
    }

    /** Pull requests with a commit: all whose head it is. */
    private static ArrayNode with(Hosted there, String commit) {
        ArrayNode found = Json.array();
        for (int number = 1; number <= there.pulls.size(); number++) {
            ObjectNode pull = there.pull(number);
            if (pull.at("/head/sha").asString("").equals(commit)) {
                found.add(pull);
            }
        }
        return found;
    }

    private static ArrayNode page(Hosted there, Map<String, String> named) {
        int size = Integer.parseInt(named.getOrDefault("per_page", "30"));
        int page = Integer.parseInt(named.getOrDefault("page", "1"));
        List<ObjectNode> of = new ArrayList<>(there.comments.stream()
                .filter(comment -> comment.path("issue").asString("").equals(named.get("issue_number")))
                .toList());
        ArrayNode some = Json.array();
        of.stream().skip((long) size * (page - 1)).limit(size).forEach(some::add);
        return some;
    }
}
