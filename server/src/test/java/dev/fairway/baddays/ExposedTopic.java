package dev.fairway.baddays;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api.Reply;
import dev.fairway.KafkaServer;
import dev.fairway.resources.Programs;
import dev.fairway.shared.Json;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.node.ObjectNode;

/** A topic of a real Kafka, which tells its clients to come back through the boundary. */
final class ExposedTopic extends ExposedResource {

    private static final String PASSWORD = "for-tests-only";
    private static final String TOPIC = "shop.checkout.order-placed.development";

    private final int open = Programs.freePort();
    private final Process broker;

    private ExposedTopic(int guarded) {
        super("shop.checkout.order-placed", "kafka-topic", "kafka", new Boundary(guarded));
        broker = KafkaServer.begin(
                "exposed-kafka.log", open, String.valueOf(guarded), PASSWORD, String.valueOf(boundary.port()));
    }

    static ExposedTopic start() {
        return new ExposedTopic(Programs.freePort());
    }

    @Override
    ObjectNode settings() {
        return Json.object()
                .put("bootstrap", "127.0.0.1:" + boundary.port())
                .put("security", "SASL_PLAINTEXT")
                .put("user", "admin")
                .put("password", PASSWORD);
    }

    @Override
    int mostRequests() {
        return 20;
    }

    @Override
    List<Turn> turns() {
        return List.of(
                Turn.create("'partitions': 2", admin -> {
                    assertThat(partitions()).isEqualTo(2);
                    send(revealed(admin, "producer"));
                }),
                Turn.change("'partitions': 4", admin -> assertThat(partitions()).isEqualTo(4)),
                Turn.rotate(admin -> send(revealed(admin, "producer"))),
                Turn.delete(admin -> assertThat(topics()).isEmpty()));
    }

    private Admin administrator() {
        return Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + open));
    }

    private int partitions() throws Exception {
        try (Admin admin = administrator()) {
            return admin.describeTopics(List.of(TOPIC))
                    .topicNameValues()
                    .values()
                    .iterator()
                    .next()
                    .get()
                    .partitions()
                    .size();
        }
    }

    private Iterable<String> topics() throws Exception {
        try (Admin admin = administrator()) {
            return admin.listTopics().names().get();
        }
    }

    private static void send(Reply revealed) throws Exception {
        Properties config = new Properties();
        config.load(new StringReader(revealed.at("/url").stringValue()));
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, "berth", "7")).get();
        }
    }

    @Override
    public void close() {
        super.close();
        broker.destroyForcibly();
    }
}
