package dev.fairway.delivery.pipelines;

import dev.fairway.delivery.DeliverySettings;
import dev.fairway.delivery.DeliverySettings.Runner;
import dev.fairway.delivery.pipelines.PipelineFile.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Runs stages as processes of the machine of the server, with limits on time, memory, the size of files and open files, in an environment that
 * has nothing of the server's. Off unless the settings switch it on: whoever pushes can then do what the user of these
 * processes can.
 */
@Component
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
    public Process start(Path folder, Stage stage, Map<String, String> facts) throws IOException {
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
        return process;
    }
}
