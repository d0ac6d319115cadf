package dev.fairway.delivery.hosts;

import static dev.fairway.delivery.hosts.HostCalls.encoded;
import static dev.fairway.delivery.hosts.HostCalls.segment;

import dev.fairway.access.Actor;
import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.changes.CheckResult;
import dev.fairway.delivery.changes.Checks;
import dev.fairway.delivery.contents.FileChange;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** GitHub and GitHub Enterprise, by version 3 of their REST API. */
final class GitHubHost implements RemoteHost {

    private static final int TRIES = 3;
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 20;
    private static final int LONGEST_SUMMARY = 140;

    private final HostCalls calls;
    private final Supplier<String> whose;
    private final @Nullable String account;

    private GitHubHost(HostCalls calls, Supplier<String> whose, @Nullable String account) {
        this.calls = calls;
        this.whose = whose;
        this.account = account;
    }

    /** @param account whose comments are Fairway's own; null where that is not known yet */
    static GitHubHost byToken(HostCalls calls, @Nullable String account) {
        return new GitHubHost(calls, () -> calls.get("/user").path("login").asString(""), account);
    }

    /**
     * @param app calls of the app as itself
     * @param calls those that are about repositories
     */
    static GitHubHost byApp(HostCalls app, HostCalls calls, @Nullable String account) {
        return new GitHubHost(calls, () -> bot(app.get("/app").path("slug").asString("")), account);
    }

    /** As GitHub names whoever an app is. */
    private static String bot(String slug) {
        return slug.isEmpty() ? "" : slug + "[bot]";
    }

    @Override
    public String account() {
        return whose.get();
    }

    @Override
    public Optional<FoundRepository> find(String path) {
        return calls.find("/repos/" + encoded(path))
                .map(found -> new FoundRepository(
                        found.path("id").asString(""),
                        found.path("full_name").asString(""),
                        found.path("default_branch").asString(""),
                        found.path("html_url").asString("")));
    }

    @Override
    public Optional<String> head(RepositoryAt repository, String branch) {
        try {
            return calls.find(at(repository, "/git/ref/heads/" + encoded(branch)))
                    .map(ref -> ref.at("/object/sha").asString(""));
        } catch (HostRefusal refusal) {
            if (refusal.answered() == 409) { // a repository without any commit
                return Optional.empty();
            }
            throw refusal;
        }
    }

    @Override
    public boolean hasCommit(RepositoryAt repository, String commit) {
        return commit(repository, commit).isPresent();
    }

    private Optional<JsonNode> commit(RepositoryAt repository, String commit) {
        return calls.find(at(repository, "/git/commits/" + segment(commit)));
    }

    @Override
    public Optional<Instant> madeAt(RepositoryAt repository, String commit) {
        return commit(repository, commit).flatMap(found -> HostCalls.instant(found.at("/committer/date")));
    }

    @Override
    public Set<String> files(RepositoryAt repository, String commit) {
        JsonNode tree = calls.get(at(repository, "/git/trees/%s?recursive=1".formatted(segment(commit))));
        Set<String> files = new TreeSet<>();
        tree.path("tree")
                .valueStream()
                .filter(entry -> entry.path("type").asString("").equals("blob"))
                .forEach(entry -> files.add(entry.path("path").asString("")));
        if (tree.path("truncated").asBoolean(false) || files.size() > MOST_FILES) {
            throw new InvalidInput(
                    "repository",
                    "%s has too many files; up to %,d are looked at".formatted(repository.name(), MOST_FILES));
        }
        return files;
    }

    @Override
    public Optional<String> text(RepositoryAt repository, String commit, String path) {
        return calls.find(at(repository, "/contents/%s?ref=%s".formatted(encoded(path), segment(commit))))
                .filter(file -> file.path("type").asString("").equals("file"))
                .filter(file -> file.path("encoding").asString("").equals("base64"))
                .flatMap(file -> FileText.of(Base64.getMimeDecoder()
                        .decode(file.path("content").asString("").getBytes(StandardCharsets.US_ASCII))));
    }

    @Override
    public String write(RepositoryAt repository, BranchCommit wanted, Actor author) {
        HostRefusal moved = null;
        for (int tried = 0; tried < TRIES; tried++) {
            try {
                return written(repository, wanted, author);
            } catch (HostRefusal refusal) {
                if (refusal.answered() != 422) {
                    throw refusal;
                }
                moved = refusal; // somebody moved the branch meanwhile
            }
        }
        throw moved;
    }

    private String written(RepositoryAt repository, BranchCommit wanted, Actor author) {
        Optional<String> head = head(repository, wanted.branch());
        String parent = head.orElse(wanted.base());
        boolean isOfBase = wanted.files() == BranchCommit.Files.OF_BASE;
        String before = tree(repository, isOfBase ? wanted.base() : parent);
        String tree = newTree(repository, before, wanted.changes());
        String commit = tree.equals(isOfBase ? tree(repository, parent) : before)
                ? parent
                : commit(repository, wanted, tree, parents(parent, isOfBase ? wanted.base() : parent), author);
        if (head.isEmpty()) {
            ObjectNode ref =
                    Json.object().put("ref", "refs/heads/" + wanted.branch()).put("sha", commit);
            calls.send("POST", at(repository, "/git/refs"), ref);
        } else if (!commit.equals(parent)) {
            String ref = at(repository, "/git/refs/heads/" + encoded(wanted.branch()));
            calls.send("PATCH", ref, Json.object().put("sha", commit).put("force", false));
        }
        return commit;
    }

    private static List<String> parents(String parent, String base) {
        return parent.equals(base) ? List.of(parent) : List.of(parent, base);
    }

