package dev.fairway.broker;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

    /**
     * @param args the port, the port of its controller, and an empty folder for its data; with a second port it keeps access
     *     rights, and users sign in there with SCRAM-SHA-512, the first of them {@code admin} with the password that follows;
     *     then the port that they are told to come back by, and with one more they come in there by TLS, with the key and the
     *     certificate of the file that follows
     */
    public static void main(String[] args) throws IOException {
        Properties settings = settings(args[0], args[1], args[2]);
        List<String> format = new ArrayList<>(
                List.of("format", "--cluster-id", Uuid.randomUuid().toString()));
        if (args.length > 3) {
            guard(settings, "SASL_PLAINTEXT", args[3], args[5]);
            format.addAll(List.of("--add-scram", "SCRAM-SHA-512=[name=admin,password=%s]".formatted(args[4])));
        }
        if (args.length > 6) {
            guard(settings, "SASL_SSL", args[6], args[6]);
            settings.put("ssl.keystore.type", "PEM");
            settings.put("ssl.keystore.location", args[7]);
        }
        Path file = Path.of(args[2], "server.properties");
        try (var writer = Files.newBufferedWriter(file)) {
            settings.store(writer, null);
        }
        format.addAll(List.of("--config", file.toString()));
        if (StorageTool.execute(format.toArray(String[]::new), new PrintStream(System.err)) != 0) {
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

    /** The first listener stays open, and whoever comes in by it may do everything. */
    private static void guard(Properties settings, String protocol, String port, String wayBack) {
        add(settings, "listeners", "%s://127.0.0.1:%s".formatted(protocol, port));
        add(settings, "advertised.listeners", "%s://127.0.0.1:%s".formatted(protocol, wayBack));
        add(settings, "listener.security.protocol.map", protocol + ":" + protocol);
        settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        settings.put(
                "listener.name.%s.scram-sha-512.sasl.jaas.config".formatted(protocol.toLowerCase(Locale.ROOT)),
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("connection.failed.authentication.delay.ms", "0");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("super.users", "User:admin;User:ANONYMOUS");
    }

    private static void add(Properties settings, String name, String more) {
        settings.merge(name, more, (before, added) -> before + "," + added);
    }
}
