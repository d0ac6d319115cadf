package dev.fairway.resources.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairway.KafkaServer;
import dev.fairway.resources.GuardedKafka;
import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.ServerFailed;
import dev.fairway.resources.spi.ServerUnfit;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the delivered users can not do. */
class KafkaConfinementTests extends RunningKafka {

    @Test
    void confinesAUserToItsTopic() throws Exception {
        String others = "orders-" + number + "-of-others";
        admin.createTopics(List.of(new NewTopic(others, 1, (short) 1))).all().get();
        apply(orders);
        admit(orders, producer);
        admit(orders, consumer);
        KafkaProducer<String, String> writer = producer(producer);
        KafkaConsumer<String, String> reader = consumer(consumer, orders.name() + ":report");

        send(writer, orders.name(), "first");

        assertThat(read(reader, orders.name())).containsExactly("first");
        assertThatThrownBy(() -> send(writer, others, "x")).hasRootCauseInstanceOf(TopicAuthorizationException.class);
        assertThatThrownBy(() -> read(reader, others)).isInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void letsNeitherDoWhatTheOtherDoes() throws Exception {
        apply(orders);
        admit(orders, producer);
        admit(orders, consumer);
        send(producer(producer), orders.name(), "first");

        assertThatThrownBy(() -> send(producer(consumer), orders.name(), "x"))
                .hasRootCauseInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> read(consumer(producer, orders.name()), orders.name()))
                .isInstanceOf(AuthorizationException.class);
    }

    @Test
    void confinesAConsumerToItsGroups() throws Exception {
        apply(orders);
        admit(orders, producer);
        admit(orders, consumer);
        send(producer(producer), orders.name(), "first");

        assertThat(read(consumer(consumer, orders.name()), orders.name())).containsExactly("first");
        for (String group : List.of("billing", orders.name() + "-of-others", orders.name() + "1")) {
            assertThatThrownBy(() -> read(consumer(consumer, group), orders.name()))
                    .isInstanceOf(GroupAuthorizationException.class);
        }
    }

    @Test
    void letsNoUserAdminister() {
        apply(orders);
        admit(orders, producer);

        var asUser = GuardedKafka.signedIn(producer.user(), producer.password());

        assertThatThrownBy(() -> provisioner.test(asUser)).isInstanceOf(ServerUnfit.class);
        assertThatThrownBy(() -> provisioner.apply(asUser, wanted("more-" + number, Json.object()), said -> {}))
                .isInstanceOf(ServerFailed.class);
        assertThatThrownBy(() -> provisioner.remove(asUser, orders)).isInstanceOf(ServerFailed.class);
    }

    @Test
    void letsNobodyInByAMark() {
        apply(orders);
        Login pretender = new Login("producer", "fairway-id-" + number, "p");

        assertThatThrownBy(() -> provisioner.admit(server, orders, pretender)).hasMessageContaining("not Fairway's");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a/b",
                "a b",
                "a:b",
                "a\nb",
                "a\"b",
                "a'b",
                "주문",
                "a*",
                "__consumer_offsets",
                "__cluster_metadata"
            })
    void refusesNamesThatNoTopicHas(String name) {
        Wanted wanted = wanted(name, Json.object());

        assertThatThrownBy(() -> apply(wanted)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> provisioner.remove(server, wanted)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void takesTheLongestNameAndNoLongerOne() {
        Wanted longest = wanted("x".repeat(249 - number.length()) + number, Json.object());
        apply(longest);
        provisioner.remove(server, longest);

        assertThatThrownBy(() -> apply(wanted("x".repeat(10_000), Json.object())))
                .isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a'b\"\\c\" password=\"\nx", "*", "../a,b=c d", "User:admin"})
    void treatsHostileUsersAsUsers(String name) throws Exception {
        Login hostile = new Login("producer", name + number, "p\nass\"word");
        apply(orders);
        admit(orders, hostile);

        send(producer(hostile), orders.name(), "first");
        provisioner.dismiss(server, orders, hostile.user());

        await().until(() -> !isIn(orders, hostile));
        assertThat(admin.describeUserScramCredentials().all().get()).doesNotContainKey(hostile.user());
    }

    @Test
    void refusesAClusterThatKeepsNoRights() {
        var open = new Server(
                "open",
                "local",
                Json.object().put("bootstrap", KafkaServer.started()).put("security", "PLAINTEXT"),
                Json.object());

        assertThatThrownBy(() -> provisioner.test(open))
                .isInstanceOf(ServerUnfit.class)
                .hasMessageContaining("authorizer.class.name");
    }

    @Test
    void saysWhyItCannotAdminister() {
        assertThatThrownBy(() -> provisioner.test(GuardedKafka.signedIn("admin", "wrong-secret")))
                .isInstanceOf(ServerFailed.class)
                .hasMessageContaining("invalid credentials")
                .hasMessageNotContaining("wrong-secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "주문", "a\u0000b"})
    void refusesUsersThatCannotSignIn(String name) {
        apply(orders);

        assertThatThrownBy(() -> provisioner.admit(server, orders, new Login("producer", name, "p")))
                .isInstanceOf(InvalidInput.class);
    }
}
