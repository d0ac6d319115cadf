package dev.fairway.resources.webhook;

import dev.fairway.access.Signatures;
import dev.fairway.resources.spi.NameTaken;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.ServerFailed;
import dev.fairway.resources.spi.ServerUnfit;
import dev.fairway.shared.Json;
import dev.fairway.shared.outbound.CallFailed;
import dev.fairway.shared.outbound.Outbound;
import dev.fairway.shared.outbound.Outbound.Answer;
import dev.fairway.shared.outbound.Outbound.Call;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Where a service of the company listens. */
record Endpoint(Server server, Outbound outbound, Signatures signatures) {

    private static final int TAKEN = 409;
    private static final int UNFIT = 422;
    private static final int LONGEST_REASON = 300;

    /**
     * @param path behind the address of the server
     * @param about {@code {resource, user}}
     * @throws NameTaken when the service answers 409
     * @throws ServerUnfit when it answers 422, with its reason
     * @throws ServerFailed when it gives any other answer that is no success, or none
     */
    EndpointAnswer tell(String operation, String path, ObjectNode about) {
        ObjectNode body = Json.object().put("operation", operation);
        body.setAll(about);
        String text = body.toString();
        Map<String, String> headers = new LinkedHashMap<>(signatures.headers(text));
        String token = server.find("token");
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        }
        Answer answer = send(new Call("POST", server.text("url", "") + path, headers, text));
        ObjectNode said = read(answer);
        if (answer.status() == TAKEN) {
            throw new NameTaken("Resource", about.at("/resource/name").asString(""), server.identifier());
        }
        if (answer.status() == UNFIT) {
            throw new ServerUnfit(server.identifier(), reason(answer, said));
        }
        if (!answer.isSuccess()) {
            throw new ServerFailed(server.identifier(), reason(answer, said), null);
        }
        return new EndpointAnswer(server.identifier(), said);
    }

    private Answer send(Call call) {
        try {
            return outbound.send(call);
        } catch (CallFailed failure) {
            throw new ServerFailed(server.identifier(), failure.reason(), failure);
        }
    }

    /** Nothing is as good as an object without anything. What is neither is a failure of the service. */
    private ObjectNode read(Answer answer) {
        if (answer.body().isBlank()) {
            return Json.object();
        }
        try {
            if (Json.read(answer.body()) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException noJson) {
            if (!answer.isSuccess()) {
                return Json.object();
            }
        }
        throw new ServerFailed(server.identifier(), "it answered something that is no JSON object", null);
    }

    private static String reason(Answer answer, ObjectNode said) {
        String message = Json.textAt(said, "message");
        String reason = message == null
                ? "it answered %d".formatted(answer.status())
                : "it answered %d: %s".formatted(answer.status(), message);
        return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "…" : reason;
    }
}
