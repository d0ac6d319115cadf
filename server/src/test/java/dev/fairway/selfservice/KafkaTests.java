package dev.fairway.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api.Reply;
import dev.fairway.KafkaServer;
import dev.fairway.RunningFairway;
import dev.fairway.shared.Json;
import dev.fairway.shared.jobs.Chores;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Actions that write messages, with a real broker. */
class KafkaTests extends RunningFairway {

    private static final int PARTITIONS = 3;

    @Autowired
    DSLContext db;

    @Autowired
    Chores chores;

    @Test
    void writesAMessageAndGoesOnUntilItsReaderReportsTheEnd() throws Exception {
        String topic = topic();
        String action =
                action(topic, "'payload': {'make': '{{ .inputs.name }}', 'for': '{{ .trigger.by.user.email }}'}");

        String run = asked(action, "boat");
        Reply waiting = inState(run, "OPEN");

        ConsumerRecord<String, String> message = messages(topic).getFirst();
        JsonNode value = Json.read(message.value());
        assertThat(value.at("/make").stringValue()).isEqualTo("boat");
        assertThat(message.key()).isEqualTo(run);
        assertThat(header(message, "Idempotency-Key")).isEqualTo(run);
        assertThat(header(message, "x-port-signature"))
                .isEqualTo(Sealed.signature(header(message, "x-port-timestamp"), message.value()));
        assertThat(waiting.at("/run/status").stringValue()).isEqualTo("IN_PROGRESS");
        assertThat(waiting.at("/run/response/topic").stringValue()).isEqualTo(topic);
        Reply reported = admin.patch("/v1/actions/runs/" + run, "{'status': 'SUCCESS', 'summary': 'Made'}");
        assertThat(reported.at("/run/status").stringValue()).isEqualTo("SUCCESS");
    }

    @Test
    void findsAMessageAgainThatWasWrittenBeforeACrash() throws Exception {
        String topic = topic();
        String run = asked(action(topic, "'payload': {'make': '{{ .inputs.name }}'}"), "boat");
        inState(run, "OPEN");

        crashWhileSending(run);
        inState(run, "OPEN");

        assertThat(messages(topic)).hasSize(1);
    }

    @Test
    void writesAMessageAgainThatDidNotArriveBeforeACrash() throws Exception {
        String topic = topic();
        String run = asked(action(topic, "'payload': {'make': '{{ .inputs.name }}'}"), "boat");
        inState(run, "OPEN");
        empty(topic);

        crashWhileSending(run);
        inState(run, "OPEN");

        assertThat(messages(topic))
                .singleElement()
                .satisfies(message ->
                        assertThat(header(message, "Idempotency-Key")).isEqualTo(run));
    }

    @Test
    void saysThatThereIsNoSuchTopic() {
        KafkaServer.started();
        String run = asked(action(unique("none"), "'payload': {}"), "boat");

        Reply ended = await().atMost(Duration.ofSeconds(40))
                .until(
                        () -> admin.get("/v1/actions/runs/" + run),
                        reply -> reply.at("/run/status").asString("").equals("FAILURE"));

        assertThat(ended.at("/run/summary").stringValue())
                .startsWith("The message to none-")
                .contains("not present in metadata");
    }

    @Test
    void refusesATopicThatIsNone() {
        String run = asked(action("no topic?", "'payload': []"), "boat");

        Reply ended = await().atMost(Duration.ofSeconds(40))
                .until(
                        () -> admin.get("/v1/actions/runs/" + run),
                        reply -> reply.at("/run/status").asString("").equals("FAILURE"));

        assertThat(ended.at("/run/summary").stringValue()).contains("no topic?");
    }

    private String action(String topic, String parts) {
        String identifier = unique("action");
        Reply made = admin.post(
                "/v1/actions",
                "{'identifier': '%s', 'trigger': {'type': 'self-service', 'operation': 'CREATE', 'userInputs': {'properties': {'name': {'type': 'string'}}}}, 'invocationMethod': {'type': 'KAFKA', 'topic': '%s', %s}}"
                        .formatted(identifier, topic, parts));
        assertThat(made.status()).isEqualTo(201);
        return identifier;
    }

    private String asked(String action, String name) {
        Reply asked =
                admin.post("/v1/actions/%s/runs".formatted(action), "{'properties': {'name': '%s'}}".formatted(name));
        return asked.at("/run/id").stringValue();
    }

    private Reply inState(String run, String state) {
        await().atMost(Duration.ofSeconds(30)).until(() -> state(run).equals(state));
        return admin.get("/v1/actions/runs/" + run);
    }

    private String state(String run) {
        return db.fetchSingle("select state from selfservice.step where id = ?", run)
                .get(0, String.class);
    }

    /** As the database looks when the process ended between a message and what was to be written down of it. */
    private void crashWhileSending(String run) {
        db.execute("update selfservice.step set state = 'SENT', output = null where id = ?", run);
        chores.add("step", run);
    }

    private String topic() throws Exception {
        String topic = unique("topic");
        try (Admin broker = broker()) {
            broker.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
        return topic;
    }

    private static void empty(String topic) throws Exception {
        Map<TopicPartition, RecordsToDelete> all = partitions(topic).stream()
                .collect(Collectors.toMap(part -> part, part -> RecordsToDelete.beforeOffset(-1)));
        try (Admin broker = broker()) {
            broker.deleteRecords(all).all().get();
        }
    }

    private static Admin broker() {
        return Admin.create(Map.of("bootstrap.servers", KafkaServer.started()));
    }

    private static List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(part -> new TopicPartition(topic, part))
                .toList();
    }

    private static List<ConsumerRecord<String, String>> messages(String topic) {
        List<ConsumerRecord<String, String>> found = new ArrayList<>();
        try (KafkaConsumer<String, String> reader = new KafkaConsumer<>(
                Map.of("bootstrap.servers", KafkaServer.started()),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partitions = partitions(topic);
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                reader.poll(Duration.ofMillis(200)).forEach(found::add);
            }
        }
        return found;
    }

    private static String header(ConsumerRecord<String, String> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
