package dev.fairway.resources.rabbitmq;

import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a queue is asked for with, as a policy: other than arguments of a queue, that can be changed later. A full queue refuses
 * what is published, and drops nothing.
 */
record QueueLimits(JsonNode maxMessages, JsonNode messageTtlSeconds, boolean deadLetter, JsonNode maxConnections) {

    private static final String LENGTH = "max-length";
    private static final String TTL = "message-ttl";
    private static final String DEAD = "dead-letter-exchange";

    static QueueLimits of(Wanted wanted) {
        ObjectNode fields = wanted.specification();
        return new QueueLimits(
                fields.path("maxMessages"),
                fields.path("messageTtlSeconds"),
                fields.path("deadLetter").asBoolean(false),
                fields.path("maxConnections"));
    }

    /** @return empty when there is nothing to say, which RabbitMQ takes for no policy */
    ObjectNode definition(QueueNames names) {
        ObjectNode definition = Json.object();
        if (maxMessages.isNumber()) {
            definition.put(LENGTH, maxMessages.asLong()).put("overflow", "reject-publish");
        }
        if (messageTtlSeconds.isNumber()) {
            definition.put(TTL, messageTtlSeconds.asLong() * 1000);
        }
        if (deadLetter) {
            definition.put(DEAD, names.dead());
        }
        return definition;
    }

    /** The same, read back. */
    static ObjectNode actual(JsonNode definition, JsonNode limits) {
        ObjectNode actual = Json.object();
        if (definition.has(LENGTH)) {
            actual.put("maxMessages", definition.path(LENGTH).asLong());
        }
        if (definition.has(TTL)) {
            actual.put("messageTtlSeconds", definition.path(TTL).asLong() / 1000);
        }
        actual.put("deadLetter", definition.has(DEAD));
        JsonNode connections = limits.path(0).path("value").path("max-connections");
        if (connections.isNumber()) {
            actual.put("maxConnections", connections.asLong());
        }
        return actual;
    }
}
