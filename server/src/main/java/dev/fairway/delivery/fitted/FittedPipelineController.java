package dev.fairway.delivery.fitted;

import static fairway.tables.delivery.Tables.FITTED_PIPELINE;
import static fairway.tables.delivery.Tables.REPOSITORY;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.delivery.fitted.FittedPipeline.State;
import dev.fairway.delivery.fitted.FittedPipelines.Named;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.delivery.golden.Clash;
import dev.fairway.delivery.golden.GoldenPaths;
import dev.fairway.shared.Choice;
import dev.fairway.shared.Cursor;
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
     * @param version of the template that the repository has; null before it took one
     * @param newest version of the template now
     * @param reason why it is in that state, where that is not plain
     * @param changeRequest number of the one that waits, or that was closed
     */
    record FittedView(
            String owner,
            String name,
            String service,
            @Nullable String version,
            String newest,
            State state,
            @Nullable String reason,
            List<Clash> clashes,
            @Nullable Integer changeRequest) {

        static FittedView of(RepositoryName repository, FittedPipeline pipeline, String newest) {
            return new FittedView(
                    repository.owner(),
                    repository.name(),
                    pipeline.service(),
                    pipeline.taken().version(),
                    newest,
                    pipeline.seen().state(),
                    pipeline.seen().reason(),
                    pipeline.seen().clashes(),
                    pipeline.proposed().latest());
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
                    team == null ? DSL.noCondition() : REPOSITORY.OWNER.eq(team));
        }
    }

    private final FittedPipelines fitted;
    private final FitPipeline fitting;
    private final GoldenPaths paths;
    private final Repositories repositories;

    FittedPipelineController(
            FittedPipelines fitted, FitPipeline fitting, GoldenPaths paths, Repositories repositories) {
        this.fitted = fitted;
        this.fitting = fitting;
        this.paths = paths;
        this.repositories = repositories;
    }

    /**
     * Pipelines of repositories whose services are delivered here, in the order of owners and names.
     *
     * @param from where the page begins, as the page before said
     */
    @GetMapping("/v1/golden-paths/pipelines")
    @Requires(Permission.MEMBER)
    FittedAnswer list(
            FittedFilter filter,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(defaultValue = "50") int limit) {
        RepositoryName behind = from == null ? null : name(Cursor.decode(from, 2));
        String newest = newest();
        Slice<Named, String> page = Slice.of(
                limit,
                MOST,
                many -> fitted.page(filter.condition(), behind, many),
                last -> new Cursor(List.of(
                                last.repository().owner(), last.repository().name()))
                        .encode());
        return new FittedAnswer(
                true, page.map(one -> FittedView.of(one.repository(), one.pipeline(), newest)), page.next());
    }

    private static RepositoryName name(Cursor cursor) {
        return RepositoryName.of(
                String.valueOf(cursor.values().getFirst()),
                String.valueOf(cursor.values().get(1)));
    }

    private String newest() {
        return new PipelineTemplate(paths.pipeline()).version();
    }

    /** How the pipeline of one repository stands to the golden path. */
    @GetMapping("/v1/repositories/{owner}/{name}/golden-path/pipeline")
    @Requires(Permission.MEMBER)
    OneFittedAnswer one(@PathVariable String owner, @PathVariable String name) {
        HostedRepository repository = repositories.get(RepositoryName.of(owner, name));
        return new OneFittedAnswer(
                true,
                fitted.find(repository.id())
                        .map(pipeline -> FittedView.of(repository.name(), pipeline, newest()))
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
        return new OneFittedAnswer(true, FittedView.of(repository.name(), fitting.ask(repository, actor), newest()));
    }
}
