package dev.fairway.delivery.pipelines;

import dev.fairway.delivery.DeliverySettings;
import dev.fairway.delivery.pipelines.PipelineFile.Stage;
import dev.fairway.shared.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each stage in a container of its own, by an engine of the server's machine: without rights over it, without a network unless the
 * settings name one, with limits on memory, processors and processes. The files of the commit are all that it sees. Containers
 * are found again by their name, and those of this server by a label.
 */
class ContainerRunner implements PipelineRunner {

    private static final Logger LOG = LoggerFactory.getLogger(ContainerRunner.class);
    private static final String WORKSPACE = "/workspace";
    private static final String LABEL = "dev.fairway.server";
    private static final String MARK = "container ";
    private static final int LABEL_LENGTH = 16;
    private static final int ENGINE_FAILED = 125;
    private static final int KILLED = 137;

    private final DeliverySettings settings;
    private final Map<String, String> environment;
    private final String label;
    private @Nullable ContainerEngine engine;

    /** @param environment of the engine, over that of the server */
    ContainerRunner(DeliverySettings settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = environment;
        String home = settings.home().toAbsolutePath().normalize().toString();
        label = "%s=%s".formatted(LABEL, Sha256.hex(home).substring(0, LABEL_LENGTH));
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public int atOnce() {
        return settings.runnersAtOnce();
    }

    @Override
    public void prepare() {
        try {
            engine();
        } catch (IOException none) {
            LOG.warn("Stages of pipelines cannot run: {}", none.getMessage());
        }
    }

    /** What an earlier server left is removed before anything is started. */
    private synchronized ContainerEngine engine() throws IOException {
        ContainerEngine known = engine;
        if (known == null) {
            known = ContainerEngine.find(settings.container().engine(), environment);
            String left = known.call("ps", "--all", "--quiet", "--filter", "label=" + label)
                    .printed();
            for (String container : left.lines().filter(line -> !line.isBlank()).toList()) {
                remove(known, container);
            }
            engine = known;
        }
        return known;
    }

    private static void remove(ContainerEngine engine, String container) {
        try {
            engine.call("kill", container);
            engine.call("rm", "--force", container);
        } catch (IOException failure) {
            LOG.warn("The container {} may be left: {}", container, failure.getMessage());
        }
    }

    @Override
    public RunningStage start(Path folder, Stage stage, Map<String, String> facts) throws IOException {
        String image = stage.container().isEmpty() ? settings.container().image() : stage.container();
        if (image.isEmpty()) {
            throw new IOException(
                    "it names no image to run in; write container: and an image, or have an administrator set FAIRWAY_DELIVERY_CONTAINER_IMAGE");
        }
        ContainerEngine used = engine();
        String name = "fairway-stage-%s".formatted(UUID.randomUUID());
        List<String> words = new ArrayList<>(List.of("run", "--rm", "--name=" + name, "--label=" + label));
        words.addAll(limits());
        if (!used.mapsRoot()) {
            words.add("--user=%s:%s"
                    .formatted(Files.getAttribute(folder, "unix:uid"), Files.getAttribute(folder, "unix:gid")));
        }
        words.add("--volume=%s:%s:Z".formatted(folder, WORKSPACE));
        words.add("--workdir=" + WORKSPACE);
        variables(stage, facts).forEach((variable, value) -> words.add("--env=%s=%s".formatted(variable, value)));
        words.addAll(List.of("--entrypoint=/bin/sh", image, "-e", "-c", stage.run()));
        return new ContainerStage(used, name, used.start(words));
    }

    private List<String> limits() {
        DeliverySettings.Container container = settings.container();
        long memory = settings.runnerMemory().toBytes();
        return List.of(
                "--memory=%db".formatted(memory),
                "--memory-swap=%db".formatted(memory),
                "--cpus=" + container.cpus().toPlainString(),
                "--pids-limit=" + container.processes(),
                "--network=" + container.network(),
                "--cap-drop=all",
                "--security-opt=no-new-privileges");
    }

    private static Map<String, String> variables(Stage stage, Map<String, String> facts) {
        Map<String, String> variables = new LinkedHashMap<>(Map.of("CI", "true", "HOME", WORKSPACE));
        variables.putAll(stage.env());
        variables.putAll(facts);
        return variables;
    }

    @Override
    public void endWhatIsLeft(String mark) {
        if (mark.startsWith(MARK)) {
            try {
                remove(engine(), mark.substring(MARK.length()));
            } catch (IOException none) {
                LOG.warn("The {} may be left: {}", mark, none.getMessage());
            }
        }
    }

    private record ContainerStage(ContainerEngine engine, String name, Process process) implements RunningStage {

        @Override
        public String mark() {
            return MARK + name;
        }

        /** By its name: what it started is no child of the process that shows what it prints. */
        @Override
        public void end() {
            remove(engine, name);
            process.destroyForcibly();
        }

        @Override
        public String failure(int code) {
            return switch (code) {
                case ENGINE_FAILED -> "The container could not be started; the engine printed why";
                case KILLED -> "It was killed, perhaps as it wanted more memory than it may have";
                default -> "It ended with %d".formatted(code);
            };
        }
    }
}
