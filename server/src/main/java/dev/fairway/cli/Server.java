package dev.fairway.cli;

import dev.fairway.shared.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The public API of one Fairway. */
final class Server {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;
    private final @Nullable String token;

    Server(URI address, @Nullable String token) {
        this.address = address;
        this.token = token;
    }

    String tokenOf(String clientId, String clientSecret) {
        JsonNode body = Json.object().put("clientId", clientId).put("clientSecret", clientSecret);
        return post("/v1/auth/access_token", body).path("accessToken").asString("");
    }

    JsonNode get(String path) {
        return call("GET", path, BodyPublishers.noBody(), Map.of());
    }

    JsonNode post(String path, JsonNode body) {
        return post(path, body, Map.of());
    }

    JsonNode post(String path, JsonNode body, Map<String, String> headers) {
        return call("POST", path, BodyPublishers.ofString(body.toString()), headers);
    }

    JsonNode put(String path, JsonNode body) {
        return call("PUT", path, BodyPublishers.ofString(body.toString()), Map.of());
    }

    /** @throws CliFailure with the server's sentence when it refused */
    private JsonNode call(String method, String path, BodyPublisher body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(LONGEST)
                .header("Content-Type", "application/json")
                .header("User-Agent", "fairway-cli")
                .method(method, body);
        headers.forEach(request::header);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = send(request.build());
        JsonNode read = read(answer.body());
        if (answer.statusCode() / 100 != 2) {
            throw new CliFailure(read.path("message")
                    .asString("%s answered with status %d".formatted(address, answer.statusCode())));
        }
        return read;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new CliFailure(
                    "%s cannot be reached; is it the right address, and is Fairway running there?".formatted(address),
                    failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CliFailure("Stopped", stopped);
        }
    }

    private static JsonNode read(String body) {
        try {
            return Json.read(body);
        } catch (JacksonException noJson) {
            return Json.object();
        }
    }

    /** A part of a path or a query, as it is written in one. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
