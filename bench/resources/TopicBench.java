import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.LoggerFactory;

/** Topics on a shared Kafka, beside the same by Kafka's own client for administrators. */
final class TopicBench implements AutoCloseable {

    private static final String PASSWORD = "bench-kafka";
    private static final String SIGN_IN =
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";";

    private final Http http;
    private final int port;
    private final Process broker;
    private final Admin admin;

    /** @param broker classes of a broker, with all that it needs */
    TopicBench(Http http, String broker) throws IOException {
        ((Logger) LoggerFactory.getLogger("org.apache.kafka")).setLevel(Level.WARN);
        this.http = http;
        port = freePort();
        this.broker = started(broker, port);
        admin = Admin.create(signedIn("admin", PASSWORD));
        http.post("/v1/resource-types", """
                {"identifier": "plain-topic", "title": "Plain topic", "description": "As many as one likes.", "kind": "kafka",
                 "naming": {"pattern": "^[a-z0-9-]+$", "maxLength": 40, "description": "Any.", "native": ".name"},
                 "specification": {"properties": {"partitions": {"type": "number", "title": "Partitions", "default": 3}}, "required": ["partitions"]}}""");
        http.post("/v1/resource-servers", """
                {"identifier": "events", "title": "Events", "kind": "kafka", "region": "here", "environments": ["production"],
                 "settings": {"bootstrap": "127.0.0.1:%d", "security": "SASL_PLAINTEXT", "user": "admin", "password": "%s"}}""".formatted(port, PASSWORD));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Process started(String classes, int port) throws IOException {
        Path folder = Files.createTempDirectory("bench-kafka-");
        Process broker = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-cp", classes, "dev.fairway.broker.Broker",
                        String.valueOf(freePort()), String.valueOf(freePort()), folder.toString(), String.valueOf(port), PASSWORD, String.valueOf(port))
                .redirectError(folder.resolve("log").toFile()).start();
        BufferedReader said = new BufferedReader(new InputStreamReader(broker.getInputStream(), StandardCharsets.UTF_8));
        for (String line = said.readLine(); !"ready".equals(line); line = said.readLine()) {
            if (line == null) {
                throw new IOException("Kafka did not start; %s says why".formatted(folder.resolve("log")));
            }
        }
        return broker;
    }

    private Map<String, Object> signedIn(String user, String password) {
        return Map.of(
                "bootstrap.servers", "127.0.0.1:" + port,
                "security.protocol", "SASL_PLAINTEXT",
                "sasl.mechanism", "SCRAM-SHA-512",
                "sasl.jaas.config", SIGN_IN.formatted(user, password));
    }

    /** From the request to a message that the delivered producer sends. */
    List<Double> create(String stem, int count) throws Exception {
        return Trials.timed(count, at -> {
            String name = stem + "-" + at;
            String asked = http.post("/v1/actions/create_resource/runs", """
                    {"properties": {"type": "plain-topic", "name": "%s", "team": "team-bench", "environment": "production", "region": "here"}}""".formatted(name));
            String run = "/v1/actions/runs/" + asked.replaceAll("(?s).*\"id\":\"(r_[0-9a-f]+)\".*", "$1");
            while (!new String(http.call("GET", run, null), StandardCharsets.UTF_8).contains("\"status\":\"SUCCESS\"")) {
                Thread.onSpinWait();
            }
            String revealed = http.post("/v1/resources/" + name + "@production/reveal", "{\"role\": \"producer\"}");
            send(name, signedIn(ResourcesBench.part(revealed, "user"), ResourcesBench.part(revealed, "password")));
        });
    }

    /** What an administrator types for a topic with a producer and a consumer. */
    List<Double> byHand(int count) throws Exception {
        return Trials.timed(count, at -> {
            String name = "hand-" + at;
            admin.createTopics(List.of(new NewTopic(name, 3, (short) 1))).all().get();
            List<AclBinding> rights = new ArrayList<>(allowed(name + "_producer", ResourceType.TOPIC, name, AclOperation.WRITE, AclOperation.DESCRIBE));
            rights.addAll(allowed(name + "_consumer", ResourceType.TOPIC, name, AclOperation.READ, AclOperation.DESCRIBE));
            rights.addAll(allowed(name + "_consumer", ResourceType.GROUP, name, AclOperation.READ));
            admin.createAcls(rights).all().get();
            ScramCredentialInfo hashed = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 8192);
            admin.alterUserScramCredentials(List.of(
                            new UserScramCredentialUpsertion(name + "_producer", hashed, "by-hand"),
                            new UserScramCredentialUpsertion(name + "_consumer", hashed, "by-hand")))
                    .all().get();
            send(name, signedIn(name + "_producer", "by-hand"));
        });
    }

    private static List<AclBinding> allowed(String user, ResourceType type, String name, AclOperation... operations) {
        return Arrays.stream(operations)
                .map(operation -> new AclBinding(new ResourcePattern(type, name, PatternType.LITERAL), new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW)))
                .toList();
    }

    /** Brokers learn of users and rights a moment after they were written: the client asks until it may. */
    private static void send(String topic, Map<String, Object> signedIn) throws Exception {
        Properties config = new Properties();
        config.putAll(signedIn);
        config.put("linger.ms", 0);
        while (true) {
            try (KafkaProducer<String, String> producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
                producer.send(new ProducerRecord<>(topic, "one", "1")).get();
                return;
            } catch (Exception failure) {
                if (!isNotYet(failure)) {
                    throw failure;
                }
            }
        }
    }

    private static boolean isNotYet(Throwable failure) {
        return failure instanceof AuthenticationException
                || failure instanceof AuthorizationException
                || failure.getCause() != null && isNotYet(failure.getCause());
    }

    @Override
    public void close() {
        admin.close();
        broker.destroyForcibly();
    }
}
