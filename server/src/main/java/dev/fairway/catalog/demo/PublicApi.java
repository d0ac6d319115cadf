package dev.fairway.catalog.demo;

import dev.fairway.access.OneTimeCredential.Login;
import dev.fairway.shared.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** This server as its clients see it. */
final class PublicApi implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI base;
    private final @Nullable String token;

    private PublicApi(URI base, @Nullable String token) {
        this.base = base;
        this.token = token;
    }

    static PublicApi signedIn(URI base, Login login) {
        String body = Json.object()
                .put("clientId", login.clientId())
                .put("clientSecret", login.clientSecret())
                .toString();
        try (PublicApi anonymous = new PublicApi(base, null)) {
            JsonNode answer = anonymous.post("/v1/auth/access_token", body, Set.of());
            return new PublicApi(base, answer.get("accessToken").stringValue());
        }
    }

    /**
     * @param fine statuses that are as good as success
     * @throws IllegalStateException with the answer, when it is an error
     */
    JsonNode post(String path, String body, Set<Integer> fine) {
        return call("POST", path, BodyPublishers.ofString(body), fine);
    }

    /** @see #post */
    JsonNode get(String path, Set<Integer> fine) {
        return call("GET", path, BodyPublishers.noBody(), fine);
    }

    /** @see #post */
    JsonNode delete(String path, Set<Integer> fine) {
        return call("DELETE", path, BodyPublishers.noBody(), fine);
    }

    private JsonNode call(String method, String path, BodyPublisher body, Set<Integer> fine) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(LONGEST)
                .header("Content-Type", "application/json")
                .header("User-Agent", "fairway-demo")
                .method(method, body);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = send(request.build());
        boolean whole = answer.statusCode() / 100 == 2 && answer.statusCode() != 207;
        if (!whole && !fine.contains(answer.statusCode())) {
            throw new IllegalStateException(
                    "%s %s answered %d: %s".formatted(method, path, answer.statusCode(), answer.body()));
        }
        return Json.read(answer.body());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException("%s cannot be reached".formatted(request.uri()), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while waiting for " + request.uri(), stopped);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
