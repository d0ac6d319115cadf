package dev.fairway.delivery.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.delivery.DeliverySettings;
import dev.fairway.delivery.DeliverySettings.Container;
import dev.fairway.delivery.DeliverySettings.Runner;
import dev.fairway.delivery.containers.Podman;
import dev.fairway.delivery.pipelines.PipelineRun.Outcome;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Stages in containers of the real engine. */
class ContainerRunnerTests {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path home;

    @TempDir
    private Path folder;

    private final List<String> printed = Collections.synchronizedList(new ArrayList<>());
    private final List<String> marks = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void needTheEngine() {
        Podman.need();
    }

    @Test
    void seesTheFilesOfTheCommitAndHasNoRightsAndNoNetwork() throws Exception {
        Files.writeString(folder.resolve("a.txt"), "from the commit\n");

        StageWork.Result result = run(runner(""), stage("""
                cat a.txt
                echo "$GREETING $FAIRWAY_COMMIT $CI $(pwd)"
                grep -E '^(CapEff|NoNewPrivs)' /proc/self/status
                ls /sys/class/net | tr '\\n' ' '
                env | grep -c PASSWORD || true
                echo built > out.txt
                """, Podman.image("base")), () -> false);

        assertThat(result.outcome()).as(text()).isEqualTo(Outcome.SUCCESS);
        assertThat(text())
                .contains("from the commit", "harbour 0123 true /workspace")
                .containsPattern("CapEff:\\s+0000000000000000")
                .containsPattern("NoNewPrivs:\\s+1")
                .contains("lo 0\n");
        assertThat(folder.resolve("out.txt")).hasContent("built");
        assertThat(left()).isEmpty();
    }

    @Test
    void endsWithTheCodeOfItsScriptAndSaysWhenTheEngineFails() throws Exception {
        assertThat(run(runner(Podman.image("base")), stage("false; echo never", ""), () -> false)
                        .message())
                .isEqualTo("It ended with 1");
        assertThat(run(runner(""), stage("true", "localhost/fairway-test/none:none"), () -> false)
                        .message())
                .isEqualTo("The container could not be started; the engine printed why");
        assertThat(run(runner(""), stage("true", ""), () -> false).message())
                .contains("names no image", "FAIRWAY_DELIVERY_CONTAINER_IMAGE");
        assertThat(text()).doesNotContain("never");
    }

    @Test
    void isStoppedWithAllThatItStarted() throws Exception {
        StageWork.Result result = run(
                runner(""),
                stage("sleep 600 & echo begun; wait", Podman.image("base")),
                () -> text().contains("begun"));

        assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(left()).isEmpty();
    }

    @Test
    void mayHaveNoMoreMemoryThanItsLimit() throws Exception {
        StageWork.Result result =
                run(runner(""), stage("python3 -c 'x = bytearray(300_000_000)'", Podman.image("python")), () -> false);

        assertThat(result.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(result.message()).contains("memory");
    }

    @Test
    void whatACrashLeftIsEndedByItsMarkOrAtTheNextStart() throws Exception {
        ContainerRunner runner = runner("");
        RunningStage first = runner.start(folder, stage("sleep 600", Podman.image("base")), Map.of());
        RunningStage second = runner.start(folder, stage("sleep 600", Podman.image("base")), Map.of());
        await().atMost(LONG).until(() -> left().size() == 2);

        runner("").endWhatIsLeft("4711 2026-01-01T00:00:00Z");
        runner.endWhatIsLeft(first.mark());
        assertThat(left()).hasSize(1);
        runner("").prepare();

        assertThat(left()).isEmpty();
        first.process().waitFor();
        second.process().waitFor();
    }

    private StageWork.Result run(ContainerRunner runner, PipelineFile.Stage stage, BooleanSupplier isToStop)
            throws InterruptedException {
        return new StageWork(runner, new StageLog.Budget(100_000))
                .run(
                        folder,
                        stage,
                        Map.of("FAIRWAY_COMMIT", "0123"),
                        running -> marks.add(running.mark()),
                        isToStop,
                        printed::add);
    }

    private String text() {
        return String.join("", printed);
    }

    /** Containers that this server has. */
    private List<String> left() throws IOException {
        return Podman.done("ps", "--all", "--quiet", "--filter", "label=dev.fairway.server")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static PipelineFile.Stage stage(String script, String image) {
        return new PipelineFile.Stage(
                "test",
                script,
                null,
                null,
                image,
                List.of(),
                List.of(),
                null,
                Duration.ofMinutes(1),
                Map.of("GREETING", "harbour"));
    }

    private ContainerRunner runner(String image) {
        Container container = new Container("podman", image, "none", BigDecimal.ONE, 100);
        DataSize some = DataSize.ofMegabytes(128);
        return new ContainerRunner(
                new DeliverySettings(
                        home, some, some, some, 500, Runner.CONTAINER, "", 1, some, container, Duration.ofMinutes(10)),
                Podman.environment());
    }
}
