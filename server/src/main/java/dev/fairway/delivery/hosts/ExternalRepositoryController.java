package dev.fairway.delivery.hosts;

import dev.fairway.access.Actor;
import dev.fairway.access.IdempotencyKey;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.shared.Cursor;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Slice;
import dev.fairway.shared.http.Done;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Repositories at Git hosts outside. */
@RestController
@RequestMapping("/v1/external-repositories")
class ExternalRepositoryController {

    private static final int MOST = 200;
    private static final int LONGEST_PATH = 255;
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+){1,20}");

    /**
     * @param name as people write it, such as github:acme/parcel
     * @param team on whose behalf Fairway writes to it
     * @param webUrl where a person opens it
     * @param changeRequestUrl where a person reads a change request of it; {number} stands for its number
     * @param mayWrite whether whoever asks may have it changed
     */
    record ExternalRepositoryView(
            String id,
            String name,
            String host,
            String path,
            String defaultBranch,
            String team,
            String webUrl,
            String changeRequestUrl,
            String createdBy,
            Instant createdAt,
            boolean mayWrite) {

        static ExternalRepositoryView of(ExternalRepository repository, ConnectedHost.Kind kind, Actor actor) {
            RepositoryAt at = repository.at();
            return new ExternalRepositoryView(
                    at.id(),
                    at.name(),
                    at.host(),
                    at.path(),
                    at.defaultBranch(),
                    repository.team(),
                    repository.webUrl(),
                    repository.webUrl() + requests(kind),
                    repository.createdBy(),
                    repository.createdAt(),
                    repository.mayWrite(actor));
        }
    }

    /** Where the hosts show them, below a repository. */
    private static String requests(ConnectedHost.Kind kind) {
        return switch (kind) {
            case GITHUB -> "/pull/{number}";
            case GITLAB -> "/-/merge_requests/{number}";
        };
    }

    /** @param next where the next page begins; null on the last */
    record ExternalRepositoriesAnswer(
            boolean ok,
            List<ExternalRepositoryView> repositories,
            @Nullable String next) {}

    record ExternalRepositoryAnswer(boolean ok, ExternalRepositoryView repository) {}

    /**
     * @param host name of a Git host that is connected
     * @param path as the host names it, such as acme/parcel
     * @param team on whose behalf Fairway writes to it
     */
    record ExternalRepositoryBody(
            @Nullable String host,
            @Nullable String path,
            @Nullable String team) {}

    private final ExternalRepositories repositories;
    private final ConnectedHosts hosts;
    private final GitHosts known;

    ExternalRepositoryController(ExternalRepositories repositories, ConnectedHosts hosts, GitHosts known) {
        this.repositories = repositories;
        this.hosts = hosts;
        this.known = known;
    }

    /**
     * Repositories outside that Fairway works with, in the order of hosts and paths.
     *
     * @param from where the page begins, as the page before said
     */
    @GetMapping
    @Requires(Permission.MEMBER)
    ExternalRepositoriesAnswer list(
            ExternalRepositories.Filter filter,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(defaultValue = "50") int limit,
            Actor actor) {
        RepositoryAt behind = from == null ? null : behind(Cursor.decode(from, 3));
        Slice<ExternalRepository, String> page = Slice.of(
                limit,
                MOST,
                many -> repositories.page(filter.condition(actor), behind, many),
                last -> cursor(last.at()));
        Map<String, ConnectedHost> connected =
                hosts.all().stream().collect(Collectors.toMap(ConnectedHost::name, Function.identity()));
        return new ExternalRepositoriesAnswer(
                true,
                page.map(repository -> ExternalRepositoryView.of(
                        repository,
                        Objects.requireNonNull(connected.get(repository.at().host()))
                                .kind(),
                        actor)),
                page.next());
    }

    private static String cursor(RepositoryAt at) {
        return new Cursor(Arrays.asList(at.host(), at.path(), at.id())).encode();
    }

    private static RepositoryAt behind(Cursor cursor) {
        List<String> values = cursor.values().stream().map(String::valueOf).toList();
        return new RepositoryAt(values.get(2), values.getFirst(), values.get(1), "");
    }

    /** One repository outside. */
    @GetMapping("/{id}")
    @Requires(Permission.MEMBER)
    ExternalRepositoryAnswer get(@PathVariable String id, Actor actor) {
        ExternalRepository repository = repositories.get(id);
        return answer(repository, hosts.get(repository.at().host()), actor);
    }

    private static ExternalRepositoryAnswer answer(ExternalRepository repository, ConnectedHost host, Actor actor) {
        return new ExternalRepositoryAnswer(true, ExternalRepositoryView.of(repository, host.kind(), actor));
    }

    /** Has Fairway work with a repository on behalf of a team. One that it works with already goes to that team. */
    @PostMapping
    @IdempotencyKey(IdempotencyKey.Use.IGNORED)
    @Requires(Permission.MANAGE_ORGANIZATION)
    ExternalRepositoryAnswer add(@RequestBody ExternalRepositoryBody body, Actor actor) {
        String path = Objects.requireNonNullElse(body.path(), "");
        boolean leadsElsewhere = Arrays.stream(path.split("/", -1)).anyMatch(part -> part.matches("\\.{1,2}"));
        if (path.length() > LONGEST_PATH || !PATH.matcher(path).matches() || leadsElsewhere) {
            throw new InvalidInput("path", "\"%.100s\" is no path such as acme/parcel".formatted(path));
        }
        ConnectedHost host = hosts.find(Objects.requireNonNullElse(body.host(), ""))
                .orElseThrow(() -> new InvalidInput("host", "there is no Git host \"%.60s\"".formatted(body.host())));
        FoundRepository found = known.remote(host)
                .find(path)
                .orElseThrow(() -> new InvalidInput(
                        "path", "%s has no %s, or does not show it to Fairway".formatted(host.name(), path)));
        ExternalRepository added =
                repositories.put(host.name(), found, Objects.requireNonNullElse(body.team(), ""), actor);
        return answer(added, host, actor);
    }

    /** Forgets a repository. Nothing changes at its host. */
    @DeleteMapping("/{id}")
    @Requires(Permission.MANAGE_ORGANIZATION)
    Done remove(@PathVariable String id, Actor actor) {
        repositories.remove(repositories.get(id), actor);
        return Done.OK;
    }
}
