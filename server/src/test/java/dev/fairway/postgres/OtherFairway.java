package dev.fairway.postgres;

import dev.fairway.postgres.PostgresSettings.Durability;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/** A JVM of its own that holds a server, so that a test can kill it. */
record OtherFairway(Process process) {

    /** Starts it and waits until its server is ready. */
    static OtherFairway in(PostgresSettings settings) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherFairway.class.getName(),
                        settings.folder().toString(),
                        settings.binaries().toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
            if (line == null) {
                throw new IOException("the other Fairway ended before it was ready");
            }
        }
        return new OtherFairway(process);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void stopInOrder() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    public static void main(String[] args) throws Exception {
        PostgresServer server =
                PostgresServer.start(new PostgresSettings(Path.of(args[0]), Path.of(args[1]), Durability.FULL));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        System.out.println("ready");
        Thread.currentThread().join();
    }
}
