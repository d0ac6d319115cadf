package dev.fairway.delivery.hosts;

import static dev.fairway.delivery.hosts.HostCalls.segment;

import dev.fairway.access.Actor;
import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.changes.Checks;
import dev.fairway.delivery.contents.FileChange;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** GitLab, by version 4 of its REST API. */
final class GitLabHost implements RemoteHost {

    private static final int PAGE = 100;
    private static final int MOST_PAGES_OF_FILES = 2 * MOST_FILES / PAGE;
    private static final int MOST_PAGES = 20;
    private static final int LONGEST_SUMMARY = 255;
    private static final Duration OTHER_STATUS = Duration.ofSeconds(2);

    private final HostCalls calls;
    private final @Nullable String account;

    /** @param account whose comments are Fairway's own; null where that is not known yet */
    GitLabHost(HostCalls calls, @Nullable String account) {
        this.calls = calls;
        this.account = account;
    }

    @Override
    public String account() {
        return calls.get("/user").path("username").asString("");
    }

    @Override
    public Optional<FoundRepository> find(String path) {
        return calls.find("/projects/" + segment(path))
                .map(found -> new FoundRepository(
                        found.path("id").asString(""),
                        found.path("path_with_namespace").asString(""),
                        Objects.requireNonNullElse(Json.textAt(found, "default_branch"), "main"),
                        found.path("web_url").asString("")));
    }

    @Override
    public Optional<String> head(RepositoryAt repository, String branch) {
        return calls.find(at(repository, "/repository/branches/" + segment(branch)))
                .map(found -> found.at("/commit/id").asString(""));
    }

    @Override
    public boolean hasCommit(RepositoryAt repository, String commit) {
        return commit(repository, commit).isPresent();
    }

    /** A name of a branch or a tag leads to a commit as well. */
    private Optional<JsonNode> commit(RepositoryAt repository, String commit) {
        return calls.find(at(repository, "/repository/commits/%s?stats=false".formatted(segment(commit))))
                .filter(found -> found.path("id").asString("").equals(commit));
    }

    @Override
    public Optional<Instant> madeAt(RepositoryAt repository, String commit) {
        return commit(repository, commit).flatMap(found -> HostCalls.instant(found.path("committed_date")));
    }

    @Override
    public Set<String> files(RepositoryAt repository, String commit) {
        Set<String> files = new TreeSet<>();
        String tree = at(repository, "/repository/tree?recursive=true&ref=" + segment(commit));
        boolean isWhole = pages(MOST_PAGES_OF_FILES, tree, entry -> {
            if (entry.path("type").asString("").equals("blob")) {
                files.add(entry.path("path").asString(""));
            }
        });
        if (!isWhole || files.size() > MOST_FILES) {
            throw new InvalidInput(
                    "repository",
                    "%s has too many files; up to %,d are looked at".formatted(repository.name(), MOST_FILES));
        }
        return files;
    }

