package dev.fairway.delivery.pipelines;

import dev.fairway.access.Actor;
import dev.fairway.delivery.Pushed;
import dev.fairway.delivery.changes.CheckResult;
import dev.fairway.delivery.changes.Checks;
import dev.fairway.delivery.contents.Contents;
import dev.fairway.delivery.contents.Contents.At;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.pipelines.PipelineRun.Outcome;
import dev.fairway.delivery.pipelines.PipelineRun.StageState;
import dev.fairway.delivery.pipelines.PipelineRun.State;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.jobs.Chore;
import dev.fairway.shared.jobs.Chores;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Begins a pipeline for each commit that is pushed to a branch, where its repository has one and a runner is on. */
@Component
class Pipelines implements Chore {

    static final String CHECK = "pipeline";

    private static final String KIND = "begin-pipeline";

    private final PipelineRuns runs;
    private final PipelineRunner runner;
    private final Repositories repositories;
    private final Contents contents;
    private final Checks checks;
    private final Chores chores;
    private final Clock clock;

    Pipelines(
            PipelineRuns runs,
            PipelineRunner runner,
            Repositories repositories,
            Contents contents,
            Checks checks,
            Chores chores,
            Clock clock) {
        this.runs = runs;
        this.runner = runner;
        this.repositories = repositories;
        this.contents = contents;
        this.checks = checks;
        this.chores = chores;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Within the transaction that remembers that the push was told. */
    @EventListener
    void on(Pushed push) {
        if (runner.isOn() && push.branch() != null && push.to() != null) {
            chores.add(KIND, "%s %s %s %s".formatted(push.repositoryId(), push.to(), push.branch(), push.actor()));
        }
    }

    @Override
    public void run(String id) {
        String[] parts = id.split(" ", 4);
        repositories.findById(parts[0]).ifPresent(repository -> begin(repository, parts[2], parts[1], parts[3], ""));
    }

    /**
     * Once for each commit of a branch and key. A file that is wrong is a pipeline that failed, with the reason.
     *
     * @param key another one for the same commit once more
     * @return empty where the commit has no pipeline
     */
    @Transactional
    public Optional<PipelineRun> begin(
            HostedRepository repository, String branch, String commit, String by, String key) {
        return contents.text(repository, new At(commit, PipelineFile.PATH))
                .map(text -> begin(repository, branch, commit, by, key, text));
    }

    private PipelineRun begin(
            HostedRepository repository, String branch, String commit, String by, String key, String text) {
        String id = UUID.nameUUIDFromBytes("%s %s %s %s"
                        .formatted(repository.id(), branch, commit, key)
                        .getBytes(StandardCharsets.UTF_8))
                .toString();
        Instant now = clock.instant();
        PipelineRun run;
        try {
            List<StageState> stages = PipelineFile.read(text).stages().stream()
                    .map(StageState::waiting)
                    .toList();
            run = fresh(id, repository, branch, commit, by, stages, now);
        } catch (InvalidInput wrong) {
            run = fresh(id, repository, branch, commit, by, List.of(), now)
                    .ended(State.FAILURE, "%s: %s".formatted(PipelineFile.PATH, wrong.reason()), now);
        }
        if (!runs.add(run)) {
            return runs.get(repository.id(), id);
        }
        runs.queued(repository.id(), branch).stream()
                .filter(older -> !older.id().equals(id))
                .forEach(older -> cancelled(older, "A newer commit of %s came".formatted(branch)));
        tell(run);
        if (run.state() == State.QUEUED) {
            chores.add(PipelineWork.KIND, id);
        }
        return runs.get(repository.id(), id);
    }

    private static PipelineRun fresh(
            String id,
            HostedRepository repository,
            String branch,
            String commit,
            String by,
            List<StageState> stages,
            Instant now) {
        return new PipelineRun(
                id,
                0,
                repository.id(),
                branch,
                commit,
                State.QUEUED,
                stages,
                "It waits for its turn.",
                0,
                by,
                now,
                null,
                null);
    }

    /** The same commit once more. @throws Conflict while it still runs */
    @Transactional
    public PipelineRun again(HostedRepository repository, PipelineRun run, Actor actor) {
        if (!run.state().isEnded()) {
            throw new Conflict("still_running", "It still runs; cancel it first", Map.of("pipeline", run.id()));
        }
        return begin(
                        repository,
                        run.branch(),
                        run.commit(),
                        actor.name(),
                        UUID.randomUUID().toString())
                .orElseThrow(() -> new InvalidInput("commit", "has no %s".formatted(PipelineFile.PATH)));
    }

    /** Ends it where nobody works on it yet; else whoever does ends it within a second. */
    @Transactional
    public PipelineRun cancel(PipelineRun run, Actor actor) {
        boolean isOver = run.state().isEnded()
                || (run.state() == State.QUEUED && cancelled(run, "Cancelled by %s".formatted(actor.name())));
        if (!isOver) {
            runs.askToStop(run.id());
        }
        return runs.get(run.repositoryId(), run.id());
    }

    /** @return whether it was: false when somebody has begun to work on it */
    private boolean cancelled(PipelineRun run, String why) {
        Instant now = clock.instant();
        List<StageState> stages = run.stages().stream()
                .map(stage -> stage.ended(Outcome.CANCELLED, "", now))
                .toList();
        PipelineRun ended = run.with(stages).ended(State.CANCELLED, why, now);
        boolean isKept = runs.save(ended);
        if (isKept) {
            tell(ended);
        }
        return isKept;
    }

    /** Change requests show how it stands. */
    void tell(PipelineRun run) {
        CheckResult.State state = switch (run.state()) {
            case QUEUED, RUNNING -> CheckResult.State.PENDING;
            case SUCCESS -> CheckResult.State.SUCCESS;
            case FAILURE, CANCELLED -> CheckResult.State.FAILURE;
        };
        String summary = run.message().length() > 1_000 ? run.message().substring(0, 1_000) + "…" : run.message();
        checks.report(run.repositoryId(), run.commit(), new Checks.Report(CHECK, state, summary, null), Actor.SYSTEM);
    }
}
