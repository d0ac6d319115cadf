package dev.fairway.delivery.contents;

import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Slice;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is in a repository, for every member. Without a ref it is the default branch that is looked at. */
@RestController
@RequestMapping("/v1/repositories/{owner}/{name}")
class ContentController {

    private static final int MOST_ENTRIES = 100;
    private static final int MOST_COMMITS = 100;

    /** @param next name of the entry behind which the next page begins; null on the last */
    record TreeAnswer(
            boolean ok,
            String commit,
            List<Contents.TreeEntry> entries,
            @Nullable String next) {}

    record FileAnswer(boolean ok, Contents.FileText file) {}

    /** @param next the commit behind which the next page begins; null on the last */
    record CommitsAnswer(
            boolean ok, List<CommitLine> commits, @Nullable String next) {}

    record CommitAnswer(boolean ok, History.WholeCommit commit) {}

    record ComparisonAnswer(boolean ok, History.Comparison comparison) {}

    private final Repositories repositories;
    private final Contents contents;
    private final History history;

    ContentController(Repositories repositories, Contents contents, History history) {
        this.repositories = repositories;
        this.contents = contents;
        this.history = history;
    }

    /**
     * A folder: names, kinds, and which commit changed each last.
     *
     * @param ref name of a branch or a tag, or a commit in 40 hexadecimal digits
     * @param after name of the entry behind which the page begins
     */
    @GetMapping("/tree")
    @Requires(Permission.MEMBER)
    TreeAnswer tree(
            @PathVariable String owner,
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String ref,
            @RequestParam(defaultValue = "") String path,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > MOST_ENTRIES) {
            throw new InvalidInput("limit", "%d is not between 1 and %d".formatted(limit, MOST_ENTRIES));
        }
        HostedRepository repository = repository(owner, name);
        Contents.Folder folder = contents.folder(repository, at(repository, ref, path), after, limit);
        return new TreeAnswer(
                true,
                folder.commit(),
                folder.entries(),
                folder.more() ? folder.entries().getLast().name() : null);
    }

    /** A file as text; one that is binary or larger than 1 MiB is only described. */
    @GetMapping("/file")
    @Requires(Permission.MEMBER)
    FileAnswer file(
            @PathVariable String owner,
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String ref,
            @RequestParam String path) {
        HostedRepository repository = repository(owner, name);
        return new FileAnswer(true, contents.file(repository, at(repository, ref, path)));
    }

    /** A file as it is, to be saved. A browser never shows or runs it. */
    @GetMapping(value = "/raw", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @Requires(Permission.MEMBER)
    void raw(
            @PathVariable String owner,
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String ref,
            @RequestParam String path,
            HttpServletResponse response) {
        HostedRepository repository = repository(owner, name);
        contents.copy(repository, at(repository, ref, path), bytes -> {
            response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
            response.setContentLengthLong(bytes);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename(path.substring(path.lastIndexOf('/') + 1), StandardCharsets.UTF_8)
                            .build()
                            .toString());
            return response.getOutputStream();
        });
    }

    /**
     * The newest commits of a branch, or of a path on it.
     *
     * @param after commit behind which the page begins
     */
    @GetMapping("/commits")
    @Requires(Permission.MEMBER)
    CommitsAnswer log(
            @PathVariable String owner,
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String ref,
            @RequestParam(defaultValue = "") String path,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit) {
        HostedRepository repository = repository(owner, name);
        Slice<CommitLine, String> page = Slice.of(
                limit,
                MOST_COMMITS,
                many -> history.log(repository, at(repository, ref, path), after, many),
                CommitLine::id);
        return new CommitsAnswer(true, page.items(), page.next());
    }

    /** A commit with what it changed, in lines that can be drawn below or beside each other. */
    @GetMapping("/commits/{commit}")
    @Requires(Permission.MEMBER)
    CommitAnswer commit(@PathVariable String owner, @PathVariable String name, @PathVariable String commit) {
        return new CommitAnswer(true, history.commit(repository(owner, name), commit));
    }

    /** What one branch, tag or commit has that another has not. */
    @GetMapping("/compare")
    @Requires(Permission.MEMBER)
    ComparisonAnswer compare(
            @PathVariable String owner,
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam String to) {
        HostedRepository repository = repository(owner, name);
        String before = Objects.requireNonNullElse(from, repository.defaultBranch());
        return new ComparisonAnswer(true, history.compare(repository, before, to));
    }

    private HostedRepository repository(String owner, String name) {
        return repositories.get(RepositoryName.of(owner, name));
    }

    private static Contents.At at(HostedRepository repository, @Nullable String ref, String path) {
        String branch = ref == null || ref.isBlank() ? repository.defaultBranch() : ref;
        return new Contents.At(branch, path.isEmpty() ? "" : CheckedPath.of(path));
    }
}
