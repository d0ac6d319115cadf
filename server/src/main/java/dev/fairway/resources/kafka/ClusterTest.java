package dev.fairway.resources.kafka;

import dev.fairway.resources.spi.Report;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.ServerUnfit;
import dev.fairway.shared.Json;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import tools.jackson.databind.node.ObjectNode;

/** Whether topics and users can be made on a cluster, and how large it is. */
final class ClusterTest {

    private static final Set<AclOperation> NEEDED =
            Set.of(AclOperation.ALTER, AclOperation.CREATE, AclOperation.DESCRIBE);

    private ClusterTest() {}

    static Report report(Server server, KafkaSession session) {
        refuseUnfit(server, session);
        ObjectNode capacity = Json.object();
        capacity.put("brokers", session.brokers().size());
        capacity.put("topics", session.topicNames().size());
        var disks = session.disks();
        capacity.put("diskBytesMost", sum(disks, LogDirDescription::totalBytes));
        capacity.put("diskBytesFree", sum(disks, LogDirDescription::usableBytes));
        return new Report(version(session), capacity);
    }

    private static void refuseUnfit(Server server, KafkaSession session) {
        try {
            session.rights(TopicRights.onTopics());
        } catch (SecurityDisabledException withoutRights) {
            throw unfit(server, "It lets everybody do everything; set authorizer.class.name on its brokers");
        } catch (AuthorizationException refused) {
            throw unfit(server, "The user may not see access rights; allow it to alter and describe the cluster");
        }
        if (!session.allowed().containsAll(NEEDED)) {
            throw unfit(
                    server,
                    "The user may not make topics and users; allow it to alter, create and describe on the cluster");
        }
    }

    private static ServerUnfit unfit(Server server, String reason) {
        return new ServerUnfit(server.identifier(), reason);
    }

    /** Brokers tell no version of their software: this is the level of what they can do together. */
    private static String version(KafkaSession session) {
        FinalizedVersionRange level = session.features().get("metadata.version");
        return level == null ? "unknown" : "metadata.version %d".formatted(level.maxVersionLevel());
    }

    private static long sum(Iterable<LogDirDescription> disks, Function<LogDirDescription, OptionalLong> bytes) {
        long sum = 0;
        for (LogDirDescription disk : disks) {
            sum += bytes.apply(disk).orElse(0);
        }
        return sum;
    }
}
