package dev.fairway.resources.rabbitmq;

import dev.fairway.resources.spi.Authority;
import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.Server;
import dev.fairway.shared.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/** Where applications find a RabbitMQ. */
record RabbitAddress(String host, int port, boolean tls) {

    private static final int PORT = 5672;

    static RabbitAddress of(Server server) {
        return new RabbitAddress(
                server.text("host", "localhost"),
                server.number("port", PORT),
                server.settings().path("tls").asBoolean(false));
    }

    static ObjectNode settings() {
        return Authority.in((ObjectNode) Json.read("""
                {"properties": {
                   "managementUrl": {"type": "string", "title": "Management", "description": "Where its management plugin answers, such as http://localhost:15672.",
                     "pattern": "^https?://", "maxLength": 2000},
                   "user": {"type": "string", "title": "User", "description": "Has the tag administrator.", "maxLength": 1000},
                   "password": {"type": "string", "title": "Password", "secret": true, "maxLength": 1000},
                   "host": {"type": "string", "title": "Host for applications", "maxLength": 253},
                   "port": {"type": "number", "title": "Port for applications", "default": 5672, "minimum": 1, "maximum": 65535},
                   "tls": {"type": "boolean", "title": "TLS for applications", "default": false}},
                 "required": ["managementUrl", "user", "password", "host"]}"""));
    }

    ObjectNode outputs() {
        return Json.object().put("host", host).put("port", port).put("tls", tls);
    }

    String url(Login login, String vhost) {
        return "%s://%s:%s@%s:%d/%s"
                .formatted(
                        tls ? "amqps" : "amqp",
                        encoded(login.user()),
                        encoded(login.password()),
                        host,
                        port,
                        encoded(vhost));
    }

    /** One part of a path. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
