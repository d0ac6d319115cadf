package dev.fairway.selfservice.executors;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The connections to the brokers that the settings name. */
@Component
class KafkaClients {

    private final KafkaSettings settings;
    private final ReentrantLock making = new ReentrantLock();
    private @Nullable Producer<String, String> producer;

    KafkaClients(KafkaSettings settings) {
        this.settings = settings;
    }

    boolean areConfigured() {
        return !settings.servers().isBlank();
    }

    /** One for all messages. It waits for all replicas, and the broker keeps one that its own retries send twice once. */
    Producer<String, String> producer() {
        making.lock();
        try {
            if (producer == null) {
                producer = new KafkaProducer<>(producing(), new StringSerializer(), new StringSerializer());
            }
            return producer;
        } finally {
            making.unlock();
        }
    }

    private Map<String, Object> producing() {
        Map<String, Object> config = common();
        int timeout = Math.toIntExact(settings.timeout().toMillis());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout / 2);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
        return config;
    }

    /** One that belongs to no group and starts wherever it is told to. */
    Consumer<byte[], byte[]> reader() {
        Map<String, Object> config = common();
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Math.toIntExact(settings.timeout().toMillis()));
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> common() {
        Map<String, Object> config = new HashMap<>();
        config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.servers());
        config.put(CommonClientConfigs.CLIENT_ID_CONFIG, "fairway");
        config.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, settings.security());
        if (!settings.user().isBlank()) {
            config.put(SaslConfigs.SASL_MECHANISM, settings.mechanism());
            config.put(SaslConfigs.SASL_JAAS_CONFIG, signIn());
        }
        return config;
    }

    private String signIn() {
        String module = settings.mechanism().equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
        return "org.apache.kafka.common.security.%s required username=\"%s\" password=\"%s\";"
                .formatted(module, quoted(settings.user()), quoted(settings.password()));
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    @PreDestroy
    void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
        }
    }
}
