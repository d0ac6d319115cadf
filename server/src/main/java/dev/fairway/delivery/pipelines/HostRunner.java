package dev.fairway.delivery.pipelines;

import dev.fairway.delivery.DeliverySettings;
import dev.fairway.delivery.DeliverySettings.Runner;
import dev.fairway.delivery.pipelines.PipelineFile.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs stages as processes of the machine of the server, with limits on time, memory, the size of files and open files, in an environment that
 * has nothing of the server's. Off unless the settings switch it on: whoever pushes can then do what the user of these
 * processes can.
 */
class HostRunner implements PipelineRunner {

    private static final int FILE_BLOCKS = 4_194_304;
    private static final int OPEN_FILES = 4_096;

    private final DeliverySettings settings;

    HostRunner(DeliverySettings settings) {
        this.settings = settings;
    }

    @Override
    public boolean isOn() {
        return settings.runner() == Runner.HOST;
    }

    @Override
    public int atOnce() {
        return settings.runnersAtOnce();
    }

    @Override
    public void prepare() {
        // whoever goes on with a pipeline ends what is left of it
    }

    @Override
    public RunningStage start(Path folder, Stage stage, Map<String, String> facts) throws IOException {
        if (!stage.container().isEmpty()) {
            throw new IOException(
                    "it is to run in a container of %s, and stages are processes here; an administrator sets FAIRWAY_DELIVERY_RUNNER=container"
                            .formatted(stage.container()));
        }
        String limits = "ulimit -d %d; ulimit -f %d; ulimit -n %d; ulimit -c 0; exec /bin/sh -e -c \"$0\""
                .formatted(settings.runnerMemory().toKilobytes(), FILE_BLOCKS, OPEN_FILES);
        List<String> command = new ArrayList<>();
        if (!settings.runnerUser().isBlank()) {
            command.addAll(List.of(
                    "setpriv",
                    "--reuid=" + settings.runnerUser(),
                    "--regid=" + settings.runnerUser(),
                    "--clear-groups",
                    "--no-new-privs",
                    "--"));
        }
        command.addAll(List.of("/bin/sh", "-c", limits, stage.run()));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        String path = environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.clear();
        environment.putAll(Map.of("PATH", path, "HOME", folder.toString(), "LANG", "C.UTF-8", "CI", "true"));
        environment.putAll(stage.env());
        environment.putAll(facts);
        Process process = builder.start();
        process.getOutputStream().close();
        return new HostStage(process);
    }

    @Override
    public void endWhatIsLeft(String mark) {
        String[] parts = mark.split(" ", 2);
        if (parts[0].matches("\\d{1,18}")) {
            ProcessHandle.of(Long.parseLong(parts[0]))
                    .filter(process -> began(process).equals(parts[1]))
                    .ifPresent(HostRunner::end);
        }
    }

    private record HostStage(Process process) implements RunningStage {

        /** A number of a process is given to another one later; when it began is not. */
        @Override
        public String mark() {
            return "%d %s".formatted(process.pid(), began(process.toHandle()));
        }

        @Override
        public void end() {
            HostRunner.end(process.toHandle());
        }

        @Override
        public String failure(int code) {
            return "It ended with %d".formatted(code);
        }
    }

    private static String began(ProcessHandle process) {
        return process.info().startInstant().map(Object::toString).orElse("");
    }

    private static void end(ProcessHandle process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
