package dev.fairway.resources.dumps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.RunningFairway;
import dev.fairway.access.Actor;
import dev.fairway.resources.spi.Dumper;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Attempts at one dump. */
class FinalDumpsTests extends RunningFairway {

    @Autowired
    FinalDumps finals;

    @Autowired
    Dumps kept;

    @Value("${fairway.home}")
    Path home;

    private final String team = unique("team-pier");

    @Test
    void takesOneAnewThatBrokeOffAndNeverOneThatIsWhole() throws IOException {
        String resource = unique("res_broken");
        Dump.Origin origin = new Dump.Origin(
                resource, "x@development", "redis", "redis", "x", "development", team, null, Json.object());
        Server server = new Server("nowhere", "", Json.object(), Json.object());
        Wanted wanted = new Wanted(resource, "x", Json.object());
        Remembering broken = new Remembering("the beginning", true);

        assertThatThrownBy(() -> finals.take(origin, broken, server, wanted))
                .hasMessageContaining("nothing was deleted");
        assertThat(ids(team)).isEmpty();
        Dump taken = finals.take(origin, new Remembering("all of it", false), server, wanted);
        Dump again = finals.take(origin, new Remembering("what is left", false), server, wanted);

        assertThat(again).isEqualTo(taken);
        assertThat(ids(team)).containsExactly(taken.id());
        Remembering filled = new Remembering("", false);
        finals.restore(taken.id(), filled, server, wanted);
        assertThat(filled.content).isEqualTo("all of it");
        assertThat(names()).contains(taken.id() + ".dump").doesNotContain(taken.id() + ".part");
        kept.forget(taken.id());
        finals.clear();
        assertThat(names()).doesNotContain(taken.id() + ".dump");
    }

    /** Dumps a text. */
    private static final class Remembering implements Dumper {

        private String content;
        private final boolean isBreaking;

        Remembering(String content, boolean isBreaking) {
            this.content = content;
            this.isBreaking = isBreaking;
        }

        @Override
        public String kind() {
            return "text";
        }

        @Override
        public Optional<String> obstacle(@Nullable String version) {
            return Optional.empty();
        }

        @Override
        public void dump(Server server, Wanted wanted, OutputStream to) throws IOException {
            to.write(content.getBytes(StandardCharsets.UTF_8));
            if (isBreaking) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void restore(Server server, Wanted wanted, Source from) throws IOException {
            try (InputStream in = from.open()) {
                content = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    private List<String> ids(String of) {
        Actor reader = new Actor("reader", Actor.Kind.PERSON, Set.of(), Set.of(of), "test");
        return kept.newest(reader, null, 10).stream().map(Dump::id).toList();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("dumps"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
