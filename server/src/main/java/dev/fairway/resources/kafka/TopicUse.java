package dev.fairway.resources.kafka;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.jspecify.annotations.Nullable;

/**
 * What a topic holds and what was not read of it yet.
 *
 * @param messages those between the first and the last offsets; compaction has taken some of them away
 * @param bytes of all copies
 * @param lag how many messages its groups have yet to read, of all of them together
 */
record TopicUse(long messages, long bytes, long lag) {

    static TopicUse of(KafkaSession session, TopicDescription topic) {
        List<TopicPartition> partitions = topic.partitions().stream()
                .map(part -> new TopicPartition(topic.name(), part.partition()))
                .toList();
        Map<TopicPartition, Long> ends = session.offsets(partitions, OffsetSpec.latest());
        Map<TopicPartition, Long> beginnings = session.offsets(partitions, OffsetSpec.earliest());
        return new TopicUse(
                sum(ends) - sum(beginnings), bytes(session, topic.name()), lag(session, topic.name(), ends));
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long bytes(KafkaSession session, String topic) {
        return session.disks().stream()
                .flatMap(disk -> disk.replicaInfos().entrySet().stream())
                .filter(copy -> copy.getKey().topic().equals(topic))
                .mapToLong(copy -> copy.getValue().size())
                .sum();
    }

    private static long lag(KafkaSession session, String topic, Map<TopicPartition, Long> ends) {
        return session.read(new GroupNames(topic)).stream()
                .flatMap(read -> read.entrySet().stream())
                .filter(read -> read.getValue() != null && ends.containsKey(read.getKey()))
                .mapToLong(read -> Math.max(
                        0,
                        Objects.requireNonNull(ends.get(read.getKey()))
                                - read.getValue().offset()))
                .sum();
    }

    Map<String, Double> measures() {
        return Map.of("diskBytes", (double) bytes, "messages", (double) messages, "lag", (double) lag);
    }

    String sentence() {
        return String.format(Locale.ROOT, "%,d messages, %,.1f MB with all copies", messages, bytes / 1e6);
    }

    static @Nullable String complaint(TopicDescription topic) {
        long headless = topic.partitions().stream()
                .filter(part -> part.leader() == null || part.leader().isEmpty())
                .count();
        if (headless > 0) {
            return "%d of its partitions can be neither written nor read: no broker leads them".formatted(headless);
        }
        long behind = topic.partitions().stream().filter(TopicUse::isBehind).count();
        return behind == 0 ? null : "%d of its partitions have copies that are behind or gone".formatted(behind);
    }

    private static boolean isBehind(TopicPartitionInfo part) {
        return part.isr().size() < part.replicas().size();
    }
}
