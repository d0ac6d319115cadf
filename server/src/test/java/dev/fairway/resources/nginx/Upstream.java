package dev.fairway.resources.nginx;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a site gets its content from. It remembers what it was asked for. */
final class Upstream implements AutoCloseable {

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    Upstream() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        asked.add(path);
        if (path.startsWith("/private")) {
            exchange.getResponseHeaders().set("Cache-Control", "private");
        }
        if (path.startsWith("/inside")) {
            exchange.getResponseHeaders().set("X-Accel-Redirect", "/other");
        }
        byte[] text = "%s from %s"
                .formatted(path, exchange.getRequestHeaders().getFirst("Host"))
                .getBytes(UTF_8);
        exchange.sendResponseHeaders(200, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
