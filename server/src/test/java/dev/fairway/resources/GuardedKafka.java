package dev.fairway.resources;

import dev.fairway.KafkaServer;
import dev.fairway.resources.spi.Server;
import dev.fairway.shared.Json;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** A real Kafka that keeps access rights, started when the first test needs it. */
public final class GuardedKafka {

    private static final int OPEN = Programs.freePort();
    private static final int GUARDED = Programs.freePort();
    private static final int SECURE = Programs.freePort();
    private static final String PASSWORD = "for-tests-only";

    private GuardedKafka() {}

    public static Server server() {
        return signedIn("admin", PASSWORD);
    }

    /** The same, reached by TLS. @param authority as PEM */
    public static Server trusting(String authority) {
        Server server = server();
        server.settings()
                .put("bootstrap", "127.0.0.1:" + SECURE)
                .put("security", "SASL_SSL")
                .put("certificate", authority);
        return server;
    }

    /** What it shows who comes by TLS. */
    public static TestCertificate certificate() {
        return Started.CERTIFICATE;
    }

    public static Server signedIn(String user, String password) {
        return new Server(
                "events",
                "local",
                Json.object()
                        .put("bootstrap", Started.ADDRESS)
                        .put("security", "SASL_PLAINTEXT")
                        .put("user", user),
                Json.object().put("password", password));
    }

    /** It comes in where nobody signs in, and may do everything. */
    public static Admin administrator() {
        return Admin.create(Map.of("bootstrap.servers", Started.ADDRESS.replace(":" + GUARDED, ":" + OPEN)));
    }

    private static final class Started {

        static final TestCertificate CERTIFICATE = TestCertificate.make();
        static final String ADDRESS = start();

        private static String start() {
            String port = String.valueOf(GUARDED);
            KafkaServer.begin(
                    "guarded-kafka.log",
                    OPEN,
                    port,
                    PASSWORD,
                    port,
                    String.valueOf(SECURE),
                    CERTIFICATE.both().toString());
            return "127.0.0.1:" + GUARDED;
        }
    }
}
