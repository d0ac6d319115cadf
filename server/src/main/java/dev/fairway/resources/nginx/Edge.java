package dev.fairway.resources.nginx;

import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.ServerFailed;
import dev.fairway.resources.spi.ServerUnfit;
import dev.fairway.shared.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** An nginx on this machine: where its files are, and the program that is asked to read them. */
record Edge(Server server) {

    /** Nothing in a path ends a text of nginx, and no program but nginx is ever run. */
    private static final Pattern FOLDER = Pattern.compile("/[A-Za-z0-9._/-]{1,500}");

    private static final Pattern PROGRAM = Pattern.compile("(/[A-Za-z0-9._/-]{1,500}/)?nginx");
    private static final Pattern LISTEN = Pattern.compile("([0-9.]{7,15}:)?[0-9]{1,5}");
    private static final Pattern LAST_LINE = Pattern.compile("(?s)^nginx: ");
    private static final int LONGEST_SECONDS = 10;
    private static final int MOST_OF_A_REASON = 500;

    /** @param output of both streams */
    private record Ended(int status, String output) {}

    static ObjectNode settings() {
        return (ObjectNode) Json.read("""
                {"properties": {
                   "mainConfiguration": {"type": "string", "title": "Main configuration", "default": "/etc/nginx/nginx.conf", "maxLength": 500},
                   "configurationFolder": {"type": "string", "title": "Folder of the sites", "maxLength": 500,
                     "description": "The main configuration includes its files: include FOLDER/*.conf; in the block http."},
                   "cacheFolder": {"type": "string", "title": "Folder of the caches", "maxLength": 500},
                   "program": {"type": "string", "title": "Program", "default": "nginx", "maxLength": 500},
                   "listen": {"type": "string", "title": "Port", "default": "80", "maxLength": 21, "description": "Or address:port."},
                   "authorities": {"type": "string", "title": "Certificates that are trusted", "maxLength": 500,
                     "default": "/etc/ssl/certs/ca-certificates.crt", "description": "For origins with https."},
                   "address": {"type": "string", "title": "Public address", "default": "http://{domain}", "maxLength": 200,
                     "description": "Where people find a site."}},
                 "required": ["mainConfiguration", "configurationFolder", "cacheFolder"]}""");
    }

    private String checked(String setting, String otherwise, Pattern pattern) {
        String text = server.text(setting, otherwise);
        if (!pattern.matcher(text).matches() || text.contains("..")) {
            throw new ServerUnfit(
                    server.identifier(), "\"%.100s\" is no possible value of %s".formatted(text, setting));
        }
        return text;
    }

    private String main() {
        return checked("mainConfiguration", "", FOLDER);
    }

    Path folder() {
        return Path.of(checked("configurationFolder", "", FOLDER));
    }

    Path cacheOf(String id) {
        return Path.of(checked("cacheFolder", "", FOLDER), id);
    }

    String listen() {
        return checked("listen", "80", LISTEN);
    }

    String authorities() {
        return checked("authorities", "/etc/ssl/certs/ca-certificates.crt", FOLDER);
    }

    String addressOf(String domain) {
        return server.text("address", "http://{domain}").replace("{domain}", domain);
    }

    Path fileOf(String id) {
        return folder().resolve(id + ".conf");
    }

    /** Every site there is, those of others too. */
    List<Path> files() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.toString().endsWith(".conf"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    String version() {
        return run("-v").output().replaceFirst("^nginx version: nginx/", "").strip();
    }

    /** What nginx says of all of its configuration; with a reason that it refuses it for, or empty. */
    String refusal() {
        Ended ended = run("-t", "-c", main());
        return ended.status() == 0 ? "" : shortened(ended.output());
    }

    /** Whether a name is served by two sites, of which nginx would ignore one. */
    boolean isTwice(String domain) {
        return run("-t", "-c", main()).output().contains("conflicting server name \"%s\"".formatted(domain));
    }

    boolean includesFolder() {
        String include = "(?m)^\\s*include\\s+[\"']?%s/\\*(\\.conf)?[\"']?\\s*;";
        return Pattern.compile(include.formatted(Pattern.quote(folder().toString())))
                .matcher(run("-T", "-c", main()).output())
                .find();
    }

    /** Has nginx read its configuration, which it does a moment later. */
    void reload() {
        Ended ended = run("-s", "reload", "-c", main());
        if (ended.status() != 0) {
            throw failed(new IOException(shortened(ended.output())));
        }
    }

    private Ended run(String... arguments) {
        List<String> command = Stream.concat(Stream.of(checked("program", "nginx", PROGRAM)), Stream.of(arguments))
                .toList();
        try {
            Path output = Files.createTempFile("fairway-nginx-", ".txt");
            try {
                return ended(command, output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    private Ended ended(List<String> command, Path output) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().clear();
        Process process = builder.start();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("nginx gave no answer within %d s".formatted(LONGEST_SECONDS));
            }
            return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("It was interrupted", stopped);
        }
    }

    /** The last thing that it complains of is why it refuses. */
    private static String shortened(String output) {
        String reason = output.lines()
                .filter(line -> line.contains("[emerg]") || line.contains("[error]"))
                .reduce((one, other) -> other)
                .orElse(output.strip());
        String plain = LAST_LINE.matcher(reason).replaceFirst("");
        return plain.length() <= MOST_OF_A_REASON ? plain : plain.substring(0, MOST_OF_A_REASON);
    }

    ServerFailed failed(IOException failure) {
        return new ServerFailed(server.identifier(), String.valueOf(failure.getMessage()), failure);
    }
}
