package dev.fairway.resources.kafka;

import dev.fairway.resources.spi.Authority;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.ServerFailed;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** One connection as the administrator of a Kafka. */
final class KafkaSession {

    private static final int ITERATIONS = 8192;
    private static final int MOST_GROUPS = 1000;

    private final Admin admin;

    private KafkaSession(Admin admin) {
        this.admin = admin;
    }

    interface Use<T> {
        T in(KafkaSession session);
    }

    /** @throws ServerFailed with what the server says, when it cannot be reached or refuses */
    static <T> T use(Server server, Use<T> use) {
        try (Admin admin = Admin.create(new KafkaAddress(server).administration())) {
            return use.in(new KafkaSession(admin));
        } catch (KafkaException failure) {
            throw new ServerFailed(
                    server.identifier(), Authority.distrust(server, failure).orElseGet(() -> reason(failure)), failure);
        }
    }

    private static String reason(KafkaException failure) {
        if (failure instanceof TimeoutException) {
            return "Its brokers gave no answer in time";
        }
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    /** The answer, for which the client waits some seconds. */
    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof KafkaException known
                    ? known
                    : new KafkaException(String.valueOf(failure.getMessage()), failure);
        } catch (InterruptedException stopped) {
            throw new InterruptException(stopped);
        }
    }

    Optional<TopicDescription> topic(String name) {
        return topics(List.of(name)).stream().findFirst();
    }

    /** Those of these topics that are there. */
    List<TopicDescription> topics(Collection<String> names) {
        return admin.describeTopics(names).topicNameValues().values().stream()
                .flatMap(answer -> find(answer).stream())
                .toList();
    }

    private static Optional<TopicDescription> find(KafkaFuture<TopicDescription> answer) {
        try {
            return Optional.of(await(answer));
        } catch (UnknownTopicOrPartitionException absent) {
            return Optional.empty();
        }
    }

    void create(NewTopic topic) {
        await(admin.createTopics(List.of(topic)).all());
    }

    void grow(String topic, int partitions) {
        await(admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                .all());
    }

    void deleteTopic(String name) {
        try {
            await(admin.deleteTopics(List.of(name)).all());
        } catch (UnknownTopicOrPartitionException gone) {
            // an earlier attempt came this far
        }
    }

    Config config(String topic) {
        return await(admin.describeConfigs(List.of(resource(topic))).all())
                .values()
                .iterator()
                .next();
    }

    void configure(String topic, Collection<AlterConfigOp> changes) {
        await(admin.incrementalAlterConfigs(Map.of(resource(topic), changes)).all());
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    Collection<AclBinding> rights(AclBindingFilter filter) {
        return await(admin.describeAcls(filter).values());
    }

    void allow(Collection<AclBinding> rights) {
        await(admin.createAcls(rights).all());
    }

    void revoke(Collection<AclBindingFilter> rights) {
        await(admin.deleteAcls(rights).all());
    }

    boolean canSignIn(String user) {
        return await(admin.describeUserScramCredentials(List.of(user)).users()).contains(user);
    }

    /** The password is salted and hashed here. */
    void setPassword(String user, String password) {
        ScramCredentialInfo how = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS);
        await(admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(user, how, password)))
                .all());
    }

    void deletePassword(String user) {
        if (canSignIn(user)) {
            await(admin.alterUserScramCredentials(
                            List.of(new UserScramCredentialDeletion(user, ScramMechanism.SCRAM_SHA_512)))
                    .all());
        }
    }

    Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec which) {
        var answers = await(
                admin.listOffsets(partitions.stream().collect(Collectors.toMap(Function.identity(), part -> which)))
                        .all());
        return answers.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, answer -> answer.getValue().offset()));
    }

    Collection<Node> brokers() {
        return await(admin.describeCluster().nodes());
    }

    /** What this user may do with the cluster. */
    Set<AclOperation> allowed() {
        DescribeClusterOptions telling = new DescribeClusterOptions().includeAuthorizedOperations(true);
        Set<AclOperation> allowed = await(admin.describeCluster(telling).authorizedOperations());
        return allowed == null ? Set.of() : allowed;
    }

    Map<String, FinalizedVersionRange> features() {
        return await(admin.describeFeatures().featureMetadata()).finalizedFeatures();
    }

    /** Without what Kafka keeps for itself. */
    Set<String> topicNames() {
        return await(admin.listTopics().names());
    }

    Collection<LogDirDescription> disks() {
        List<Integer> brokers = brokers().stream().map(Node::id).toList();
        return await(admin.describeLogDirs(brokers).allDescriptions()).values().stream()
                .flatMap(folders -> folders.values().stream())
                .toList();
    }

    /** What groups have read, by their names. */
    Collection<Map<TopicPartition, OffsetAndMetadata>> read(GroupNames groups) {
        Map<String, ListConsumerGroupOffsetsSpec> those = await(
                        admin.listGroups().valid())
                .stream()
                .map(GroupListing::groupId)
                .filter(groups::include)
                .limit(MOST_GROUPS)
                .collect(Collectors.toMap(Function.identity(), group -> new ListConsumerGroupOffsetsSpec()));
        return those.isEmpty()
                ? List.of()
                : await(admin.listConsumerGroupOffsets(those).all()).values();
    }
}
