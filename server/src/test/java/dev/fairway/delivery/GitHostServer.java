package dev.fairway.delivery;

import dev.fairway.RecordingServer;
import dev.fairway.RecordingServer.Answer;
import dev.fairway.RecordingServer.Request;
import dev.fairway.shared.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Stands for a Git host outside, and remembers each call and each answer that is not as that host describes it. */
abstract class GitHostServer implements AutoCloseable {

    static final String ACCOUNT = "fairway-bot";

    /** One call. @param path as it was sent, without the query @param headers by their names in lower case */
    record Asked(
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            @Nullable JsonNode body) {}

    /** What is answered to one call. */
    record Reply(int status, Map<String, String> headers, JsonNode body) {

        Reply(int status, JsonNode body) {
            this(status, Map.of(), body);
        }

        static Reply of(JsonNode body) {
            return new Reply(200, body);
        }

        static Reply refusal(int status, String message) {
            return new Reply(status, Json.object().put("message", message));
        }
    }

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final RecordingServer server = new RecordingServer(this::answer);
    private volatile @Nullable Answer instead;

    String url() {
        return server.url("");
    }

    /** Calls that were made, as method and path. */
    List<String> calls() {
        return server.requests().stream()
                .map(request -> request.method() + " " + request.path())
                .toList();
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    void complain(List<String> more) {
        complaints.addAll(more);
    }

    /** What is answered to all calls; null for what is asked for. */
    void answerInstead(@Nullable Answer answer) {
        instead = answer;
    }

    private Answer answer(Request request) {
        Answer fixed = instead;
        if (fixed != null) {
            return fixed;
        }
        try {
            String[] parts = request.path().split("\\?", 2);
            JsonNode body = request.body().isEmpty() ? null : Json.read(request.body());
            Map<String, String> query = query(parts.length < 2 ? "" : parts[1]);
            Asked asked = new Asked(request.method(), parts[0], query, request.headers(), body);
            Reply reply = isLetIn(asked) ? reply(asked) : stranger(asked);
            Map<String, String> headers = new HashMap<>(reply.headers());
            headers.put("Content-Type", "application/json");
            return new Answer(reply.status(), headers, reply.body().toString());
        } catch (RuntimeException failure) {
            complaints.add(request.method() + " " + request.path() + ": " + failure);
            return Answer.of(500, "");
        }
    }

    protected abstract boolean isLetIn(Asked asked);

    /** What somebody is answered whose token is not known. */
    protected abstract Reply stranger(Asked asked);

    protected abstract Reply reply(Asked asked);

    private static Map<String, String> query(String text) {
        Map<String, String> query = new TreeMap<>();
        Arrays.stream(text.split("&"))
                .filter(pair -> pair.contains("="))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> query.put(decoded(pair[0]), decoded(pair[1])));
        return query;
    }

    static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.close();
    }
}
