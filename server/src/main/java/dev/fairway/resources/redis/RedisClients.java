package dev.fairway.resources.redis;

import dev.fairway.resources.spi.Authority;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.ServerFailed;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.protocol.ProtocolVersion;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens connections to Redis servers. The threads that serve them begin with the first one. */
@Component
class RedisClients {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    static final RedisCodec<byte[], String> CODEC = RedisCodec.of(ByteArrayCodec.INSTANCE, StringCodec.UTF8);

    private final ReentrantLock making = new ReentrantLock();
    private @Nullable RedisClient client;

    interface Use<T> {
        T in(RedisSession session);
    }

    /** @throws ServerFailed with what the server says, when it cannot be reached or refuses */
    <T> T use(Server server, Use<T> use) {
        Optional<Authority> authority = RedisAddress.of(server).tls() ? Authority.of(server) : Optional.empty();
        if (authority.isEmpty()) {
            return use(server, client(), use);
        }
        try (RedisClient trusting = RedisClient.create(client().getResources())) {
            SslOptions tls = SslOptions.builder()
                    .jdkSslProvider()
                    .trustManager(authority.get().trust())
                    .build();
            trusting.setOptions(options().mutate().sslOptions(tls).build());
            return use(server, trusting, use);
        }
    }

    private static <T> T use(Server server, RedisClient client, Use<T> use) {
        RedisAddress address = RedisAddress.of(server);
        try (StatefulRedisConnection<byte[], String> connection = client.connect(CODEC, uri(address))) {
            signIn(server, connection);
            return use.in(new RedisSession(connection));
        } catch (RedisException failure) {
            String reason = Authority.distrust(server, failure).orElseGet(() -> reason(address, failure));
            throw new ServerFailed(server.identifier(), reason, failure);
        }
    }

    private RedisClient client() {
        making.lock();
        try {
            if (client == null) {
                client = RedisClient.create();
                client.setOptions(options());
            }
            return client;
        } finally {
            making.unlock();
        }
    }

    private static RedisURI uri(RedisAddress address) {
        return RedisURI.builder()
                .withHost(address.host())
                .withPort(address.port())
                .withSsl(address.tls())
                .withTimeout(LONGEST_WAIT)
                .build();
    }

    /** As a command of its own: while it connects, Lettuce may lose what the server says of a wrong password. */
    private static void signIn(Server server, StatefulRedisConnection<byte[], String> connection) {
        String password = server.find("password");
        if (password != null && !password.isEmpty()) {
            connection.sync().auth(server.text("user", "default"), password);
        }
    }

    private static ClientOptions options() {
        return ClientOptions.builder()
                .autoReconnect(false)
                .pingBeforeActivateConnection(false)
                .protocolVersion(ProtocolVersion.RESP2)
                .socketOptions(
                        SocketOptions.builder().connectTimeout(LONGEST_WAIT).build())
                .build();
    }

    private static String reason(RedisAddress address, RedisException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof RedisCommandExecutionException)) {
            cause = cause.getCause();
        }
        return switch (cause) {
            case RedisCommandExecutionException refused -> withoutArguments(String.valueOf(refused.getMessage()));
            case RedisCommandTimeoutException late ->
                "It gave no answer within %d seconds".formatted(LONGEST_WAIT.toSeconds());
            default ->
                "There is no connection to %s:%d (%s)".formatted(address.host(), address.port(), cause.getMessage());
        };
    }

    /** An unknown command is answered with all that was sent, which is not for everybody's eyes. */
    private static String withoutArguments(String answer) {
        return answer.replaceAll("(?s), with args beginning.*", "");
    }

    @PreDestroy
    void close() {
        if (client != null) {
            client.shutdown(Duration.ZERO, LONGEST_WAIT);
        }
    }
}
