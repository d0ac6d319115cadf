package dev.fairway.resources.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairway.resources.GuardedKafka;
import dev.fairway.resources.TestCertificate;
import dev.fairway.resources.spi.Found;
import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.NameTaken;
import dev.fairway.resources.spi.Observation;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.ServerFailed;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class KafkaProvisionerTests extends RunningKafka {

    @Test
    void saysWhatTheClusterIs() {
        var report = provisioner.test(server);

        assertThat(report.version()).matches("metadata.version \\d+");
        assertThat(report.capacity().path("brokers").asInt()).isOne();
        assertThat(report.capacity().path("diskBytesFree").asLong()).isPositive();
    }

    @Test
    void refusesMoreCopiesThanTheServerHadBrokersWhenItWasTested() {
        ObjectNode capacity = provisioner.test(server).capacity();

        assertThat(provisioner.beyond(capacity, Json.object().put("replication", 2)))
                .extracting(Problem::path)
                .containsExactly("properties.replication");
        assertThat(provisioner.beyond(capacity, Json.object().put("replication", 1)))
                .isEmpty();
        assertThat(provisioner.beyond(Json.object(), Json.object().put("replication", 2)))
                .isEmpty();
    }

    @Test
    void trustsTheAuthorityThatTheServerIsOfAndNoOther() throws Exception {
        Server stranger = GuardedKafka.trusting(TestCertificate.make().pem());
        Server known = GuardedKafka.trusting(GuardedKafka.certificate().pem());
        apply(orders);
        admit(orders, producer);

        assertThatThrownBy(() -> provisioner.test(stranger))
                .isInstanceOf(ServerFailed.class)
                .hasMessageContaining("not of the authority in \"Certificate\"");
        assertThat(provisioner.test(known).capacity().path("brokers").asInt()).isOne();
        assertThat(provisioner.url(server, orders, producer)).doesNotContain("truststore");
        send(producer(known, producer), orders.name(), "one");
    }

    @Test
    void makesATopicAsItIsAskedFor() {
        ObjectNode specification = Json.object().put("partitions", 3).put("replication", 1);
        Wanted wanted =
                wanted(orders.name(), specification.put("retentionHours", 36).put("compaction", true));
        apply(wanted);
        apply(wanted);

        assertThat(actual(wanted)).hasToString(specification.toString());
        assertThat(provisioner.observe(server, wanted).complaint()).isNull();
        assertThat(provisioner.outputs(server, wanted).path("groupPrefix").asString())
                .isEqualTo(orders.name() + ":");
    }

    @Test
    void growsAndNeverShrinks() {
        apply(orders);
        Wanted grown = wanted(orders.name(), Json.object().put("partitions", 4).put("retentionHours", -1));
        apply(grown);

        assertThat(actual(orders).path("partitions").asInt()).isEqualTo(4);
        assertThat(actual(orders).path("retentionHours").asInt()).isEqualTo(-1);
        assertThatThrownBy(() -> apply(orders)).isInstanceOf(InvalidInput.class).hasMessageContaining("has 4");
        assertThatThrownBy(() -> apply(wanted(orders.name(), Json.object().put("replication", 2))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("has 1");
    }

    @Test
    void refusesMoreCopiesThanThereAreBrokers() {
        Wanted wanted = wanted(orders.name(), Json.object().put("replication", 3));

        assertThatThrownBy(() -> apply(wanted)).isInstanceOf(InvalidInput.class).hasMessageContaining("replication");

        apply(orders);
    }

    @Test
    void refusesANameOfSomebodyElse() throws Exception {
        String theirs = "theirs-" + number;
        admin.createTopics(List.of(new NewTopic(theirs, 1, (short) 1))).all().get();
        apply(ofSomebodyElse("marked-" + number));
        admin.createAcls(TopicRights.of(ofSomebodyElse("granted-" + number), producer))
                .all()
                .get();

        for (String name : List.of(theirs, "marked-" + number, "granted-" + number)) {
            Wanted wanted = wanted(name, Json.object());
            assertThatThrownBy(() -> apply(wanted)).isInstanceOf(NameTaken.class);
            assertThatThrownBy(() -> provisioner.admit(server, wanted, producer))
                    .isInstanceOf(NameTaken.class);
        }
        assertThat(marksOn(theirs)).isEmpty();
        assertThatThrownBy(() -> provisioner.remove(server, wanted("marked-" + number, Json.object())))
                .isInstanceOf(NameTaken.class);
        provisioner.remove(server, wanted(theirs, Json.object()));
        assertThat(topics()).contains(theirs, "marked-" + number);
    }

    @Test
    void refusesAUserOfSomebodyElse() throws Exception {
        Wanted other = ofSomebodyElse("other-" + number);
        apply(orders);
        apply(other);
        admit(other, new Login("producer", "theirs-" + number, "3"));
        admin.createAcls(TopicRights.of(other, new Login("producer", "certificate-" + number, "")))
                .all()
                .get();

        for (String user : List.of("admin", "theirs-" + number, "certificate-" + number)) {
            await().untilAsserted(() -> assertThatThrownBy(
                            () -> provisioner.admit(server, orders, new Login("producer", user, "4")))
                    .isInstanceOf(NameTaken.class));
            assertThatThrownBy(() -> provisioner.dismiss(server, orders, user)).isInstanceOf(NameTaken.class);
        }
    }

    @Test
    void goesOnAfterBeingStoppedBehindAnyStep() throws Exception {
        admin.createAcls(List.of(TopicRights.markOnTopic(orders))).all().get();
        await().until(() -> !marksOn(orders.name()).isEmpty());
        apply(orders);
        assertThat(topics()).contains(orders.name());

        admin.createAcls(List.of(TopicRights.markOnUser(orders, producer.user())))
                .all()
                .get();
        admin.createAcls(TopicRights.of(orders, producer)).all().get();
        await().until(() -> !rights(TopicRights.ofUser(producer.user())).isEmpty());
        admit(orders, producer);
        send(producer(producer), orders.name(), "first");

        admin.deleteAcls(List.of(TopicRights.ofUser(producer.user()))).all().get();
        await().until(() -> rights(TopicRights.ofUser(producer.user())).isEmpty());
        provisioner.dismiss(server, orders, producer.user());
        await().until(() -> !isIn(orders, producer));

        admit(orders, consumer);
        admin.deleteTopics(List.of(orders.name())).all().get();
        assertThat(provisioner.observe(server, orders).isThere()).isFalse();
        provisioner.remove(server, orders);
        assertGone();
    }

    @Test
    void makesItAnewWhereItWasDeleted() throws Exception {
        apply(orders);
        admin.deleteTopics(List.of(orders.name())).all().get();

        await().until(() -> !provisioner.observe(server, orders).isThere());
        apply(orders);

        await().until(() -> provisioner.observe(server, orders).isThere());
    }

    @Test
    void rotatesWithoutShuttingAnybodyOut() throws Exception {
        Login next = new Login("producer", producer.user(), "another one");
        Login second = new Login("producer", producer.user() + "-2", "a third one");
        apply(orders);
        admit(orders, producer);
        KafkaProducer<String, String> before = producer(producer);
        send(before, orders.name(), "1");

        admit(orders, next);
        admit(orders, second);

        send(before, orders.name(), "2");
        send(producer(next), orders.name(), "3");
        send(producer(second), orders.name(), "4");
        assertThat(isIn(orders, producer)).isFalse();
    }

    @Test
    void takesRightsThatARoleHasNot() throws Exception {
        apply(orders);
        admit(orders, producer);
        KafkaProducer<String, String> connected = producer(producer);
        send(connected, orders.name(), "1");

        admit(orders, new Login("consumer", producer.user(), producer.password()));

        await().untilAsserted(() -> assertThatThrownBy(() -> send(connected, orders.name(), "2"))
                .hasRootCauseInstanceOf(TopicAuthorizationException.class));
    }

    @Test
    void dismissesWhoIsConnected() throws Exception {
        apply(orders);
        admit(orders, producer);
        KafkaProducer<String, String> connected = producer(producer);
        send(connected, orders.name(), "1");

        provisioner.dismiss(server, orders, producer.user());
        provisioner.dismiss(server, orders, producer.user());

        await().untilAsserted(() -> assertThatThrownBy(() -> send(connected, orders.name(), "2"))
                .hasRootCauseInstanceOf(TopicAuthorizationException.class));
        assertThat(isIn(orders, producer)).isFalse();
    }

    @Test
    void seesADrift() throws Exception {
        assertThat(provisioner.observe(server, orders).isThere()).isFalse();
        apply(orders);
        admin.createPartitions(Map.of(orders.name(), NewPartitions.increaseTo(5)))
                .all()
                .get();

        await().untilAsserted(() ->
                assertThat(actual(orders).path("partitions").asInt()).isEqualTo(5));
    }

    @Test
    void measuresWhatIsInItAndWhatIsLeftToRead() throws Exception {
        apply(orders);
        admit(orders, producer);
        admit(orders, consumer);
        KafkaProducer<String, String> writer = producer(producer);
        for (int message = 0; message < 1204; message++) {
            writer.send(new ProducerRecord<>(orders.name(), "x".repeat(1000)));
        }
        writer.flush();
        try (var reader = consumer(consumer, orders.name() + ":report")) {
            int read = read(reader, orders.name()).size();
            reader.commitSync();

            Observation observation = provisioner.observe(server, orders);

            assertThat(observation.measures().get("messages")).isEqualTo(1204);
            assertThat(observation.measures().get("diskBytes")).isBetween(1_200_000.0, 1_500_000.0);
            assertThat(observation.measures().get("lag")).isBetween(0.0, 1204.0 - read);
        }
        assertThat(provisioner.loss(server, orders)).matches("1,204 messages, 1\\.\\d MB with all copies");
    }

    @Test
    void takesItAwayAndNothingElse() throws Exception {
        Wanted other = ofSomebodyElse("other-" + number);
        apply(orders);
        apply(other);
        admit(orders, producer);
        admit(orders, consumer);
        provisioner.admit(server, other, new Login("producer", "theirs-" + number, "3"));

        provisioner.remove(server, orders);
        provisioner.remove(server, orders);

        assertGone();
        assertThat(topics()).contains(other.name());
        assertThat(users()).contains("theirs-" + number);
        assertThat(marksOn(other.name())).isNotEmpty();
    }

    @Test
    void findsWhatItDidNotMake() throws Exception {
        apply(orders);
        admin.createTopics(List.of(new NewTopic("legacy-" + number, 3, (short) 1)))
                .all()
                .get();

        await().untilAsserted(() -> assertThat(provisioner.discover(server))
                .contains(new Found(
                        "legacy-" + number, Json.object().put("partitions", 3).put("replication", 1), Json.object()))
                .extracting(Found::name)
                .doesNotContain(orders.name(), "__consumer_offsets"));
    }

    @Test
    void refusesAUserThatSignsInAlready() throws Exception {
        apply(orders);
        ScramCredentialInfo how = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion("person-" + number, how, "secret")))
                .all()
                .get();

        assertThatThrownBy(() -> provisioner.admit(server, orders, new Login("producer", "person-" + number, "4")))
                .isInstanceOf(NameTaken.class);
    }

    private void assertGone() {
        await().untilAsserted(() -> {
            assertThat(topics()).doesNotContain(orders.name());
            assertThat(users()).doesNotContain(producer.user(), consumer.user());
            assertThat(marksOn(orders.name())).isEmpty();
            assertThat(rights(AclBindingFilter.ANY).toString())
                    .doesNotContain(producer.user(), consumer.user(), "fairway-id-" + number + ",");
        });
    }

    private ObjectNode actual(Wanted wanted) {
        return provisioner.observe(server, wanted).actual();
    }

    private Set<String> topics() throws Exception {
        return admin.listTopics().names().get();
    }

    private Set<String> users() throws Exception {
        return admin.describeUserScramCredentials().all().get().keySet();
    }

    private Collection<?> marksOn(String topic) throws Exception {
        return rights(TopicRights.onTopic(topic));
    }

    private Collection<?> rights(AclBindingFilter filter) throws Exception {
        return admin.describeAcls(filter).values().get();
    }
}
