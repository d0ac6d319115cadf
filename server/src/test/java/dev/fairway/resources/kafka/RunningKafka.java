package dev.fairway.resources.kafka;

import static org.awaitility.Awaitility.await;

import dev.fairway.resources.GuardedKafka;
import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.Json;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.node.ObjectNode;

/** A real Kafka with access rights, and names that no other test has. */
abstract class RunningKafka {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    final Server server = GuardedKafka.server();
    final Admin admin = GuardedKafka.administrator();
    final KafkaProvisioner provisioner = new KafkaProvisioner();
    final String number = String.valueOf(NUMBERS.incrementAndGet());
    final Wanted orders = wanted("orders-" + number, Json.object().put("partitions", 2));
    final Login producer = new Login("producer", "app-" + number, "p\"ä\\ss word=,1");
    final Login consumer = new Login("consumer", "report-" + number, "2");

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void disconnect() throws Exception {
        admin.close();
        for (AutoCloseable client : opened) {
            client.close();
        }
    }

    Wanted wanted(String name, ObjectNode specification) {
        return new Wanted("id-" + number, name, specification);
    }

    Wanted ofSomebodyElse(String name) {
        return new Wanted("other-" + number, name, Json.object());
    }

    void apply(Wanted wanted) {
        provisioner.apply(server, wanted, said -> {});
    }

    /** Brokers learn of it a moment after it was written. */
    void admit(Wanted wanted, Login login) {
        provisioner.admit(server, wanted, login);
        await().until(() -> isIn(wanted, login));
    }

    boolean isIn(Wanted wanted, Login login) {
        try (KafkaProducer<String, String> client = newProducer(login)) {
            client.partitionsFor(wanted.name());
            return true;
        } catch (KafkaException refused) {
            return false;
        }
    }

    KafkaProducer<String, String> producer(Login login) {
        return open(newProducer(login));
    }

    /** As a service does that was told of the server in this way. */
    KafkaProducer<String, String> producer(Server told, Login login) {
        return open(newProducer(told, login));
    }

    private KafkaProducer<String, String> newProducer(Login login) {
        return newProducer(server, login);
    }

    private KafkaProducer<String, String> newProducer(Server told, Login login) {
        Properties config = properties(told, login);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5000);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    }

    KafkaConsumer<String, String> consumer(Login login, String group) {
        Properties config = properties(server, login);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5000);
        return open(new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer()));
    }

    private Properties properties(Server told, Login login) {
        Properties config = new Properties();
        try {
            config.load(new StringReader(provisioner.url(told, orders, login)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return config;
    }

    private <T extends AutoCloseable> T open(T client) {
        opened.add(client);
        return client;
    }

    static void send(KafkaProducer<String, String> client, String topic, String text)
            throws ExecutionException, InterruptedException {
        client.send(new ProducerRecord<>(topic, text, text)).get();
    }

    static List<String> read(KafkaConsumer<String, String> client, String topic) {
        client.subscribe(List.of(topic));
        List<String> texts = new ArrayList<>();
        await().until(() -> {
            client.poll(Duration.ofMillis(200)).forEach(message -> texts.add(message.value()));
            return !texts.isEmpty();
        });
        return texts;
    }
}
