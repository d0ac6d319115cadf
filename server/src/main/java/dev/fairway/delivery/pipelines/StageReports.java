package dev.fairway.delivery.pipelines;

import dev.fairway.access.Actor;
import dev.fairway.delivery.builds.BuildReport;
import dev.fairway.delivery.builds.BuildReports;
import dev.fairway.delivery.builds.BuiltImage;
import dev.fairway.delivery.builds.Scans;
import dev.fairway.delivery.pipelines.PipelineFile.Image;
import dev.fairway.delivery.pipelines.PipelineFile.Made;
import dev.fairway.delivery.pipelines.PipelineFile.Stage;
import dev.fairway.delivery.pipelines.PipelineRun.Outcome;
import dev.fairway.delivery.testing.TestReports;
import dev.fairway.shared.PlatformException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reports what stages leave in files, as another CI reports it by the API. */
@Component
class StageReports {

    private final TestReports tests;
    private final BuildReports builds;
    private final Clock clock;

    StageReports(TestReports tests, BuildReports builds, Clock clock) {
        this.tests = tests;
        this.builds = builds;
        this.clock = clock;
    }

    /** A stage that was not stopped. @param folder that it worked in */
    record Ended(String repositoryId, String commit, Stage stage, Path folder, StageWork.Result result) {

        boolean isFine() {
            return result.outcome() == Outcome.SUCCESS;
        }
    }

    /**
     * Results of tests and of scanners are told whether the stage failed or not, and what it published where it did not.
     *
     * @param print takes what is wrong with the files
     */
    void report(Ended ended, Consumer<String> print) {
        Stage stage = ended.stage();
        if (!stage.junit().isEmpty()) {
            trying("its results of tests are not shown", print, () -> {
                List<String> files = StageFiles.in(ended.folder(), stage.junit());
                TestReports.Printed printed = new TestReports.Printed(
                        ended.commit(), stage.name(), files, ended.result().tail());
                tests.put(ended.repositoryId(), printed, Actor.SYSTEM);
            });
        }
        Made made = stage.made();
        if (made == null && ended.result().image() != null) {
            made = Made.NOTHING;
        }
        if (made != null) {
            Made left = made;
            trying("what it made is not shown", print, () -> built(ended, left, print));
        }
    }

    private static void trying(String otherwise, Consumer<String> print, Runnable report) {
        try {
            report.run();
        } catch (PlatformException wrong) {
            print.accept("%s: %s".formatted(otherwise, wrong.reason()));
        }
    }

    private void built(Ended ended, Made made, Consumer<String> print) {
        String sbom =
                StageFiles.text(ended.folder(), made.sbom(), Scans.LARGEST).orElse(null);
        if (sbom == null && !made.sbom().isEmpty()) {
            print.accept("there is no file %s, which sbom names, or it is too large".formatted(made.sbom()));
        }
        List<String> sarif = StageFiles.in(ended.folder(), made.sarif());
        if (sarif.isEmpty() && !made.sarif().isEmpty()) {
            print.accept("no file is what sarif names");
        }
        BuildReport report = new BuildReport(
                ended.commit(),
                ended.stage().name(),
                ended.isFine() ? BuildReport.Outcome.SUCCESS : BuildReport.Outcome.FAILURE,
                ended.isFine() ? image(ended, made.image()) : null,
                Scans.read(sbom, sarif),
                null,
                null,
                Actor.SYSTEM.name(),
                clock.instant());
        builds.put(ended.repositoryId(), report, sbom, Actor.SYSTEM);
    }

    private static @Nullable BuiltImage image(Ended ended, @Nullable Image image) {
        return image == null
                ? ended.result().image()
                : new BuiltImage(
                        image.repository(),
                        image.tag().isEmpty() ? ended.commit() : image.tag(),
                        StageFiles.digest(ended.folder(), "image.digest", image.digest()));
    }
}
