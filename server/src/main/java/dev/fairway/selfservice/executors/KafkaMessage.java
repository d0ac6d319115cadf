package dev.fairway.selfservice.executors;

import dev.fairway.access.Signatures;
import dev.fairway.selfservice.executors.Outcome.Kind;
import dev.fairway.shared.Json;
import dev.fairway.shared.jq.Template;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code KAFKA}: writes a message and goes on until whoever reads it reports the end. Messages of one run have one key,
 * and so keep their order. Each is signed like a call, and its header {@code Idempotency-Key} is what it is found by again.
 */
@Component
class KafkaMessage implements Executor.Outside, Traced {

    static final String KEY = "Idempotency-Key";

    /** The clocks of brokers and of Fairway's nodes may differ by this much. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(30);

    private final KafkaClients clients;
    private final KafkaSettings settings;
    private final Signatures signatures;
    private final Clock clock;

    KafkaMessage(KafkaClients clients, KafkaSettings settings, Signatures signatures, Clock clock) {
        this.clients = clients;
        this.settings = settings;
        this.signatures = signatures;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "KAFKA";
    }

    @Override
    public ObjectNode payload(Task task, ObjectNode scope) {
        ObjectNode invocation = task.config();
        String topic = Json.textAt(invocation, "topic");
        ObjectNode payload = Json.object();
        payload.put("topic", topic == null || topic.isBlank() ? settings.topic() : Template.text(topic, scope));
        payload.set("value", Webhook.body(invocation.get("payload"), scope));
        return payload;
    }

    @Override
    public Outcome send(Task task, ObjectNode payload) {
        if (!clients.areConfigured()) {
            return Outcome.failed(
                    "No broker is configured; an administrator sets FAIRWAY_KAFKA_SERVERS and starts Fairway anew");
        }
        String topic = payload.path("topic").asString("");
        try {
            Producer<String, String> producer = clients.producer();
            producer.partitionsFor(topic);
            return deliver(producer, record(task, topic, payload.path("value").toString()));
        } catch (KafkaException failure) {
            return new Outcome(isLasting(failure) ? Kind.FAILED : Kind.NOT_TAKEN, null, reason(topic, failure));
        }
    }

    private ProducerRecord<String, String> record(Task task, String topic, String value) {
        ProducerRecord<String, String> message = new ProducerRecord<>(topic, task.run(), value);
        message.headers().add(KEY, bytes(task.key()));
        signatures.headers(value).forEach((name, text) -> message.headers().add(name, bytes(text)));
        return message;
    }

    private static Outcome deliver(Producer<String, String> producer, ProducerRecord<String, String> message) {
        try {
            RecordMetadata at = producer.send(message).get();
            return written(at.topic(), at.partition(), at.offset());
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause();
            return new Outcome(isLasting(cause) ? Kind.FAILED : Kind.UNSURE, null, reason(message.topic(), cause));
        } catch (InterruptedException stopped) {
            throw new InterruptException(stopped);
        }
    }

    private static Outcome written(String topic, int partition, long offset) {
        ObjectNode response = Json.object().put("topic", topic);
        response.put("partition", partition).put("offset", offset);
        return new Outcome(
                Kind.GOES_ON, response, "Message %d is in partition %d of %s".formatted(offset, partition, topic));
    }

    /** It would be refused again. */
    private static boolean isLasting(@Nullable Throwable failure) {
        return failure instanceof RecordTooLargeException
                || failure instanceof AuthorizationException
                || failure instanceof AuthenticationException
                || failure instanceof InvalidTopicException;
    }

    private static String reason(String topic, @Nullable Throwable failure) {
        return "The message to %s was not acknowledged: %s"
                .formatted(topic, failure == null ? "" : failure.getMessage());
    }

    /** Reads what was written to the topic since, and looks for the key. */
    @Override
    public Observed trace(Task task, ObjectNode payload, Instant since) {
        if (!clients.areConfigured()) {
            return Observed.unclear("no broker is configured any more");
        }
        String topic = payload.path("topic").asString("");
        try (Consumer<byte[], byte[]> reader = clients.reader()) {
            List<TopicPartition> partitions = reader.partitionsFor(topic).stream()
                    .map(part -> new TopicPartition(topic, part.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            goTo(reader, partitions, ends, since.minus(SKEW));
            return search(reader, ends, bytes(task.key()));
        } catch (KafkaException failure) {
            return Observed.unclear("%s cannot be read (%s)".formatted(topic, failure.getMessage()));
        }
    }

    private static void goTo(
            Consumer<?, ?> reader,
            Collection<TopicPartition> partitions,
            Map<TopicPartition, Long> ends,
            Instant since) {
        reader.assign(partitions);
        reader.offsetsForTimes(partitions.stream()
                        .collect(Collectors.toMap(Function.identity(), part -> since.toEpochMilli())))
                .forEach((part, first) ->
                        reader.seek(part, first == null ? ends.getOrDefault(part, 0L) : first.offset()));
    }

    private Observed search(Consumer<byte[], byte[]> reader, Map<TopicPartition, Long> ends, byte[] key) {
        Instant latest = clock.instant().plus(LONGEST_SEARCH);
        while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
            if (clock.instant().isAfter(latest)) {
                return Observed.unclear("the topic has too many messages to look through");
            }
            for (ConsumerRecord<byte[], byte[]> message : reader.poll(POLL)) {
                Header header = message.headers().lastHeader(KEY);
                if (header != null && Arrays.equals(header.value(), key)) {
                    return Observed.happened(written(message.topic(), message.partition(), message.offset()));
                }
            }
        }
        return Observed.notHappened("The topic does not have the message; it is sent again");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
