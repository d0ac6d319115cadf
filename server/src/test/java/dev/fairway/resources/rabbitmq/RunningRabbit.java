package dev.fairway.resources.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import dev.fairway.resources.RabbitServer;
import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import tools.jackson.databind.node.ObjectNode;

/** A real RabbitMQ, and names that no other test has. */
abstract class RunningRabbit {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    static Server server;

    final ManagementApi api = new ManagementApi();
    final RabbitProvisioner provisioner = new RabbitProvisioner(api);
    final String number = String.valueOf(NUMBERS.incrementAndGet());
    final Wanted orders = wanted("orders/" + number, Json.object());
    final Login application = new Login("application", "app-" + number, "p ss+word@1:/?#");
    final Login reader = new Login("readonly", "report-" + number, "2");

    private final List<Connection> opened = new ArrayList<>();

    @BeforeAll
    static void start() {
        server = RabbitServer.started();
    }

    @AfterEach
    void disconnect() throws Exception {
        opened.forEach(Connection::abort);
        api.destroy();
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

    Channel admitted(Wanted wanted, Login login) throws Exception {
        provisioner.admit(server, wanted, login);
        return connected(wanted, login);
    }

    Channel connected(Wanted wanted, Login login) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(provisioner.url(server, wanted, login));
        return connected(factory);
    }

    Channel connected(ConnectionFactory factory) throws Exception {
        factory.setAutomaticRecoveryEnabled(false);
        Connection connection = factory.newConnection();
        opened.add(connection);
        return connection.createChannel();
    }

    /** @return whether the server took it */
    static boolean publish(Channel channel, String queue, String text) throws Exception {
        channel.confirmSelect();
        channel.basicPublish("", queue, MessageProperties.PERSISTENT_BASIC, text.getBytes(StandardCharsets.UTF_8));
        return channel.waitForConfirms(5000);
    }
}
