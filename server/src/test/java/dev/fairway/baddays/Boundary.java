package dev.fairway.baddays;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Stands in front of a server. It can be told at which request everything stops: that one is carried out or not, nobody hears
 * what came of it, and nothing passes until it is opened again.
 */
final class Boundary implements AutoCloseable {

    private static final int LONGEST_READ = 65_536;

    private final ServerSocket socket;
    private final int port;
    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
    private volatile boolean isCarriedOut;
    private volatile CountDownLatch reached = new CountDownLatch(1);

    /** @param port of the server */
    Boundary(int port) {
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        this.port = port;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /**
     * @param request the how many-th from now everything stops at
     * @param isDone whether that one is carried out
     */
    void stopAt(int request, boolean isDone) {
        isCarriedOut = isDone;
        reached = new CountDownLatch(1);
        left.set(request);
    }

    /** @return whether it was reached before the other thing happened */
    boolean awaitUnless(BooleanSupplier over) throws InterruptedException {
        while (!over.getAsBoolean()) {
            if (reached.await(50, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }

    void open() {
        left.set(Integer.MAX_VALUE);
    }

    private boolean isShut() {
        return left.get() <= 0;
    }

    private void accept() {
        try {
            while (!socket.isClosed()) {
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
            int length = client.getInputStream().read(request);
            while (length >= 0 && passes()) {
                server.getOutputStream().write(request, 0, length);
                length = client.getInputStream().read(request);
            }
            if (length >= 0 && isCarriedOut && reached.getCount() == 1) {
                server.getOutputStream().write(request, 0, length);
            }
            reached(length);
        } catch (IOException ended) {
            // by one of the two
        }
        end(server);
    }

    private boolean passes() {
        return left.getAndUpdate(now -> now == Integer.MAX_VALUE ? now : now - 1) > 1;
    }

    private void reached(int length) {
        if (length >= 0) {
            reached.countDown();
        }
    }

    private void answer(Socket client, Socket server) {
        byte[] answer = new byte[LONGEST_READ];
        try {
            for (int length = server.getInputStream().read(answer);
                    length >= 0 && !isShut();
                    length = server.getInputStream().read(answer)) {
                client.getOutputStream().write(answer, 0, length);
            }
        } catch (IOException ended) {
            // by one of the two
        }
        end(client);
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
