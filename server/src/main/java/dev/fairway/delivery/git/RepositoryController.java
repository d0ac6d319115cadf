package dev.fairway.delivery.git;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.shared.Choice;
import dev.fairway.shared.Cursor;
import dev.fairway.shared.Refused;
import dev.fairway.shared.Slice;
import dev.fairway.shared.http.Done;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

@RestController
@RequestMapping("/v1/repositories")
class RepositoryController {

    private static final int MOST = 200;

    /**
     * @param clonePath what follows the address of Fairway where it is cloned from
     * @param bytes on the disk
     * @param mayWrite whether whoever asks may push and merge
     */
    record RepositoryView(
            String owner,
            String name,
            String description,
            String defaultBranch,
            Protection protection,
            List<Grant> grants,
            String clonePath,
            long bytes,
            @Nullable Instant pushedAt,
            String createdBy,
            Instant createdAt,
            boolean mayWrite,
            boolean mayMaintain) {

        static RepositoryView of(HostedRepository repository, Actor actor) {
            RepositoryName name = repository.name();
            HostedRepository.Activity activity = repository.activity();
            return new RepositoryView(
                    name.owner(),
                    name.name(),
                    repository.description(),
                    repository.defaultBranch(),
                    repository.protection(),
                    repository.grants(),
                    "/git/%s/%s.git".formatted(UriUtils.encodePathSegment(name.owner(), "UTF-8"), name.name()),
                    activity.bytes(),
                    activity.pushedAt(),
                    activity.createdBy(),
                    activity.createdAt(),
                    repository.mayWrite(actor),
                    repository.mayMaintain(actor));
        }
    }

    record RepositoryAnswer(boolean ok, RepositoryView repository) {}

    /** @param next where the next page begins; null on the last */
    record RepositoriesAnswer(
            boolean ok,
            List<RepositoryView> repositories,
            @Nullable String next) {}

    record ProtectionBody(
            @Nullable Boolean enabled,
            @Nullable Integer requiredApprovals,
            @Nullable Boolean staleApprovals,
            @Nullable List<String> requiredChecks) {

        Protection over(Protection before) {
            boolean isOn = Objects.requireNonNullElse(enabled, before.enabled());
            int usual = isOn == before.enabled() ? before.requiredApprovals() : isOn ? 1 : 0;
            return new Protection(
                    isOn,
                    Objects.requireNonNullElse(requiredApprovals, usual),
                    Objects.requireNonNullElse(staleApprovals, before.staleApprovals()),
                    Objects.requireNonNullElse(requiredChecks, before.requiredChecks()));
        }
    }

    record GrantBody(
            @Nullable String kind,
            @Nullable String name,
            @Nullable String level) {

        Grant grant() {
            return new Grant(
                    Choice.of(Grant.Kind.class, "grants.kind", String.valueOf(kind)),
                    Objects.requireNonNullElse(name, ""),
                    Choice.of(Grant.Level.class, "grants.level", String.valueOf(level)));
        }
    }

    /** @param grants all of them; null leaves them as they are */
    record RepositoryBody(
            @Nullable String description,
            @Nullable String defaultBranch,
            @Nullable ProtectionBody protection,
            @Nullable List<GrantBody> grants) {

        WrittenRepository over(WrittenRepository before) {
            return new WrittenRepository(
                    before.name(),
                    Objects.requireNonNullElse(description, before.description()),
                    Objects.requireNonNullElse(defaultBranch, before.defaultBranch()),
                    protection == null ? before.protection() : protection.over(before.protection()),
                    grants == null
                            ? before.grants()
                            : grants.stream().map(GrantBody::grant).toList());
        }
    }

    /** @param owner name of a team, or platform */
    record NewRepositoryBody(
            @Nullable String owner,
            @Nullable String name,
            @Nullable String description,
            @Nullable String defaultBranch,
            @Nullable ProtectionBody protection,
            @Nullable List<GrantBody> grants) {

        WrittenRepository wanted() {
            RepositoryName full =
                    RepositoryName.checked(Objects.requireNonNullElse(owner, ""), Objects.requireNonNullElse(name, ""));
            return new RepositoryBody(description, defaultBranch, protection, grants)
                    .over(WrittenRepository.usual(full, ""));
        }
    }

