package dev.fairway.resources.postgresql;

import dev.fairway.resources.ResourcesSettings;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The programs of PostgreSQL on this machine that dump and restore databases. */
@Component
class PostgresPrograms {

    static final String DUMP = "pg_dump";
    static final String RESTORE = "pg_restore";

    private static final Pattern VERSION = Pattern.compile("(?s).*?\\(PostgreSQL\\) (\\d{1,4}).*");
    private static final int LONGEST_ANSWER = 1_000;
    private static final int MOST_SECONDS = 10;
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);

    /** @param at of the clock that only runs */
    private record Answer(OptionalInt major, long at) {}

    private final ResourcesSettings settings;
    private final Map<Path, Answer> answers = new ConcurrentHashMap<>();

    PostgresPrograms(ResourcesSettings settings) {
        this.settings = settings;
    }

    Duration timeout() {
        return settings.dumpTimeout();
    }

    Optional<Path> find(String program) {
        return folders()
                .map(folder -> folder.resolve(program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Stream<Path> folders() {
        String folder = settings.postgresPrograms();
        if (!folder.isBlank()) {
            return Stream.of(Path.of(folder));
        }
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(path)
                .filter(one -> !one.isEmpty())
                .map(Path::of);
    }

    /** The first number of a program's version. It is asked again after a minute: another one may be installed by then. */
    OptionalInt version(Path program) {
        Answer known = answers.get(program);
        if (known == null || System.nanoTime() - known.at() > ASK_AGAIN.toNanos()) {
            known = new Answer(ask(program), System.nanoTime());
            answers.put(program, known);
        }
        return known.major();
    }

    private static OptionalInt ask(Path program) {
        try {
            int major = major(program);
            return major == 0 ? OptionalInt.empty() : OptionalInt.of(major);
        } catch (IOException gone) {
            return OptionalInt.empty();
        }
    }

    private static int major(Path program) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(program.toString(), "--version"));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("FAIRWAY_"));
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                return 0;
            }
            byte[] answer = process.getInputStream().readNBytes(LONGEST_ANSWER);
            Matcher version = VERSION.matcher(new String(answer, StandardCharsets.UTF_8));
            return version.matches() ? Integer.parseInt(version.group(1)) : 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("Fairway ends", stopped);
        } finally {
            process.destroyForcibly();
        }
    }
}
