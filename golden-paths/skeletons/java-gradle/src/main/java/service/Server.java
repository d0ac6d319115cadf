package service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** Answers over HTTP. */
final class Server {

    private static final String NAME = "skeleton-service";

    private final HttpServer http;

    private Server(HttpServer http) {
        this.http = http;
    }

    /** @param port 0 for any that is free */
    static Server start(int port) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(port), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", Server::answer);
        http.start();
        return new Server(http);
    }

    int port() {
        return http.getAddress().getPort();
    }

    void stop() {
        http.stop(1);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/health" -> send(exchange, 200, "{\"status\":\"UP\"}");
            case "/" -> send(exchange, 200, "{\"service\":\"" + NAME + "\"}");
            default -> send(exchange, 404, "{\"message\":\"There is nothing here\"}");
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
