package dev.fairway;

import dev.fairway.shared.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Calls the running server as a client would. */
public final class Api {

    public static final String CLIENT_ID = "test-client";
    public static final String CLIENT_SECRET = "only-for-tests-only-for-tests-only-for-tests";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI base;
    private final Map<String, String> headers;

    private Api(URI base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    public static Api anonymous(int port) {
        return new Api(URI.create("http://127.0.0.1:" + port), Map.of("User-Agent", "fairway-tests/1"));
    }

    public URI address() {
        return base;
    }

    public Api with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Api(base, more);
    }

    public Api withToken(String clientId, String clientSecret) {
        Reply reply = post(
                "/v1/auth/access_token", "{'clientId': '%s', 'clientSecret': '%s'}".formatted(clientId, clientSecret));
        return with("Authorization", "Bearer " + reply.body().get("accessToken").stringValue());
    }

    /** What came back. */
    public record Reply(int status, Map<String, List<String>> headers, String text) {

        public JsonNode body() {
            return Json.read(text);
        }

        public JsonNode at(String pointer) {
            return body().at(pointer);
        }

        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }

        public String error() {
            return String.valueOf(Json.textAt(body(), "error"));
        }
    }

    public Reply get(String path) {
        return call("GET", path, null);
    }

    /** Single quotes stand for double ones. */
    public Reply post(String path, String json) {
        return call("POST", path, json);
    }

    public Reply put(String path, String json) {
        return call("PUT", path, json);
    }

    public Reply patch(String path, String json) {
        return call("PATCH", path, json);
    }

    public Reply delete(String path) {
        return call("DELETE", path, null);
    }

    public Reply call(String method, String path, @Nullable String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .method(
                        method,
                        json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json.replace('\'', '"')));
        headers.forEach(request::header);
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException failure) {
            throw new IllegalStateException(method + " " + path + " failed", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    public static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
