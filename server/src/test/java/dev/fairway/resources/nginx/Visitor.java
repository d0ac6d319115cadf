package dev.fairway.resources.nginx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.awaitility.Awaitility;

/** Somebody who looks at sites whose names lead to one port of this machine. */
public final class Visitor implements AutoCloseable {

    private final HttpClient client;

    public Visitor(int port) {
        ProxySelector everything = ProxySelector.of(new InetSocketAddress("127.0.0.1", port));
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(everything)
                .build();
    }

    public HttpResponse<String> get(String domain, String path) {
        URI uri = URI.create("http://%s%s".formatted(domain, path));
        try {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** nginx reads its configuration a moment after it was told to. */
    public void await(String domain) {
        Awaitility.await()
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(() -> !get(domain, "/awaited").body().equals("nobody"));
    }

    @Override
    public void close() {
        client.close();
    }
}
