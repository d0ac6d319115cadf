package dev.fairway.baddays;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.RecordingServer;
import dev.fairway.RecordingServer.Answer;
import dev.fairway.resources.NginxServer;
import dev.fairway.resources.nginx.Visitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** A site of a real nginx. Before and after each call of its program, the boundary is asked to let it go on. */
final class ExposedSite extends ExposedResource {

    private static final String DOMAIN = "brochure.example.com";

    /** Whoever is not let on waits, as a program does that hangs. */
    private static final String PROGRAM = """
            #!/bin/bash
            go_on() {
              exec 3<>/dev/tcp/127.0.0.1/%d
              printf 'GET / HTTP/1.1\\r\\nHost: gate\\r\\nConnection: close\\r\\n\\r\\n' >&3
              read -r -u 3 || exec sleep 60
            }
            go_on
            %s "$@"
            ended=$?
            go_on
            exit $ended
            """;

    private final NginxServer nginx;
    private final RecordingServer origin;
    private final RecordingServer gate;
    private final Path folder;

    private ExposedSite(NginxServer nginx, RecordingServer gate, Path folder) {
        super("brochure", "cdn-site", "nginx", new Boundary(gate.port()));
        this.nginx = nginx;
        this.gate = gate;
        this.folder = folder;
        origin = new RecordingServer(request -> Answer.of(200, "hello"));
    }

    static ExposedSite start(Path folder) {
        return new ExposedSite(
                NginxServer.start(), new RecordingServer("127.0.0.1", request -> Answer.of(200, "go on")), folder);
    }

    @Override
    Map<String, String> needs() {
        return Map.of("FAIRWAY_OUTBOUND_ALLOW", RecordingServer.ADDRESS);
    }

    @Override
    ObjectNode settings() {
        ObjectNode settings = nginx.server().settings();
        String text =
                PROGRAM.formatted(boundary.port(), settings.path("program").stringValue());
        try {
            Path program = Files.writeString(folder.resolve("nginx"), text);
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            return settings.deepCopy().put("program", program.toString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    int mostRequests() {
        return 2;
    }

    @Override
    List<Turn> turns() {
        return List.of(
                Turn.create(
                        "'domain': '%s', 'origin': '%s', 'cacheMinutes': 10".formatted(DOMAIN, origin.url("")),
                        admin -> assertThat(answer()).isEqualTo("hello")),
                Turn.change(
                        "'cacheMinutes': 20",
                        admin -> assertThat(sites()).singleElement().asString().contains("20m")),
                Turn.delete(admin -> assertThat(sites()).isEmpty()));
    }

    private String answer() {
        try (Visitor visitor = new Visitor(nginx.port())) {
            visitor.await(DOMAIN);
            return visitor.get(DOMAIN, "/").body();
        }
    }

    private List<String> sites() throws IOException {
        try (Stream<Path> files = Files.list(nginx.sites())) {
            return files.map(ExposedSite::text).toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        super.close();
        gate.close();
        origin.close();
        nginx.close();
    }
}
