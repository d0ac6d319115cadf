package dev.fairway.resources.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgramCallTests {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void endsWithEverythingThatItBeganWhenItsTimeIsOver() throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (ProgramCall call = shell("tail -f /dev/null & echo $!; wait", Duration.ofMillis(300))) {
            call.pourInto(said);

            assertThat(call.isGood()).isFalse();
            assertThat(call.reason("pg_dump")).isEqualTo("pg_dump was stopped after 0 s");
        }
        long begun = Long.parseLong(said.toString(UTF_8).strip());
        await().until(() -> !isAlive(begun));
    }

    @Test
    void endsWhenNobodyTakesWhatItSays() throws IOException {
        ProgramCall call = shell("yes", LONG);
        try (call) {
            assertThatThrownBy(() -> call.pourInto(new Full())).hasMessage("No space left on device");
        }

        assertThat(call.isGood()).isFalse();
    }

    @Test
    void takesItsEndForGoodAlthoughItReadsNotAll() throws IOException {
        try (ProgramCall call = shell("head -c 1 > /dev/null", LONG);
                InputStream much = new ByteArrayInputStream(new byte[10_000_000])) {
            call.fillFrom(much);

            assertThat(call.isGood()).isTrue();
        }
    }

    @Test
    void saysWhatTheProgramComplainsOfAndNothingOfRows() throws IOException {
        String complaint = "pg_restore: error: COPY failed for table \"entry\": ERROR:  duplicate key \"of-somebody\"";
        try (ProgramCall call =
                shell("echo '%s' >&2; echo 'CONTEXT: of-somebody' >&2; exit 1".formatted(complaint), LONG)) {
            call.pourInto(OutputStream.nullOutputStream());

            assertThat(call.isGood()).isFalse();
            assertThat(call.reason("pg_restore")).isEqualTo("pg_restore: error: COPY failed for table \"entry\"");
        }
    }

    private static ProgramCall shell(String script, Duration longest) throws IOException {
        return ProgramCall.begin(new ProcessBuilder("/bin/sh", "-c", script), longest);
    }

    private static boolean isAlive(long process) {
        Optional<ProcessHandle> handle = ProcessHandle.of(process);
        return handle.isPresent() && handle.get().isAlive();
    }

    private static final class Full extends OutputStream {
        @Override
        public void write(int one) throws IOException {
            throw new IOException("No space left on device");
        }
    }
}
