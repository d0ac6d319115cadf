package dev.fairway.delivery.contents;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Slice;
import dev.fairway.shared.http.Done;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Branches and tags, and commits to branches. */
@RestController
@RequestMapping("/v1/repositories/{owner}/{name}")
class CommitController {

    private static final int MOST = 100;

    /** @param next the name behind which the next page begins; null on the last */
    record BranchesAnswer(
            boolean ok,
            List<BranchList.NamedCommit> branches,
            @Nullable String next) {}

    /** @param next the name behind which the next page begins; null on the last */
    record TagsAnswer(
            boolean ok,
            List<BranchList.NamedCommit> tags,
            @Nullable String next) {}

    record NewCommitAnswer(boolean ok, String commit) {}

    /**
     * @param content text of the file
     * @param base64 what is written when it is no text
     * @param delete whether the file goes
     */
    record FileBody(
            @Nullable String path,
            @Nullable String content,
            @Nullable String base64,
            @Nullable Boolean delete,
            @Nullable Boolean executable) {

        FileChange change() {
            String file = Objects.requireNonNullElse(path, "");
            if (Boolean.TRUE.equals(delete)) {
                return FileChange.delete(file);
            }
            return new FileChange(file, bytes(), Boolean.TRUE.equals(executable));
        }

        private byte[] bytes() {
            if (content != null) {
                return content.getBytes(StandardCharsets.UTF_8);
            }
            if (base64 == null) {
                throw new InvalidInput("files", "\"%s\" has neither content nor base64 nor delete".formatted(path));
            }
            try {
                return Base64.getDecoder().decode(base64);
            } catch (IllegalArgumentException noBase64) {
                throw new InvalidInput("files", "base64 of \"%s\" is none".formatted(path));
            }
        }
    }

    /**
     * @param branch the default branch when it is left out
     * @param expectedHead commit that the branch has to be at
     * @param from where a new branch begins
     */
    record CommitBody(
            @Nullable String branch,
            @Nullable String expectedHead,
            @Nullable String from,
            @Nullable String message,
            @Nullable List<FileBody> files) {}

    private final Repositories repositories;
    private final BranchList branches;
    private final DirectWrites writes;

    CommitController(Repositories repositories, BranchList branches, DirectWrites writes) {
        this.repositories = repositories;
        this.branches = branches;
        this.writes = writes;
    }

    /**
     * Branches in the order of their names, each with its newest commit.
     *
     * @param q what the names contain
     * @param after name behind which the page begins
     */
    @GetMapping("/branches")
    @Requires(Permission.MEMBER)
    BranchesAnswer branches(
            @PathVariable String owner,
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit) {
        HostedRepository repository = repository(owner, name);
        BranchList.Wanted wanted = new BranchList.Wanted(q, after);
        Slice<BranchList.NamedCommit, String> page = page(limit, many -> branches.branches(repository, wanted, many));
        return new BranchesAnswer(true, page.items(), page.next());
    }

    /**
     * Tags in the order of their names.
     *
     * @param q what the names contain
     * @param after name behind which the page begins
     */
    @GetMapping("/tags")
    @Requires(Permission.MEMBER)
    TagsAnswer tags(
            @PathVariable String owner,
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit) {
        HostedRepository repository = repository(owner, name);
        BranchList.Wanted wanted = new BranchList.Wanted(q, after);
        Slice<BranchList.NamedCommit, String> page = page(limit, many -> branches.tags(repository, wanted, many));
        return new TagsAnswer(true, page.items(), page.next());
    }

    private static Slice<BranchList.NamedCommit, String> page(
            int limit, IntFunction<List<BranchList.NamedCommit>> read) {
        return Slice.of(limit, MOST, read, BranchList.NamedCommit::name);
    }

    /** Deletes a branch that is not the default one. */
    @DeleteMapping("/branches")
    @Requires(Permission.WRITE_REPOSITORIES)
    Done deleteBranch(@PathVariable String owner, @PathVariable String name, @RequestParam String branch, Actor actor) {
        branches.delete(repository(owner, name).requireWriter(actor), branch, actor);
        return Done.OK;
    }

    /** Writes files in one commit. It is refused when the branch is protected, or moved since whoever asks looked at it. */
    @PostMapping("/commits")
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.WRITE_REPOSITORIES)
    NewCommitAnswer write(
            @PathVariable String owner, @PathVariable String name, @RequestBody CommitBody body, Actor actor) {
        HostedRepository repository = repository(owner, name).requireWriter(actor);
        Commits.Place place = new Commits.Place(
                Objects.requireNonNullElse(body.branch(), repository.defaultBranch()),
                body.expectedHead(),
                body.from(),
                null);
        List<FileChange> changes = Objects.requireNonNullElse(body.files(), List.<FileBody>of()).stream()
                .map(FileBody::change)
                .toList();
        return new NewCommitAnswer(
                true, writes.write(repository, place, actor, Objects.requireNonNullElse(body.message(), ""), changes));
    }

    private HostedRepository repository(String owner, String name) {
        return repositories.get(RepositoryName.of(owner, name));
    }
}