    /** @param name that it is to have; its owner stays */
    record NewNameBody(@Nullable String name) {}

    private final Repositories repositories;

    RepositoryController(Repositories repositories) {
        this.repositories = repositories;
    }

    /**
     * The repositories that the filters admit, in the order of owners and names.
     *
     * @param from where the page begins, as the page before said
     */
    @GetMapping
    @Requires(Permission.MEMBER)
    RepositoriesAnswer list(
            RepositoryFilter filter,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(defaultValue = "50") int limit,
            Actor actor) {
        RepositoryName behind = from == null ? null : name(Cursor.decode(from, 2));
        Slice<HostedRepository, String> page = Slice.of(
                limit,
                MOST,
                many -> repositories.page(filter, actor, behind, many),
                last -> new Cursor(List.of(last.name().owner(), last.name().name())).encode());
        return new RepositoriesAnswer(true, page.map(found -> RepositoryView.of(found, actor)), page.next());
    }

    private static RepositoryName name(Cursor cursor) {
        return new RepositoryName(
                String.valueOf(cursor.values().getFirst()),
                String.valueOf(cursor.values().get(1)));
    }

    /** Makes an empty repository of a team. Its members may, and administrators. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.WRITE_REPOSITORIES)
    RepositoryAnswer create(@RequestBody NewRepositoryBody body, Actor actor) {
        WrittenRepository wanted = body.wanted();
        String owner = wanted.name().owner();
        if (!actor.isAdmin() && !actor.teams().contains(owner)) {
            throw new Refused(
                    "%s is not in the team \"%s\" and may not make repositories of it".formatted(actor.name(), owner));
        }
        return new RepositoryAnswer(true, RepositoryView.of(repositories.create(wanted, actor), actor));
    }

    /** One repository. */
    @GetMapping("/{owner}/{name}")
    @Requires(Permission.MEMBER)
    RepositoryAnswer get(@PathVariable String owner, @PathVariable String name, Actor actor) {
        return new RepositoryAnswer(true, RepositoryView.of(repositories.get(RepositoryName.of(owner, name)), actor));
    }

    /** Changes description, default branch, protection and grants; what is left out stays as it is. */
    @PatchMapping("/{owner}/{name}")
    @Requires(Permission.WRITE_REPOSITORIES)
    RepositoryAnswer change(
            @PathVariable String owner, @PathVariable String name, @RequestBody RepositoryBody body, Actor actor) {
        HostedRepository before =
                repositories.get(RepositoryName.of(owner, name)).requireMaintainer(actor);
        HostedRepository after = repositories.change(before, body.over(WrittenRepository.of(before)), actor);
        return new RepositoryAnswer(true, RepositoryView.of(after, actor));
    }

    /** Gives a repository another name. The old one leads to it until another repository takes that. */
    @PostMapping("/{owner}/{name}/rename")
    @Requires(Permission.WRITE_REPOSITORIES)
    RepositoryAnswer rename(
            @PathVariable String owner, @PathVariable String name, @RequestBody NewNameBody body, Actor actor) {
        HostedRepository before =
                repositories.get(RepositoryName.of(owner, name)).requireMaintainer(actor);
        HostedRepository after = repositories.rename(before, Objects.requireNonNullElse(body.name(), ""), actor);
        return new RepositoryAnswer(true, RepositoryView.of(after, actor));
    }

    /**
     * Deletes a repository with everything in it.
     *
     * @param confirm its name once more
     */
    @DeleteMapping("/{owner}/{name}")
    @Requires(Permission.WRITE_REPOSITORIES)
    Done remove(
            @PathVariable String owner,
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String confirm,
            Actor actor) {
        repositories.remove(repositories.get(RepositoryName.of(owner, name)).requireMaintainer(actor), confirm, actor);
        return Done.OK;
    }
}
