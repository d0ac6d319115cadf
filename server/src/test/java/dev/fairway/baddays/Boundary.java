package dev.fairway.baddays;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Stands in front of servers. It can be told at which request everything stops: that one is carried out or not, nobody hears
 * what came of it, and nothing passes until it is opened again.
 */
final class Boundary implements AutoCloseable {

    private static final int LONGEST_READ = 65_536;

    private final List<ServerSocket> sockets = new ArrayList<>();
    private final boolean losesRequests;
    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
    private volatile boolean isCarriedOut;
    private volatile CountDownLatch reached = new CountDownLatch(1);
    private volatile CountDownLatch opened = new CountDownLatch(0);

    /** @param ports of the servers */
    Boundary(int... ports) {
        this(false, ports);
    }

    private Boundary(boolean losesRequests, int... ports) {
        this.losesRequests = losesRequests;
        Arrays.stream(ports).forEach(this::standBefore);
    }

    /** One that never has the request carried out that everything stops at. */
    static Boundary losing(int... ports) {
        return new Boundary(true, ports);
    }

    /** @return where to come in */
    int standBefore(int port) {
        try {
            ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            sockets.add(socket);
            Thread.ofVirtual().start(() -> accept(socket, port));
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Where to come in for the first of them. */
    int port() {
        return sockets.getFirst().getLocalPort();
    }

    /**
     * @param request the how many-th from now everything stops at
     * @param isDone whether that one is carried out
     */
    void stopAt(int request, boolean isDone) {
        isCarriedOut = isDone && !losesRequests;
        reached = new CountDownLatch(1);
        opened = new CountDownLatch(1);
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
        opened.countDown();
    }

    /** Who asks while nothing passes hears nothing, not even that nobody is there. */
    private void holdWhileShut() {
        try {
            if (isShut()) {
                opened.await();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isShut() {
        return left.get() <= 0;
    }

    private void accept(ServerSocket socket, int port) {
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
        holdWhileShut();
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
        holdWhileShut();
        end(client);
    }

    private static void end(Closeable one) {
        try {
            one.close();
        } catch (IOException ended) {
            // already
        }
    }

    @Override
    public void close() {
        open();
        sockets.forEach(Boundary::end);
    }
}
