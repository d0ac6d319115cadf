package dev.fairway.resources.tofu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Takes connections and never says a word. */
final class SilentServer implements AutoCloseable {

    private final ServerSocket socket;
    private final List<Socket> callers = new CopyOnWriteArrayList<>();
    private final CountDownLatch called = new CountDownLatch(1);

    SilentServer() {
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
        try {
            while (!socket.isClosed()) {
                callers.add(socket.accept());
                called.countDown();
            }
        } catch (IOException ended) {
            // by the test
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    boolean awaitCall() throws InterruptedException {
        return called.await(1, TimeUnit.MINUTES);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket caller : callers) {
            caller.close();
        }
    }
}