    private String tree(RepositoryAt repository, String commit) {
        return calls.get(at(repository, "/git/commits/" + segment(commit)))
                .at("/tree/sha")
                .asString("");
    }

    private String newTree(RepositoryAt repository, String before, List<FileChange> changes) {
        ObjectNode body = Json.object().put("base_tree", before);
        ArrayNode tree = body.putArray("tree");
        for (FileChange change : changes) {
            ObjectNode entry = tree.addObject().put("path", change.path()).put("type", "blob");
            entry.put("mode", change.executable() ? "100755" : "100644");
            if (change.content() == null) {
                entry.putNull("sha");
            } else {
                entry.put("content", new String(change.content(), StandardCharsets.UTF_8));
            }
        }
        return sha(calls.send("POST", at(repository, "/git/trees"), body));
    }

    private String commit(
            RepositoryAt repository, BranchCommit wanted, String tree, List<String> parents, Actor author) {
        ObjectNode body = Json.object().put("message", wanted.message()).put("tree", tree);
        body.set("parents", Json.array(parents));
        if (author.kind() == Actor.Kind.PERSON) {
            body.putObject("author").put("name", author.name()).put("email", author.name());
        }
        return sha(calls.send("POST", at(repository, "/git/commits"), body));
    }

    private static String sha(JsonNode made) {
        return made.path("sha").asString("");
    }

    @Override
    public HostRequest propose(
            RepositoryAt repository, ChangeRequest.Branches branches, ChangeRequest.Text text, Actor author) {
        String owner = repository.path().substring(0, repository.path().indexOf('/'));
        String query = "/pulls?state=open&head=%s&base=%s&per_page=1"
                .formatted(segment(owner + ":" + branches.source()), segment(branches.target()));
        ObjectNode body = Json.object().put("title", text.title()).put("body", text.description());
        Optional<JsonNode> open = calls.get(at(repository, query)).valueStream().findFirst();
        if (open.isEmpty()) {
            body.put("head", branches.source()).put("base", branches.target());
            return request(repository, calls.send("POST", at(repository, "/pulls"), body));
        }
        boolean isSo = text.title().equals(Json.textAt(open.get(), "title"))
                && text.description().equals(Json.textAt(open.get(), "body"));
        String path = at(repository, "/pulls/" + open.get().path("number"));
        return request(repository, isSo ? open.get() : calls.send("PATCH", path, body));
    }

    @Override
    public Optional<HostRequest> request(RepositoryAt repository, int number) {
        return calls.find(at(repository, "/pulls/" + number)).map(pull -> request(repository, pull));
    }

    private static HostRequest request(RepositoryAt repository, JsonNode pull) {
        int number = pull.path("number").asInt(0);
        boolean isOpen = pull.path("state").asString("").equals("open");
        boolean isMerged = pull.path("merged_at").isString();
        return new HostRequest(
                number,
                "%s#%d".formatted(repository.name(), number),
                pull.path("html_url").asString(""),
                pull.at("/head/ref").asString(""),
                pull.at("/head/sha").asString(""),
                isOpen ? ChangeRequest.State.OPEN : isMerged ? ChangeRequest.State.MERGED : ChangeRequest.State.CLOSED);
    }

    @Override
    public List<Integer> openWith(RepositoryAt repository, String commit) {
        return calls.get(at(repository, "/commits/%s/pulls?per_page=%d".formatted(segment(commit), PAGE)))
                .valueStream()
                .map(pull -> request(repository, pull))
                .filter(pull -> pull.isOpen() && pull.head().equals(commit))
                .map(HostRequest::number)
                .toList();
    }

    @Override
    public void putComment(RepositoryAt repository, int number, String key, String markdown, Actor author) {
        String mark = OwnComment.mark(key);
        ObjectNode body = Json.object().put("body", mark + markdown);
        Optional<JsonNode> known = comments(repository, number).stream()
                .filter(comment -> comment.path("body").asString("").startsWith(mark))
                .filter(comment -> account == null
                        || comment.at("/user/login").asString("").equals(account))
                .findFirst();
        if (known.isEmpty()) {
            calls.send("POST", at(repository, "/issues/%d/comments".formatted(number)), body);
        } else if (!known.get().path("body").asString("").equals(mark + markdown)) {
            calls.send("PATCH", at(repository, "/issues/comments/" + known.get().path("id")), body);
        }
    }

    private List<JsonNode> comments(RepositoryAt repository, int number) {
        List<JsonNode> comments = new ArrayList<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            String path = "/issues/%d/comments?per_page=%d&page=%d".formatted(number, PAGE, page);
            List<JsonNode> some = calls.get(at(repository, path)).valueStream().toList();
            comments.addAll(some);
            if (some.size() < PAGE) {
                break;
            }
        }
        return comments;
    }

    @Override
    public void putCheck(RepositoryAt repository, String commit, Checks.Report report, Actor reporter) {
        String state = report.state() == CheckResult.State.SKIPPED
                ? "success"
                : report.state().name().toLowerCase(Locale.ROOT);
        String summary = report.summary().length() > LONGEST_SUMMARY
                ? report.summary().substring(0, LONGEST_SUMMARY - 1) + "…"
                : report.summary();
        ObjectNode body = Json.object()
                .put("state", state)
                .put("description", summary)
                .put("context", "fairway/" + report.name());
        if (report.detailsUrl() != null) {
            body.put("target_url", report.detailsUrl());
        }
        calls.send("POST", at(repository, "/statuses/" + segment(commit)), body);
    }

    private static String at(RepositoryAt repository, String path) {
        return "/repos/%s%s".formatted(encoded(repository.path()), path);
    }
}
