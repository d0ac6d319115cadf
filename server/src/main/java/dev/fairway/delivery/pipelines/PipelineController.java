package dev.fairway.delivery.pipelines;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.delivery.contents.Contents;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.delivery.pipelines.PipelineRun.StageState;
import dev.fairway.delivery.pipelines.PipelineRun.State;
import dev.fairway.delivery.pipelines.PipelineRuns.Printed;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.Slice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is done with the commits of a repository. */
@RestController
@RequestMapping("/v1/repositories/{owner}/{name}/pipelines")
class PipelineController {

    private static final int MOST = 100;
    private static final int MOST_PIECES = 500;

    /** @param message a sentence on how it stands */
    record PipelineView(
            String id,
            long place,
            String branch,
            String commit,
            State state,
            String message,
            List<StageState> stages,
            int attempt,
            String createdBy,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {

        static PipelineView of(PipelineRun run) {
            return new PipelineView(
                    run.id(),
                    run.place(),
                    run.branch(),
                    run.commit(),
                    run.state(),
                    run.message(),
                    run.stages(),
                    run.attempt(),
                    run.createdBy(),
                    run.createdAt(),
                    run.startedAt(),
                    run.endedAt());
        }
    }

    /**
     * @param isOn whether stages run here at all
     * @param next the place behind which the next page begins; null on the last
     */
    record PipelinesAnswer(
            boolean ok,
            boolean isOn,
            List<PipelineView> pipelines,
            @Nullable Long next) {}

    record PipelineAnswer(boolean ok, PipelineView pipeline) {}

    /** @param next the place behind which more is printed, now or later */
    record PipelineLogAnswer(boolean ok, List<Printed> pieces, long next) {}

    /** @param branch the default branch when it is left out */
    record NewPipelineBody(@Nullable String branch) {}

    private final Repositories repositories;
    private final Contents contents;
    private final PipelineRunner runner;
    private final Pipelines pipelines;
    private final PipelineRuns runs;

    PipelineController(
            Repositories repositories,
            Contents contents,
            PipelineRunner runner,
            Pipelines pipelines,
            PipelineRuns runs) {
        this.repositories = repositories;
        this.contents = contents;
        this.runner = runner;
        this.pipelines = pipelines;
        this.runs = runs;
    }

    /** Pipelines, the newest first. @param before place behind which the page begins */
    @GetMapping
    @Requires(Permission.MEMBER)
    PipelinesAnswer list(
            @PathVariable String owner,
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String branch,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "30") int limit) {
        String id = repository(owner, name).id();
        Slice<PipelineRun, Long> page =
                Slice.of(limit, MOST, many -> runs.newest(id, branch, before, many), PipelineRun::place);
        return new PipelinesAnswer(true, runner.isOn(), page.map(PipelineView::of), page.next());
    }

    /** Begins one for the newest commit of a branch, as a push would. */
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Requires(Permission.WRITE_REPOSITORIES)
    PipelineAnswer begin(
            @PathVariable String owner, @PathVariable String name, @RequestBody NewPipelineBody body, Actor actor) {
        HostedRepository repository = writable(owner, name, actor);
        String branch = Objects.requireNonNullElse(body.branch(), repository.defaultBranch());
        String head = contents.head(repository, branch).orElseThrow(() -> new NotFound("branch", "name", branch));
        PipelineRun run = pipelines
                .begin(repository, branch, head, actor.name(), UUID.randomUUID().toString())
                .orElseThrow(() -> new InvalidInput(
                        "branch", "\"%s\" has no %s, which says what is done".formatted(branch, PipelineFile.PATH)));
        return new PipelineAnswer(true, PipelineView.of(run));
    }

    /** One pipeline. */
    @GetMapping("/{pipeline}")
    @Requires(Permission.MEMBER)
    PipelineAnswer get(@PathVariable String owner, @PathVariable String name, @PathVariable String pipeline) {
        return new PipelineAnswer(
                true, PipelineView.of(runs.get(repository(owner, name).id(), pipeline)));
    }

    /** What its stages printed, in its order. @param after place behind which it begins */
    @GetMapping("/{pipeline}/log")
    @Requires(Permission.MEMBER)
    PipelineLogAnswer log(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable String pipeline,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "200") int limit) {
        PipelineRun run = runs.get(repository(owner, name).id(), pipeline);
        if (limit < 1 || limit > MOST_PIECES) {
            throw new InvalidInput("limit", "%d is not between 1 and %d".formatted(limit, MOST_PIECES));
        }
        List<Printed> pieces = runs.log(run.id(), after, limit);
        return new PipelineLogAnswer(
                true, pieces, pieces.isEmpty() ? after : pieces.getLast().place());
    }

    /** Stops it. */
    @PostMapping("/{pipeline}/cancel")
    @Requires(Permission.WRITE_REPOSITORIES)
    PipelineAnswer cancel(
            @PathVariable String owner, @PathVariable String name, @PathVariable String pipeline, Actor actor) {
        HostedRepository repository = writable(owner, name, actor);
        return new PipelineAnswer(true, PipelineView.of(pipelines.cancel(runs.get(repository.id(), pipeline), actor)));
    }

    /** Does the same commit once more, from the first stage. */
    @PostMapping("/{pipeline}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Requires(Permission.WRITE_REPOSITORIES)
    PipelineAnswer retry(
            @PathVariable String owner, @PathVariable String name, @PathVariable String pipeline, Actor actor) {
        HostedRepository repository = writable(owner, name, actor);
        return new PipelineAnswer(
                true, PipelineView.of(pipelines.again(repository, runs.get(repository.id(), pipeline), actor)));
    }

    private HostedRepository writable(String owner, String name, Actor actor) {
        HostedRepository repository = repository(owner, name).requireWriter(actor);
        if (!runner.isOn()) {
            throw new Conflict(
                    "runner_off",
                    "No stage runs here; an administrator of the server can switch a runner on with FAIRWAY_DELIVERY_RUNNER",
                    Map.of());
        }
        return repository;
    }

    private HostedRepository repository(String owner, String name) {
        return repositories.get(RepositoryName.of(owner, name));
    }
}
