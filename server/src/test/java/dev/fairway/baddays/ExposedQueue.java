package dev.fairway.baddays;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import dev.fairway.Api.Reply;
import dev.fairway.resources.RabbitServer;
import dev.fairway.resources.spi.Server;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A queue on a real RabbitMQ, whose management is behind the boundary. */
final class ExposedQueue extends ExposedResource {

    private static final String QUEUE = "labels-development";

    private ExposedQueue() {
        super("labels", "rabbitmq-queue", "rabbitmq", new Boundary(RabbitServer.management()));
    }

    static ExposedQueue start() {
        RabbitServer.started();
        return new ExposedQueue();
    }

    @Override
    ObjectNode settings() {
        Server through = RabbitServer.at(boundary.port());
        return through.settings().deepCopy().setAll(through.secrets());
    }

    @Override
    int mostRequests() {
        return 5;
    }

    @Override
    List<Turn> turns() {
        return List.of(
                Turn.create(
                        "",
                        admin -> assertThat(publish(revealed(admin, "application")))
                                .isEqualTo(1)),
                Turn.change("'maxMessages': 500", admin -> publish(revealed(admin, "application"))),
                Turn.rotate(admin ->
                        assertThat(publish(revealed(admin, "application"))).isEqualTo(3)),
                Turn.delete(admin ->
                        assertThat(revealed(admin, "application").status()).isEqualTo(404)));
    }

    /** @return how many messages wait then */
    private static long publish(Reply revealed) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(revealed.at("/url").stringValue());
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel()) {
            channel.confirmSelect();
            channel.basicPublish("", QUEUE, MessageProperties.PERSISTENT_BASIC, new byte[] {1});
            channel.waitForConfirmsOrDie(5_000);
            return channel.messageCount(QUEUE);
        }
    }
}
