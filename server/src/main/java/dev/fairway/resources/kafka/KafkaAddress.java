package dev.fairway.resources.kafka;

import dev.fairway.resources.spi.Authority;
import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.Server;
import dev.fairway.shared.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import tools.jackson.databind.node.ObjectNode;

/** Where a Kafka is: for Fairway, and for users, who may come in by another listener. */
record KafkaAddress(Server server) {

    static final String MECHANISM = "SCRAM-SHA-512";

    private static final int ANSWER_MILLIS = 5_000;
    private static final int CALL_MILLIS = 10_000;

    static ObjectNode settings() {
        return Authority.in((ObjectNode) Json.read("""
                {"properties": {
                   "bootstrap": {"type": "string", "title": "Brokers", "maxLength": 2000, "description": "host:port, with commas between them."},
                   "security": {"type": "string", "title": "Security protocol", "default": "SASL_SSL",
                     "enum": ["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"]},
                   "mechanism": {"type": "string", "title": "SASL mechanism", "default": "SCRAM-SHA-512",
                     "enum": ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"]},
                   "user": {"type": "string", "title": "User", "description": "May make topics, users and access rights.", "maxLength": 1000},
                   "password": {"type": "string", "title": "Password", "secret": true, "maxLength": 1000},
                   "clientBootstrap": {"type": "string", "title": "Brokers for users", "maxLength": 2000,
                     "description": "Where users sign in with SCRAM-SHA-512. Left out, it is where Fairway does."},
                   "clientSecurity": {"type": "string", "title": "Security protocol for users", "enum": ["SASL_PLAINTEXT", "SASL_SSL"]}},
                 "required": ["bootstrap"]}"""));
    }

    Map<String, Object> administration() {
        Map<String, Object> config = new HashMap<>();
        config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, server.text("bootstrap", ""));
        config.put(CommonClientConfigs.CLIENT_ID_CONFIG, "fairway");
        config.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, security());
        config.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MILLIS);
        if (security().startsWith("SASL")) {
            String mechanism = server.text("mechanism", MECHANISM);
            config.put(SaslConfigs.SASL_MECHANISM, mechanism);
            config.put(
                    SaslConfigs.SASL_JAAS_CONFIG,
                    signIn(mechanism, server.text("user", ""), server.text("password", "")));
        }
        if (security().endsWith("SSL")) {
            Authority.of(server).ifPresent(authority -> config.putAll(trust(authority)));
        }
        return config;
    }

    private static Map<String, String> trust(Authority authority) {
        authority.trust();
        return Map.of(
                SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG,
                "PEM",
                SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG,
                authority.certificates());
    }

    private String security() {
        return server.text("security", "SASL_SSL");
    }

    private String usersBootstrap() {
        return server.text("clientBootstrap", server.text("bootstrap", ""));
    }

    private String usersSecurity() {
        return server.text("clientSecurity", security().endsWith("SSL") ? "SASL_SSL" : "SASL_PLAINTEXT");
    }

    ObjectNode outputs() {
        return Json.object()
                .put("bootstrap", usersBootstrap())
                .put("security", usersSecurity())
                .put("mechanism", MECHANISM);
    }

    /** Kafka has no URLs: these are the properties that its clients are configured with. */
    String properties(Login login) {
        Optional<Authority> authority = usersSecurity().endsWith("SSL") ? Authority.of(server) : Optional.empty();
        return """
                bootstrap.servers=%s
                security.protocol=%s
                sasl.mechanism=%s
                sasl.jaas.config=%s
                %s""".formatted(
                        escaped(usersBootstrap()),
                        usersSecurity(),
                        MECHANISM,
                        escaped(signIn(MECHANISM, login.user(), login.password())),
                        authority.map(KafkaAddress::trustLines).orElse(""));
    }

    private static String trustLines(Authority authority) {
        return "ssl.truststore.type=PEM\nssl.truststore.certificates=%s\n".formatted(escaped(authority.certificates()));
    }

    private static String signIn(String mechanism, String user, String password) {
        String module = mechanism.equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
        return "org.apache.kafka.common.security.%s required username=\"%s\" password=\"%s\";"
                .formatted(module, quoted(user), quoted(password));
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    /** As files of properties have it. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }
}
