package dev.fairway.resources.kafka;

import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a topic is asked for with. What is left out is as brokers have it by default.
 *
 * @param retentionHours how long messages are kept; -1 for ever
 * @param compaction whether only the last message of each key is kept
 */
record TopicSpecification(
        @Nullable Integer partitions,
        @Nullable Integer replication,
        @Nullable Integer retentionHours,
        boolean compaction) {

    static TopicSpecification of(Wanted wanted) {
        ObjectNode fields = wanted.specification();
        return new TopicSpecification(
                number(fields, "partitions"),
                number(fields, "replication"),
                number(fields, "retentionHours"),
                fields.path("compaction").asBoolean(false));
    }

    private static @Nullable Integer number(ObjectNode fields, String name) {
        JsonNode value = fields.path(name);
        return value.isNumber() ? (Integer) value.asInt() : null;
    }

    NewTopic topic(String name) {
        Optional<Short> copies = Optional.ofNullable(replication).map(Integer::shortValue);
        return new NewTopic(name, Optional.ofNullable(partitions), copies).configs(config());
    }

    private Map<String, String> config() {
        Map<String, String> config = new TreeMap<>();
        config.put(TopicConfig.CLEANUP_POLICY_CONFIG, policy());
        if (retentionHours != null) {
            config.put(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(millis(retentionHours)));
        }
        return config;
    }

    private String policy() {
        return compaction ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE;
    }

    private static long millis(int hours) {
        return hours < 0 ? -1 : TimeUnit.HOURS.toMillis(hours);
    }

    /** What makes a topic that is there like this one. */
    List<AlterConfigOp> changes() {
        OpType retention = retentionHours == null ? OpType.DELETE : OpType.SET;
        String kept = retentionHours == null ? "" : String.valueOf(millis(retentionHours));
        return List.of(
                new AlterConfigOp(new ConfigEntry(TopicConfig.CLEANUP_POLICY_CONFIG, policy()), OpType.SET),
                new AlterConfigOp(new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, kept), retention));
    }

    /** @throws InvalidInput when there is no way from one to the other */
    void refuseUnreachable(TopicDescription topic) {
        int actual = topic.partitions().size();
        if (partitions != null && partitions < actual) {
            throw new InvalidInput("partitions", "a topic keeps its partitions; this one has %d".formatted(actual));
        }
        if (replication != null && replication != copies(topic)) {
            throw new InvalidInput(
                    "replication", "is chosen when a topic is made; this one has %d".formatted(copies(topic)));
        }
    }

    static ObjectNode actual(TopicDescription topic, Config config) {
        ObjectNode actual = actual(topic);
        long kept = Long.parseLong(config.get(TopicConfig.RETENTION_MS_CONFIG).value());
        long hour = TimeUnit.HOURS.toMillis(1);
        if (kept >= 0 && kept % hour != 0) {
            actual.put("retentionHours", (double) kept / hour);
        } else {
            actual.put("retentionHours", kept < 0 ? -1 : kept / hour);
        }
        String policy = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
        return actual.put("compaction", policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    static ObjectNode actual(TopicDescription topic) {
        return Json.object().put("partitions", topic.partitions().size()).put("replication", copies(topic));
    }

    private static int copies(TopicDescription topic) {
        return topic.partitions().getFirst().replicas().size();
    }
}
