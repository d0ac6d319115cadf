package dev.fairway.resources.rabbitmq;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.Json;
import dev.fairway.shared.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A user as RabbitMQ describes it. A tag that means nothing to RabbitMQ says whose it is. */
record RabbitUser(String name, List<String> tags) {

    static final String APPLICATION = "application";

    private static final SecureRandom SALTS = new SecureRandom();
    private static final int SALT_BYTES = 4;

    static RabbitUser of(JsonNode user) {
        JsonNode tags = user.path("tags");
        List<String> all =
                tags.isArray() ? Json.texts(tags) : List.of(tags.asString("").split(","));
        return new RabbitUser(user.path("name").asString(""), all);
    }

    boolean belongsTo(Wanted wanted) {
        return tags.contains(wanted.mark());
    }

    /** The password goes as a salted hash. */
    static ObjectNode described(Wanted wanted, Login login) {
        return Json.object()
                .put("password_hash", hash(login.password()))
                .put("hashing_algorithm", "rabbit_password_hashing_sha256")
                .put("tags", wanted.mark());
    }

    private static String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        SALTS.nextBytes(salt);
        MessageDigest digest = Sha256.digest();
        digest.update(salt);
        byte[] hash = digest.digest(password.getBytes(UTF_8));
        byte[] both = ByteBuffer.allocate(salt.length + hash.length)
                .put(salt)
                .put(hash)
                .array();
        return Base64.getEncoder().encodeToString(both);
    }

    /** Nobody makes queues. Whoever publishes does so by the exchange that leads to a queue by its name. */
    static ObjectNode permissions(QueueNames names, String role) {
        return Json.object()
                .put("configure", QueueNames.none())
                .put(
                        "write",
                        role.equals(APPLICATION) ? QueueNames.only(names.queue(), "amq.default") : QueueNames.none())
                .put("read", QueueNames.only(names.queue(), names.dead()));
    }
}
