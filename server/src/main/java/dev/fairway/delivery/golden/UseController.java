package dev.fairway.delivery.golden;

import static fairway.tables.delivery.Tables.GOLDEN_PATH_USE;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.delivery.build.DockerTemplate;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.delivery.hosts.ExternalRepositories;
import dev.fairway.delivery.hosts.ExternalRepository;
import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.delivery.hosts.RepositoryNames;
import dev.fairway.shared.Choice;
import dev.fairway.shared.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Who builds by which template, and who is behind. */
@RestController
class UseController {

    private static final int MOST = 200;

    /**
     * @param template as the repository records it; null where that cannot be read
     * @param newest version of the template now; null where there is none of that name
     * @param reason why it is in that state, where that is not plain
     * @param changeRequest number of the one that brings it up to date, or that was closed
     * @param externalRepository id of a repository outside, whose owner begins with the name of its host; null of one that
     *     Fairway hosts
     */
    record UseView(
            String owner,
            String name,
            @Nullable String template,
            @Nullable String version,
            @Nullable String newest,
            ObjectNode arguments,
            Use.State state,
            @Nullable String reason,
            List<Clash> clashes,
            @Nullable Integer changeRequest,
            @Nullable String externalRepository) {

        static UseView of(Use use, @Nullable DockerTemplate now) {
            return new UseView(
                    use.repository().owner(),
                    use.repository().name(),
                    use.recorded().template(),
                    use.recorded().version(),
                    now == null ? null : now.version(),
                    use.recorded().arguments(),
                    use.state(),
                    use.reason(),
                    use.clashes(),
                    use.proposed().number(),
                    ExternalRepositories.isOutside(use.repositoryId()) ? use.repositoryId() : null);
        }
    }

    /** @param next where the next page begins; null on the last */
    record UsesAnswer(
            boolean ok, List<UseView> uses, @Nullable String next) {}

    /** @param use null for a repository that records no golden path */
    record UseAnswer(boolean ok, @Nullable UseView use) {}

    /**
     * Which uses somebody asks for; what is null does not matter.
     *
     * @param team that owns the repositories
     */
    record UseFilter(
            @Nullable String template,
            @Nullable String state,
            @Nullable String team) {

        Condition condition() {
            Use.State wanted = Choice.ofNullable(Use.State.class, "state", state);
            return DSL.and(
                    template == null ? DSL.noCondition() : GOLDEN_PATH_USE.TEMPLATE.eq(template),
                    wanted == null ? DSL.noCondition() : GOLDEN_PATH_USE.STATE.eq(wanted.name()),
                    RepositoryNames.of(team));
        }
    }

    /**
     * How far a template has come.
     *
     * @param template empty for repositories whose record never could be read
     * @param version null where there is no such template any more
     */
    record AdoptionLine(
            String template,
            @Nullable String title,
            @Nullable String version,
            int current,
            int behind,
            int updateOpen,
            int conflict,
            int broken) {

        static AdoptionLine of(String name, @Nullable DockerTemplate template, Map<Use.State, Integer> counts) {
            return new AdoptionLine(
                    name,
                    template == null ? null : template.title(),
                    template == null ? null : template.version(),
                    counts.getOrDefault(Use.State.CURRENT, 0),
                    counts.getOrDefault(Use.State.BEHIND, 0),
                    counts.getOrDefault(Use.State.UPDATE_OPEN, 0),
                    counts.getOrDefault(Use.State.CONFLICT, 0),
                    counts.getOrDefault(Use.State.BROKEN, 0));
        }
    }

    record AdoptionAnswer(boolean ok, List<AdoptionLine> templates) {}

    private final Uses uses;
    private final UpToDate upToDate;
    private final GoldenPaths paths;
    private final Repositories repositories;
    private final ExternalRepositories external;

    UseController(
            Uses uses, UpToDate upToDate, GoldenPaths paths, Repositories repositories, ExternalRepositories external) {
        this.uses = uses;
        this.upToDate = upToDate;
        this.paths = paths;
        this.repositories = repositories;
        this.external = external;
    }

    /**
     * Repositories that record a golden path, in the order of owners and names.
     *
     * @param from where the page begins, as the page before said
     */
    @GetMapping("/v1/golden-paths/uses")
    @Requires(Permission.MEMBER)
    UsesAnswer list(
            UseFilter filter,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(defaultValue = "50") int limit) {
        RepositoryName behind = RepositoryNames.from(from);
        Slice<Use, String> page = Slice.of(
                limit,
                MOST,
                many -> uses.page(filter.condition(), behind, many),
                last -> RepositoryNames.cursor(last.repository()));
        return new UsesAnswer(true, page.map(this::view), page.next());
    }

    private UseView view(Use use) {
        String template = use.recorded().template();
        return UseView.of(use, template == null ? null : paths.find(template).orElse(null));
    }

    /** How many repositories build by each template, by state. */
    @GetMapping("/v1/golden-paths/adoption")
    @Requires(Permission.MEMBER)
    AdoptionAnswer adoption() {
        Map<String, Map<Use.State, Integer>> counts = uses.counts();
        TreeSet<String> names = new TreeSet<>(counts.keySet());
        paths.templates().forEach(template -> names.add(template.name()));
        List<AdoptionLine> lines = new ArrayList<>();
        names.forEach(name ->
                lines.add(AdoptionLine.of(name, paths.find(name).orElse(null), counts.getOrDefault(name, Map.of()))));
        return new AdoptionAnswer(true, lines);
    }

    /** What one repository records, and how it stands. */
    @GetMapping("/v1/repositories/{owner}/{name}/golden-path/use")
    @Requires(Permission.MEMBER)
    UseAnswer use(@PathVariable String owner, @PathVariable String name) {
        HostedRepository repository = repositories.get(RepositoryName.of(owner, name));
        Optional<Use> use = uses.find(repository.id());
        return new UseAnswer(true, use.map(this::view).orElse(null));
    }

    /**
     * Proposes the update of a repository, also one that was closed before. Where lines clash, those of the golden path are
     * proposed, and the description says what is lost.
     */
    @PostMapping("/v1/repositories/{owner}/{name}/golden-path/update")
    @Requires(Permission.WRITE_REPOSITORIES)
    UseAnswer update(@PathVariable String owner, @PathVariable String name, Actor actor) {
        HostedRepository repository =
                repositories.get(RepositoryName.of(owner, name)).requireWriter(actor);
        return new UseAnswer(true, view(upToDate.ask(RepositoryAt.of(repository), actor)));
    }

    /** What a repository outside records, and how it stands. */
    @GetMapping("/v1/external-repositories/{id}/golden-path/use")
    @Requires(Permission.MEMBER)
    UseAnswer useOutside(@PathVariable String id) {
        Optional<Use> use = uses.find(external.get(id).at().id());
        return new UseAnswer(true, use.map(this::view).orElse(null));
    }

    /** Proposes the update of a repository outside, as for one that Fairway hosts. */
    @PostMapping("/v1/external-repositories/{id}/golden-path/update")
    @Requires(Permission.WRITE_REPOSITORIES)
    UseAnswer updateOutside(@PathVariable String id, Actor actor) {
        ExternalRepository repository = external.get(id).requireWriter(actor);
        return new UseAnswer(true, view(upToDate.ask(repository.at(), actor)));
    }
}
