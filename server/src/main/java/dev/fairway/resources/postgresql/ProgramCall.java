package dev.fairway.resources.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One call of a program that content flows out of, or into. It ends, with everything that it began, when its time is over. */
final class ProgramCall implements AutoCloseable {

    private static final int BUFFER = 65_536;
    private static final int MOST_SAID = 10_000;

    private final Process process;
    private final Duration longest;
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final Thread watch;
    private final Thread listen;
    private volatile String said = "";

    private ProgramCall(Process process, Duration longest) {
        this.process = process;
        this.longest = longest;
        this.watch = Thread.ofVirtual().start(this::watch);
        this.listen = Thread.ofVirtual().start(this::listen);
    }

    static ProgramCall begin(ProcessBuilder program, Duration longest) throws IOException {
        return new ProgramCall(program.start(), longest);
    }

    private void watch() {
        try {
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                isOver.set(true);
                end();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        try (InputStream errors = process.getErrorStream()) {
            said = new String(errors.readNBytes(MOST_SAID), StandardCharsets.UTF_8);
            errors.transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            // then it has said all
        }
    }

    /** @throws IOException of what is written to */
    void pourInto(OutputStream to) throws IOException {
        process.getOutputStream().close();
        try (InputStream content = process.getInputStream()) {
            content.transferTo(to);
        }
    }

    /** A program that has enough, or failed, reads no more. @throws IOException of what is read */
    void fillFrom(InputStream from) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int length = from.read(buffer);
        while (length >= 0 && isTaken(buffer, length)) {
            length = from.read(buffer);
        }
        try {
            process.getOutputStream().close();
        } catch (IOException enough) {
            // how it ended says the rest
        }
    }

    private boolean isTaken(byte[] buffer, int length) {
        try {
            process.getOutputStream().write(buffer, 0, length);
            return true;
        } catch (IOException enough) {
            return false;
        }
    }

    /** @return whether it says that all went well */
    boolean isGood() throws IOException {
        try {
            int code = process.waitFor();
            listen.join();
            return code == 0 && !isOver.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("Fairway ends", stopped);
        }
    }

    /** Why it did not go well, as it says itself: its first complaint, without the statements and rows behind it. */
    String reason(String program) {
        if (isOver.get()) {
            return "%s was stopped after %d s".formatted(program, longest.toSeconds());
        }
        return said.lines()
                .filter(line -> line.contains("error:") || line.contains("FATAL:"))
                .findFirst()
                .map(line -> line.startsWith(program) ? line : program + ": " + line)
                .map(line -> line.replaceFirst("(COPY failed for table \"[^\"]*\").*", "$1"))
                .orElse("%s ended without saying why".formatted(program));
    }

    private void end() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        end();
        watch.interrupt();
    }
}
