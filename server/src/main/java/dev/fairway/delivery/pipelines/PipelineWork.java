package dev.fairway.delivery.pipelines;

import dev.fairway.delivery.contents.Contents;
import dev.fairway.delivery.contents.Contents.At;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.pipelines.PipelineFile.Stage;
import dev.fairway.delivery.pipelines.PipelineRun.Outcome;
import dev.fairway.delivery.pipelines.PipelineRun.StageState;
import dev.fairway.delivery.pipelines.PipelineRun.State;
import dev.fairway.shared.jobs.Chore;
import dev.fairway.shared.jobs.Chores;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works on one pipeline, stage by stage. What a crash interrupts is begun again at the stage that ran; a process that was
 * left of it is ended first. Whoever finds that somebody else works on it by now lets go.
 */
@Component
class PipelineWork implements Chore {

    static final String KIND = "run-pipeline";

    private static final Logger LOG = LoggerFactory.getLogger(PipelineWork.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final long MOST_LOG = 5_000_000;

    private final PipelineRuns runs;
    private final Pipelines pipelines;
    private final PipelineRunner runner;
    private final DeployStage deploying;
    private final PublishStage publishing;
    private final Checkout checkout;
    private final Repositories repositories;
    private final Contents contents;
    private final StageReports reports;
    private final TransactionTemplate transaction;
    private final Chores chores;
    private final Clock clock;
    private final Semaphore places;

    PipelineWork(
            PipelineRuns runs,
            Pipelines pipelines,
            PipelineRunner runner,
            DeployStage deploying,
            PublishStage publishing,
            Checkout checkout,
            Repositories repositories,
            Contents contents,
            StageReports reports,
            TransactionTemplate transaction,
            Chores chores,
            Clock clock) {
        this.runs = runs;
        this.pipelines = pipelines;
        this.runner = runner;
        this.deploying = deploying;
        this.publishing = publishing;
        this.checkout = checkout;
        this.repositories = repositories;
        this.contents = contents;
        this.reports = reports;
        this.transaction = transaction;
        this.chores = chores;
        this.clock = clock;
        this.places = new Semaphore(runner.atOnce());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(String id) {
        if (!places.tryAcquire()) {
            chores.add(KIND, id, clock.instant().plus(PAUSE));
            return;
        }
        try {
            runs.begin(id).ifPresent(this::work);
        } finally {
            places.release();
        }
    }

    private void work(PipelineRun begun) {
        runs.process(begun.id()).ifPresent(runner::endWhatIsLeft);
        HostedRepository repository = repositories.byId(begun.repositoryId());
        Path folder = null;
        try {
            List<Stage> stages = contents.text(repository, new At(begun.commit(), PipelineFile.PATH))
                    .map(PipelineFile::read)
                    .map(PipelineFile::stages)
                    .orElse(List.of());
            folder = checkout.of(begun.repositoryId(), begun.commit());
            stages(begun, repository, stages, folder);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The server stops; the pipeline goes on when it is back", stopped);
        } catch (Overtaken other) {
            LOG.info("Somebody else works on the pipeline {} by now", begun.id());
        } finally {
            if (folder != null) {
                Checkout.delete(folder);
            }
        }
    }

    /** Somebody else works on it by now. */
    private static final class Overtaken extends RuntimeException {}

    private void stages(PipelineRun begun, HostedRepository repository, List<Stage> stages, Path folder)
            throws InterruptedException {
        StageWork work = new StageWork(runner, new StageLog.Budget(MOST_LOG));
        PipelineRun run = begun;
        for (Stage stage : stages) {
            StageState before = run.stages().stream()
                    .filter(one -> one.name().equals(stage.name()))
                    .findFirst()
                    .orElseThrow();
            if (before.outcome() == Outcome.SUCCESS || before.outcome() == Outcome.SKIPPED) {
                continue;
            }
            if (!stage.isFor(run.branch(), repository.defaultBranch())) {
                run = kept(run.with(
                        stage.name(), one -> one.ended(Outcome.SKIPPED, "It is for other branches", clock.instant())));
                continue;
            }
            if (before.outcome() == Outcome.RUNNING) {
                runs.print(run, stage.name(), "[the server was stopped; this stage begins again]\n");
            }
            run = kept(run.with(stage.name(), one -> one.running(clock.instant())));
            StageWork.Result result = execute(work, run, repository, stage, folder);
            if (result.outcome() != Outcome.CANCELLED) {
                tell(run, repository, stage, folder, result);
            }
            run = kept(run.with(stage.name(), one -> one.ended(result.outcome(), result.message(), clock.instant())));
            if (result.outcome() != Outcome.SUCCESS) {
                boolean isCancelled = result.outcome() == Outcome.CANCELLED;
                finish(
                        skipped(run, isCancelled ? Outcome.CANCELLED : Outcome.SKIPPED),
                        isCancelled ? State.CANCELLED : State.FAILURE,
                        "%s: %s".formatted(stage.name(), result.message()));
                return;
            }
        }
        finish(run, State.SUCCESS, passed(run));
    }

    private static String passed(PipelineRun run) {
        long passed = run.stages().stream()
                .filter(stage -> stage.outcome() == Outcome.SUCCESS)
                .count();
        return "%d of %d stages passed.".formatted(passed, run.stages().size());
    }

    private StageWork.Result execute(
            StageWork work, PipelineRun run, HostedRepository repository, Stage stage, Path folder)
            throws InterruptedException {
        if (stage.deploy() != null) {
            return deploying.run(stage.deploy(), run, repository, folder);
        }
        if (stage.publish() != null) {
            return publishing.run(
                    stage,
                    new PublishStage.Place(run, repository, folder),
                    () -> runs.isToStop(run),
                    text -> runs.print(run, stage.name(), text));
        }
        Map<String, String> facts = Map.of(
                "FAIRWAY_REPOSITORY", repository.name().toString(),
                "FAIRWAY_BRANCH", run.branch(),
                "FAIRWAY_COMMIT", run.commit(),
                "FAIRWAY_PIPELINE", run.id());
        StageWork.Result result = work.run(
                folder,
                stage,
                facts,
                running -> runs.process(run, running.mark()),
                () -> runs.isToStop(run),
                text -> runs.print(run, stage.name(), text));
        runs.process(run, null);
        return result;
    }

    private void tell(PipelineRun run, HostedRepository repository, Stage stage, Path folder, StageWork.Result result) {
        reports.report(
                new StageReports.Ended(repository.id(), run.commit(), stage, folder, result),
                note -> runs.print(run, stage.name(), "[%s]\n".formatted(note)));
    }

    private PipelineRun skipped(PipelineRun run, Outcome outcome) {
        return run.with(run.stages().stream()
                .map(stage -> stage.outcome() == Outcome.WAITING ? stage.ended(outcome, "", clock.instant()) : stage)
                .toList());
    }

    private PipelineRun kept(PipelineRun run) {
        if (!runs.save(run)) {
            throw new Overtaken();
        }
        return run;
    }

    private void finish(PipelineRun run, State state, String message) {
        transaction.executeWithoutResult(status -> {
            PipelineRun ended = kept(run.ended(state, message, clock.instant()));
            pipelines.tell(ended);
        });
    }
}
