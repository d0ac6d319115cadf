package dev.fairway.resources;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands in front of a server and breaks: some requests are answered, one more is carried out without an answer, and then
 * nobody is there any more.
 */
public final class BreakingConnection implements AutoCloseable {

    private static final int LONGEST_READ = 65_536;

    private final ServerSocket socket;
    private final int port;
    private final AtomicInteger left;

    /** @param port of the server */
    public BreakingConnection(int port, int answered) {
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        this.port = port;
        this.left = new AtomicInteger(answered);
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return socket.getLocalPort();
    }

    public boolean hasBroken() {
        return left.get() < 0;
    }

    private void accept() {
        try {
            while (!hasBroken()) {
                Socket client = socket.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                Thread.ofVirtual().start(() -> ask(client, server));
                Thread.ofVirtual().start(() -> answer(client, server));
            }
        } catch (IOException ended) {
            // by the test
        }
    }

    private void ask(Socket client, Socket server) {
        byte[] request = new byte[LONGEST_READ];
        try {
            for (int length = read(client, request); length >= 0; length = read(client, request)) {
                left.decrementAndGet();
                server.getOutputStream().write(request, 0, length);
            }
        } catch (IOException ended) {
            // by one of the two
        }
        end(server);
    }

    private void answer(Socket client, Socket server) {
        byte[] answer = new byte[LONGEST_READ];
        try {
            for (int length = read(server, answer); length >= 0 && !hasBroken(); length = read(server, answer)) {
                client.getOutputStream().write(answer, 0, length);
            }
        } catch (IOException ended) {
            // by one of the two
        }
        if (hasBroken()) {
            close();
        }
        end(client);
    }

    private static int read(Socket from, byte[] into) throws IOException {
        return from.getInputStream().read(into);
    }

    private static void end(Socket one) {
        try {
            one.close();
        } catch (IOException ended) {
            // already
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException ended) {
            // already
        }
    }
}
