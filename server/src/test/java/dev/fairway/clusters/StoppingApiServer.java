package dev.fairway.clusters;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/** Stands before the API server. After a number of changes it answers nothing any more; the last change was made all the same. */
public class StoppingApiServer implements AutoCloseable {

    private static final List<String> HANDED_ON = List.of("Authorization", "Content-Type", "Accept");

    private final ControlPlane plane;
    private final HttpsServer server;
    private final HttpClient client;
    private final int mostChanges;
    private final AtomicInteger changes = new AtomicInteger();

    public StoppingApiServer(ControlPlane plane, int mostChanges) {
        this.plane = plane;
        this.mostChanges = mostChanges;
        try {
            client = HttpClient.newBuilder().sslContext(plane.trust()).build();
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(identity()));
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public ClusterAddress address(String namespace) {
        ClusterAddress behind = plane.address(namespace);
        String url = "https://127.0.0.1:" + server.getAddress().getPort();
        return new ClusterAddress(url, behind.certificate(), behind.token(), namespace);
    }

    public boolean hasStopped() {
        return changes.get() >= mostChanges;
    }

    /** The certificate and the key of the API server itself. */
    private SSLContext identity() throws GeneralSecurityException, IOException {
        KeyManager[] keys = SSLUtils.keyManagers(
                encoded(plane.certificate()), null, encoded(plane.key()), null, "RSA", "", null, "");
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, null, null);
        return context;
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (hasStopped()) {
                return;
            }
            HttpResponse<byte[]> answer = behind(exchange);
            boolean isChange = !exchange.getRequestMethod().equals("GET")
                    && !String.valueOf(exchange.getRequestURI().getQuery()).contains("dryRun");
            if (!isAnswered(isChange)) {
                return;
            }
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().add("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    /** After it was carried out. */
    boolean isAnswered(boolean isChange) {
        return !isChange || changes.incrementAndGet() < mostChanges;
    }

    private HttpResponse<byte[]> behind(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(plane.address("default").url() + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        HANDED_ON.forEach(name -> {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        });
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