    /** Takes each thing of a list. @param list with a query @return whether that was all */
    private boolean pages(int most, String list, Consumer<JsonNode> each) {
        for (int number = 1; number <= most; number++) {
            HostCalls.Page page = calls.page("%s&per_page=%d&page=%d".formatted(list, PAGE, number), PAGE);
            page.items().forEach(each);
            if (page.isLast()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<String> text(RepositoryAt repository, String commit, String path) {
        return file(repository, commit, path).flatMap(GitLabHost::text);
    }

    private static Optional<String> text(JsonNode file) {
        return file.path("size").asInt(0) > LARGEST_TEXT
                ? Optional.empty()
                : FileText.of(Base64.getMimeDecoder()
                        .decode(file.path("content").asString("").getBytes(StandardCharsets.US_ASCII)));
    }

    private Optional<JsonNode> file(RepositoryAt repository, String commit, String path) {
        return calls.find(at(repository, "/repository/files/%s?ref=%s".formatted(segment(path), segment(commit))));
    }

    /** A branch whose files are to be those of the base is begun anew there: GitLab makes no merges by its API. */
    @Override
    public String write(RepositoryAt repository, BranchCommit wanted, Actor author) {
        Optional<String> head = head(repository, wanted.branch());
        boolean isOfBase = wanted.files() == BranchCommit.Files.OF_BASE;
        String before = isOfBase ? wanted.base() : head.orElse(wanted.base());
        ArrayNode actions = actions(repository, before, wanted.changes());
        if (actions.isEmpty() && head.isPresent()) {
            return head.get();
        }
        if (actions.isEmpty()) {
            ObjectNode branch = Json.object().put("branch", wanted.branch()).put("ref", wanted.base());
            return calls.send("POST", at(repository, "/repository/branches"), branch)
                    .at("/commit/id")
                    .asString("");
        }
        ObjectNode body = Json.object().put("branch", wanted.branch()).put("commit_message", wanted.message());
        if (head.isEmpty() || isOfBase) {
            body.put("start_sha", wanted.base());
        }
        if (head.isPresent() && isOfBase) {
            body.put("force", true);
        }
        if (author.kind() == Actor.Kind.PERSON) {
            body.put("author_name", author.name()).put("author_email", author.name());
        }
        body.set("actions", actions);
        return calls.send("POST", at(repository, "/repository/commits"), body)
                .path("id")
                .asString("");
    }

    private ArrayNode actions(RepositoryAt repository, String before, List<FileChange> changes) {
        ArrayNode actions = Json.array();
        changes.forEach(change -> act(actions, change, file(repository, before, change.path())));
        return actions;
    }

    /** Only what changes something; GitLab refuses the rest. Whether a file can be run counts as an action of its own alone. */
    private static void act(ArrayNode actions, FileChange change, Optional<JsonNode> known) {
        if (change.content() == null) {
            known.ifPresent(file -> action(actions, "delete", change));
            return;
        }
        String text = new String(change.content(), StandardCharsets.UTF_8);
        if (!known.flatMap(GitLabHost::text).equals(Optional.of(text))) {
            action(actions, known.isPresent() ? "update" : "create", change).put("content", text);
        }
        boolean isExecutable = known.map(file -> file.path("execute_filemode").asBoolean(false))
                .orElse(false);
        if (isExecutable != change.executable()) {
            action(actions, "chmod", change).put("execute_filemode", change.executable());
        }
    }

    private static ObjectNode action(ArrayNode actions, String action, FileChange change) {
        return actions.addObject().put("action", action).put("file_path", change.path());
    }

    @Override
    public HostRequest propose(
            RepositoryAt repository, ChangeRequest.Branches branches, ChangeRequest.Text text, Actor author) {
        Optional<JsonNode> open = open(repository, branches);
        ObjectNode body = Json.object().put("title", text.title()).put("description", text.description());
        if (open.isEmpty()) {
            body.put("source_branch", branches.source()).put("target_branch", branches.target());
            return request(repository, calls.send("POST", at(repository, "/merge_requests"), body));
        }
        boolean isSo = text.title().equals(Json.textAt(open.get(), "title"))
                && text.description().equals(Json.textAt(open.get(), "description"));
        String path = at(repository, "/merge_requests/" + open.get().path("iid"));
        return request(repository, isSo ? open.get() : calls.send("PUT", path, body));
    }

    /** The one of the repository itself; those of its forks come from branches of the same names. */
    private Optional<JsonNode> open(RepositoryAt repository, ChangeRequest.Branches branches) {
        String query = "/merge_requests?state=opened&source_branch=%s&target_branch=%s"
                .formatted(segment(branches.source()), segment(branches.target()));
        List<JsonNode> own = new ArrayList<>();
        pages(MOST_PAGES, at(repository, query), found -> {
            if (found.path("source_project_id").equals(found.path("target_project_id"))) {
                own.add(found);
            }
        });
        return own.stream().findFirst();
    }

    @Override
    public Optional<HostRequest> request(RepositoryAt repository, int number) {
        return calls.find(at(repository, "/merge_requests/" + number)).map(found -> request(repository, found));
    }

    private static HostRequest request(RepositoryAt repository, JsonNode found) {
        int number = found.path("iid").asInt(0);
        return new HostRequest(
                number,
                "%s!%d".formatted(repository.name(), number),
                found.path("web_url").asString(""),
                found.path("source_branch").asString(""),
                found.path("sha").asString(""),
                switch (found.path("state").asString("")) {
                    case "opened", "locked" -> ChangeRequest.State.OPEN;
                    case "merged" -> ChangeRequest.State.MERGED;
                    default -> ChangeRequest.State.CLOSED;
                });
    }

    @Override
    public List<Integer> openWith(RepositoryAt repository, String commit) {
        String list = "/repository/commits/%s/merge_requests?state=opened".formatted(segment(commit));
        List<Integer> numbers = new ArrayList<>();
        pages(MOST_PAGES, at(repository, list), one -> {
            HostRequest found = request(repository, one);
            if (found.isOpen() && found.head().equals(commit)) {
                numbers.add(found.number());
            }
        });
        return numbers;
    }

    @Override
    public void putComment(RepositoryAt repository, int number, String key, String markdown, Actor author) {
        String mark = OwnComment.mark(key);
        String notes = at(repository, "/merge_requests/%d/notes".formatted(number));
        List<JsonNode> own = new ArrayList<>();
        pages(MOST_PAGES, notes + "?sort=asc&activity_filter=only_comments", note -> {
            boolean isOwn =
                    account == null || note.at("/author/username").asString("").equals(account);
            if (isOwn && note.path("body").asString("").startsWith(mark)) {
                own.add(note);
            }
        });
        ObjectNode body = Json.object().put("body", mark + markdown);
        if (own.isEmpty()) {
            calls.send("POST", notes, body);
        } else if (!own.getFirst().path("body").asString("").equals(mark + markdown)) {
            calls.send("PUT", notes + "/" + own.getFirst().path("id"), body);
        }
    }

    @Override
    public void putCheck(RepositoryAt repository, String commit, Checks.Report report, Actor reporter) {
        String state = switch (report.state()) {
            case PENDING -> "pending";
            case SUCCESS, SKIPPED -> "success";
            case FAILURE -> "failed";
        };
        String summary = report.summary().length() > LONGEST_SUMMARY
                ? report.summary().substring(0, LONGEST_SUMMARY - 1) + "…"
                : report.summary();
        ObjectNode body =
                Json.object().put("state", state).put("description", summary).put("name", "fairway/" + report.name());
        if (report.detailsUrl() != null) {
            body.put("target_url", report.detailsUrl());
        }
        try {
            calls.send("POST", at(repository, "/statuses/" + segment(commit)), body);
        } catch (HostRefusal refusal) {
            if (refusal.answered() == 409) { // another one of this commit is on its way
                throw new HostBusy(repository.host(), OTHER_STATUS);
            }
            // An older GitLab refuses a status that is as it was.
            if (refusal.answered() != 400 || !refusal.reason().contains("Cannot transition status")) {
                throw refusal;
            }
        }
    }

    private static String at(RepositoryAt repository, String path) {
        return "/projects/%s%s".formatted(segment(repository.path()), path);
    }
}
