package dev.fairway.broker;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A Kafka of one node that is broker and controller, on loopback. It says {@code ready} when it is, and ends with its
 * standard input, so that it never outlives the tests that started it.
 */
public final class Broker {

    private Broker() {}

    /** @param args the port, the port of its controller, and an empty folder for its data */
    public static void main(String[] args) throws IOException {
        Properties settings = settings(args[0], args[1], args[2]);
        Path file = Path.of(args[2], "server.properties");
        try (var writer = Files.newBufferedWriter(file)) {
            settings.store(writer, null);
        }
        String[] format = {"format", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString()};
        if (StorageTool.execute(format, new PrintStream(System.err)) != 0) {
            throw new IllegalStateException("The folder cannot be prepared");
        }
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
        server.startup();
        System.out.println("ready");
        while (System.in.read() >= 0) {
            // Nothing is said to it: it waits for the end.
        }
        Runtime.getRuntime().halt(0);
    }

    private static Properties settings(String port, String controller, String folder) {
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
        settings.put("listeners", "PLAINTEXT://127.0.0.1:%s,CONTROLLER://127.0.0.1:%s".formatted(port, controller));
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", Path.of(folder, "logs").toString());
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("num.partitions", "3");
        settings.put("auto.create.topics.enable", "false");
        return settings;
    }
}
