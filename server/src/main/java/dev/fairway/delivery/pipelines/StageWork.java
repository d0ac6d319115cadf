package dev.fairway.delivery.pipelines;

import dev.fairway.delivery.builds.BuiltImage;
import dev.fairway.delivery.pipelines.PipelineFile.Stage;
import dev.fairway.delivery.pipelines.PipelineRun.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One stage as a process: started, listened to, and ended with all of its children when its time is over or somebody stops it. */
final class StageWork {

    private static final Duration LOOK = Duration.ofMillis(300);
    private static final Duration TO_FINISH_PRINTING = Duration.ofSeconds(5);

    private final PipelineRunner runner;
    private final StageLog.Budget budget;

    StageWork(PipelineRunner runner, StageLog.Budget budget) {
        this.runner = runner;
        this.budget = budget;
    }

    /** @param tail end of what it printed @param image that it published; null for none */
    record Result(
            Outcome outcome,
            String message,
            String tail,
            @Nullable BuiltImage image) {

        Result(Outcome outcome, String message, String tail) {
            this(outcome, message, tail, null);
        }
    }

    /**
     * @param started is told of the process before it is waited for
     * @param isToStop asked again and again
     * @param print takes whole lines
     */
    Result run(
            Path folder,
            Stage stage,
            Map<String, String> facts,
            Consumer<RunningStage> started,
            BooleanSupplier isToStop,
            Consumer<String> print)
            throws InterruptedException {
        RunningStage running;
        try {
            running = runner.start(folder, stage, facts);
        } catch (IOException failure) {
            return new Result(Outcome.FAILURE, "It could not be started: " + failure.getMessage(), "");
        }
        try {
            started.accept(running);
            StageLog log = new StageLog(running.process().getInputStream(), budget, print);
            Thread reader = Thread.ofVirtual().name("pipeline-log").start(log);
            String stopped = waitFor(running.process(), stage, isToStop);
            running.end();
            reader.join(TO_FINISH_PRINTING);
            return result(running, stopped, log.tail());
        } finally {
            running.end();
        }
    }

    /** @return why it has to end; empty when it ended by itself */
    private static String waitFor(Process process, Stage stage, BooleanSupplier isToStop) throws InterruptedException {
        long deadline = System.nanoTime() + stage.timeout().toNanos();
        while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            if (System.nanoTime() - deadline > 0) {
                return "It took longer than its %d minutes"
                        .formatted(stage.timeout().toMinutes());
            }
            if (isToStop.getAsBoolean()) {
                return "It was stopped";
            }
        }
        return "";
    }

    private static Result result(RunningStage running, String stopped, String tail) throws InterruptedException {
        if (!stopped.isEmpty()) {
            boolean isCancelled = stopped.equals("It was stopped");
            return new Result(isCancelled ? Outcome.CANCELLED : Outcome.FAILURE, stopped, tail);
        }
        int code = running.process().waitFor();
        return code == 0
                ? new Result(Outcome.SUCCESS, "", tail)
                : new Result(Outcome.FAILURE, running.failure(code), tail);
    }
}
