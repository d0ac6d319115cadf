package dev.fairway.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** The port on the loopback address: the one of the last start while it is free. */
record Ports(Path file) {

    static Ports of(PostgresSettings settings) {
        return new Ports(settings.folder().resolve("port"));
    }

    int choose() throws IOException {
        int kept = kept();
        return kept != 0 && isFree(kept) ? kept : another();
    }

    void keep(int port) throws IOException {
        if (kept() != port) {
            Files.writeString(file, port + "\n");
        }
    }

    private int kept() {
        try {
            return Integer.parseInt(Files.readString(file).strip());
        } catch (IOException | NumberFormatException none) {
            return 0;
        }
    }

    private static int another() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException | IllegalArgumentException taken) {
            return false;
        }
    }
}
