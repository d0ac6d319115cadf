package dev.fairway.delivery.fitted;

import static fairway.tables.delivery.Tables.FITTED_PIPELINE;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.delivery.fitted.FittedPipeline.State;
import dev.fairway.delivery.fitted.FittedPipelines.Named;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.delivery.golden.CiSystem;
import dev.fairway.delivery.golden.Clash;
import dev.fairway.delivery.hosts.ExternalRepositories;
import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.delivery.hosts.RepositoryNames;
import dev.fairway.shared.Choice;
import dev.fairway.shared.Slice;
import java.util.List;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who has the pipeline of the golden path, and who is behind. */
@RestController
class FittedPipelineController {

    private static final int MOST = 200;

    /**
     * @param service that is delivered from it; null for none
     * @param system that runs it
     * @param file where it is in the repository
     * @param version of the template that the repository has; null before it took one
     * @param newest version of the template now
     * @param reason why it is in that state, where that is not plain
     * @param changeRequest number of the one that waits, or that was closed
     * @param externalRepository id of a repository outside, whose owner begins with the name of its host; null of one that
     *     Fairway hosts
     */
    record FittedView(
            String owner,
            String name,
            @Nullable String service,
            CiSystem system,
            String file,
            @Nullable String version,
            String newest,
            State state,
            @Nullable String reason,
            List<Clash> clashes,
            @Nullable Integer changeRequest,
            @Nullable String externalRepository) {

        static FittedView of(RepositoryName repository, FittedPipeline pipeline, String newest) {
            String id = pipeline.repositoryId();
            return new FittedView(
                    repository.owner(),
                    repository.name(),
                    pipeline.service(),
                    pipeline.system(),
                    pipeline.system().file(),
                    pipeline.taken().version(),
                    newest,
                    pipeline.seen().state(),
                    pipeline.seen().reason(),
                    pipeline.seen().clashes(),
                    pipeline.proposed().latest(),
                    ExternalRepositories.isOutside(id) ? id : null);
        }
    }

    /** @param next where the next page begins; null on the last */
    record FittedAnswer(
            boolean ok,
            List<FittedView> pipelines,
            @Nullable String next) {}

    /** @param pipeline null where none fits, as no service of the team comes from the repository */
    record OneFittedAnswer(boolean ok, @Nullable FittedView pipeline) {}

    /**
     * Which somebody asks for; what is null does not matter.
     *
     * @param team that owns the repositories
     */
    record FittedFilter(@Nullable String state, @Nullable String team) {

        Condition condition() {
            State wanted = Choice.ofNullable(State.class, "state", state);
            return DSL.and(
                    wanted == null ? DSL.noCondition() : FITTED_PIPELINE.STATE.eq(wanted.name()),
                    RepositoryNames.of(team));
        }
    }

    private final FittedPipelines fitted;
    private final FitPipeline fitting;
    private final GoldenPipelines golden;
    private final Repositories repositories;
    private final ExternalRepositories external;

    FittedPipelineController(
            FittedPipelines fitted,
            FitPipeline fitting,
            GoldenPipelines golden,
            Repositories repositories,
            ExternalRepositories external) {
        this.fitted = fitted;
        this.fitting = fitting;
        this.golden = golden;
        this.repositories = repositories;
        this.external = external;
    }

    /**
     * Pipelines of repositories whose services are delivered here, or that asked for one, in the order of owners and names.
     *
     * @param from where the page begins, as the page before said
     */
    @GetMapping("/v1/golden-paths/pipelines")
    @Requires(Permission.MEMBER)
    FittedAnswer list(
            FittedFilter filter,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(defaultValue = "50") int limit) {
        RepositoryName behind = RepositoryNames.from(from);
        Slice<Named, String> page = Slice.of(
                limit,
                MOST,
                many -> fitted.page(filter.condition(), behind, many),
                last -> RepositoryNames.cursor(last.repository()));
        return new FittedAnswer(true, page.map(one -> view(one.repository(), one.pipeline())), page.next());
    }

    private FittedView view(RepositoryName repository, FittedPipeline pipeline) {
        return FittedView.of(repository, pipeline, golden.version(pipeline.system()));
    }

    /** How the pipeline of one repository stands to the golden path. */
    @GetMapping("/v1/repositories/{owner}/{name}/golden-path/pipeline")
    @Requires(Permission.MEMBER)
    OneFittedAnswer one(@PathVariable String owner, @PathVariable String name) {
        return one(RepositoryAt.of(repositories.get(RepositoryName.of(owner, name))));
    }

    private OneFittedAnswer one(RepositoryAt repository) {
        return new OneFittedAnswer(
                true,
                fitted.find(repository.id())
                        .map(pipeline -> view(repository.parts(), pipeline))
                        .orElse(null));
    }

    /**
     * Proposes the pipeline, also one that was closed or deleted before. Where lines clash, that of the golden path is proposed.
     */
    @PostMapping("/v1/repositories/{owner}/{name}/golden-path/pipeline/propose")
    @Requires(Permission.WRITE_REPOSITORIES)
    OneFittedAnswer propose(@PathVariable String owner, @PathVariable String name, Actor actor) {
        HostedRepository repository =
                repositories.get(RepositoryName.of(owner, name)).requireWriter(actor);
        return propose(RepositoryAt.of(repository), actor);
    }

    private OneFittedAnswer propose(RepositoryAt repository, Actor actor) {
        return new OneFittedAnswer(true, view(repository.parts(), fitting.ask(repository, actor)));
    }

    /** How the pipeline of a repository outside stands to the golden path. */
    @GetMapping("/v1/external-repositories/{id}/golden-path/pipeline")
    @Requires(Permission.MEMBER)
    OneFittedAnswer oneOutside(@PathVariable String id) {
        return one(external.get(id).at());
    }

    /** Proposes the pipeline of a repository outside, as for one that Fairway hosts. */
    @PostMapping("/v1/external-repositories/{id}/golden-path/pipeline/propose")
    @Requires(Permission.WRITE_REPOSITORIES)
    OneFittedAnswer proposeOutside(@PathVariable String id, Actor actor) {
        return propose(external.get(id).requireWriter(actor).at(), actor);
    }
}
