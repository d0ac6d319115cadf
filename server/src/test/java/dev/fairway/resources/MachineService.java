package dev.fairway.resources;

import dev.fairway.RecordingServer;
import dev.fairway.RecordingServer.Answer;
import dev.fairway.RecordingServer.Request;
import dev.fairway.shared.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A service of the company that makes machines when it is told to, and remembers them. */
final class MachineService implements AutoCloseable {

    private final RecordingServer server = new RecordingServer(this::answer);
    private final Map<String, ObjectNode> machines = new ConcurrentHashMap<>();
    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private final AtomicReference<Answer> instead = new AtomicReference<>();

    String url() {
        return server.url("/fairway");
    }

    /** What it answers from now on whatever it is told; null for the truth. */
    void answers(Answer answer) {
        instead.set(answer);
    }

    Map<String, ObjectNode> machines() {
        return machines;
    }

    ObjectNode machine(String name) {
        return Objects.requireNonNull(machines.get(name), name);
    }

    Map<String, String> passwords() {
        return passwords;
    }

    List<Request> requests() {
        return server.requests();
    }

    private Answer answer(Request request) {
        Answer other = instead.get();
        if (other != null) {
            return other;
        }
        JsonNode told = Json.read(request.body());
        String name = told.at("/resource/name").asString("");
        return switch (told.path("operation").asString("")) {
            case "test" -> Answer.of(200, "{\"version\": \"7.1\", \"capacity\": {\"machines\": 12}}");
            case "apply" -> apply(told, name);
            case "admit" -> {
                passwords.put(
                        told.at("/user/name").asString(""),
                        told.at("/user/password").asString(""));
                yield Answer.of(204, "");
            }
            case "dismiss" -> {
                passwords.remove(told.at("/user/name").asString(""));
                yield Answer.of(204, "");
            }
            case "observe" -> observe(name);
            case "remove" -> {
                machines.remove(name);
                yield Answer.of(200, "{}");
            }
            default -> Answer.of(400, "{\"message\": \"unknown operation\"}");
        };
    }

    private Answer apply(JsonNode told, String name) {
        if (name.startsWith("others-")) {
            return Answer.of(409, "{}");
        }
        if (told.at("/resource/specification/cores").asInt() == 13) {
            return Answer.of(422, "{\"message\": \"thirteen cores bring bad luck\"}");
        }
        machines.put(name, (ObjectNode) told.at("/resource/specification").deepCopy());
        return Answer.of(200, "{\"log\": [\"Found a place in rack 4\"]}");
    }

    private Answer observe(String name) {
        ObjectNode machine = machines.get(name);
        if (machine == null) {
            return Answer.of(200, "{\"isThere\": false}");
        }
        ObjectNode answer = Json.object();
        answer.set("actual", machine);
        answer.putObject("measures").put("load", 0.5);
        answer.putObject("outputs").put("host", name + ".machines.example");
        return Answer.of(200, answer.toString());
    }

    @Override
    public void close() {
        server.close();
    }
}
