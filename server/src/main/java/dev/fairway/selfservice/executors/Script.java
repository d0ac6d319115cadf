package dev.fairway.selfservice.executors;

import dev.fairway.selfservice.SelfServiceSettings;
import dev.fairway.selfservice.executors.Outcome.Kind;
import dev.fairway.shared.Json;
import dev.fairway.shared.Refused;
import dev.fairway.shared.jq.Template;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code SCRIPT}: runs a shell script on the machine of the server, in an empty folder of its own, with limits on time, memory,
 * file sizes and output. Off unless the settings switch it on, as whoever writes actions can then do what the server can.
 * Values come as environment variables only: a script is never put together from what people type.
 */
@Component
class Script implements Executor.Outside {

    private static final int MOST_OUTPUT = 100_000;
    private static final int MEMORY_KILOBYTES = 1_048_576;
    private static final int FILE_BLOCKS = 204_800;

    private final SelfServiceSettings settings;

    Script(SelfServiceSettings settings) {
        this.settings = settings;
    }

    @Override
    public String type() {
        return "SCRIPT";
    }

    @Override
    public ObjectNode payload(Task task, ObjectNode scope) {
        if (!settings.scripts()) {
            throw new Refused(
                    "Scripts are switched off; an administrator of the server can switch them on with FAIRWAY_SELFSERVICE_SCRIPTS");
        }
        ObjectNode payload = Json.object().put("script", String.valueOf(Json.textAt(task.config(), "script")));
        payload.set("environment", Template.fill(Json.objectAt(task.config(), "environment"), scope));
        return payload;
    }

    @Override
    public Outcome send(Task task, ObjectNode payload) {
        try {
            Path folder = Files.createTempDirectory("fairway-script-");
            try {
                return run(task, payload, folder);
            } finally {
                remove(folder);
            }
        } catch (IOException failure) {
            return new Outcome(Kind.NOT_TAKEN, null, "The script could not be started: " + failure.getMessage());
        }
    }

    private Outcome run(Task task, ObjectNode payload, Path folder) throws IOException {
        Path script = Files.writeString(
                folder.resolve("script.sh"), payload.path("script").asString(""));
        Path output = folder.resolve("output");
        long seconds = Math.max(1, settings.scriptTimeout().toSeconds());
        String limits = "ulimit -v %d; ulimit -f %d; ulimit -t %d; exec /bin/sh \"$0\""
                .formatted(MEMORY_KILOBYTES, FILE_BLOCKS, seconds);
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", limits, script.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
        environment.clear();
        Json.fields(payload.path("environment")).forEach((name, value) -> environment.put(name, value.asString("")));
        environment.put("PATH", path);
        environment.put("HOME", folder.toString());
        environment.put("FAIRWAY_KEY", task.key());
        environment.put("FAIRWAY_RUN", task.run());
        return outcome(builder.start(), output, seconds);
    }

    private static Outcome outcome(Process process, Path output, long seconds) throws IOException {
        boolean hasEnded = waitFor(process, seconds);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        ObjectNode response = Json.object().put("output", start(output));
        if (!hasEnded) {
            return new Outcome(Kind.UNSURE, response, "The script was stopped after %d s".formatted(seconds));
        }
        int code = process.exitValue();
        response.put("exitCode", code);
        return new Outcome(code == 0 ? Kind.DONE : Kind.UNSURE, response, "The script ended with " + code);
    }

    private static boolean waitFor(Process process, long seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String start(Path output) throws IOException {
        try (InputStream content = Files.newInputStream(output)) {
            return new String(content.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
