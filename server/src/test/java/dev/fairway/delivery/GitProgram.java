package dev.fairway.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The program git in a folder, as somebody uses it who has none of its settings. */
record GitProgram(Path folder) {

    /** @param text what it printed, errors as well */
    record Result(int exit, String text) {
        boolean isDone() {
            return exit == 0;
        }
    }

    static String address(URI server, String user, String secret, String repository) {
        return "http://%s:%s@%s/git/%s.git"
                .formatted(user.replace("@", "%40"), secret, server.getAuthority(), repository.replace(" ", "%20"));
    }

    Result run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return call(command, "");
    }

    /** @throws IllegalStateException when it fails */
    String done(String... arguments) {
        Result result = run(arguments);
        if (!result.isDone()) {
            throw new IllegalStateException("git %s: %s".formatted(String.join(" ", arguments), result.text()));
        }
        return result.text().strip();
    }

    String fed(String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Result result = call(command, input);
        if (!result.isDone()) {
            throw new IllegalStateException(result.text());
        }
        return result.text().strip();
    }

    /** Clones into a folder below this one, and stands on the branch main also where there is none yet. */
    GitProgram cloned(String address, String name) {
        done("-c", "init.defaultBranch=main", "clone", "--quiet", address, name);
        return new GitProgram(folder.resolve(name));
    }

    void write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @return the commit */
    String commit(String file, String text) {
        write(file, text);
        done("add", "--all");
        done("commit", "--quiet", "--message", "Change " + file);
        return done("rev-parse", "HEAD");
    }

    private Result call(List<String> command, String input) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment()
                .putAll(Map.of(
                        "HOME", folder.toString(),
                        "XDG_CONFIG_HOME", folder.toString(),
                        "LC_ALL", "C",
                        "GIT_CONFIG_NOSYSTEM", "1",
                        "GIT_TERMINAL_PROMPT", "0",
                        "GIT_AUTHOR_NAME", "Harbor developer",
                        "GIT_AUTHOR_EMAIL", "harbor-developer@example.com",
                        "GIT_COMMITTER_NAME", "Harbor developer",
                        "GIT_COMMITTER_EMAIL", "harbor-developer@example.com"));
        try {
            Process process = builder.start();
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), text.replaceAll("(?m)^warning: .*\\R", ""));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
