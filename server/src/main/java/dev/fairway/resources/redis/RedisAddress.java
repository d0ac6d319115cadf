package dev.fairway.resources.redis;

import dev.fairway.resources.spi.Authority;
import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.Server;
import dev.fairway.shared.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/** Where a Redis is. */
record RedisAddress(String host, int port, boolean tls) {

    private static final int PORT = 6379;

    static RedisAddress of(Server server) {
        return new RedisAddress(
                server.text("host", "localhost"),
                server.number("port", PORT),
                server.settings().path("tls").asBoolean(false));
    }

    static ObjectNode settings() {
        return Authority.in((ObjectNode) Json.read("""
                {"properties": {
                   "host": {"type": "string", "title": "Host", "maxLength": 253},
                   "port": {"type": "number", "title": "Port", "default": 6379, "minimum": 1, "maximum": 65535},
                   "user": {"type": "string", "title": "User", "maxLength": 1000,
                     "description": "May use ACL, all keys and all channels. Left out, it is Redis' default user."},
                   "password": {"type": "string", "title": "Password", "secret": true, "maxLength": 1000},
                   "tls": {"type": "boolean", "title": "TLS", "default": false, "description": "Users connect the same way."}},
                 "required": ["host"]}"""));
    }

    ObjectNode outputs() {
        return Json.object().put("host", host).put("port", port).put("tls", tls);
    }

    String url(Login login) {
        return "%s://%s:%s@%s:%d"
                .formatted(tls ? "rediss" : "redis", encoded(login.user()), encoded(login.password()), host, port);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
