package dev.fairway.resources.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import dev.fairway.resources.BreakingConnection;
import dev.fairway.resources.RabbitServer;
import dev.fairway.resources.TestCertificate;
import dev.fairway.resources.spi.Found;
import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.NameTaken;
import dev.fairway.resources.spi.Observation;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.ServerFailed;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.Json;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class RabbitProvisionerTests extends RunningRabbit {

    @Test
    void saysWhatTheServerIs() {
        assertThat(provisioner.test(server).version()).matches("\\d+\\.\\d+\\.\\d+.*");
        await().untilAsserted(() -> assertThat(provisioner
                        .test(server)
                        .capacity()
                        .path("memoryBytesMost")
                        .asLong())
                .isPositive());
    }

    @Test
    void trustsTheAuthorityThatTheServerIsOfAndNoOther() {
        Server stranger = RabbitServer.trusting(TestCertificate.make().pem());
        Server known = RabbitServer.trusting(RabbitServer.certificate().pem());

        assertThatThrownBy(() -> provisioner.test(stranger))
                .isInstanceOf(ServerFailed.class)
                .hasMessageContaining("not of the authority in \"Certificate\"");
        assertThat(provisioner.test(known).version()).matches("\\d+\\.\\d+\\.\\d+.*");
        provisioner.apply(known, orders, said -> {});
        assertThat(provisioner.observe(server, orders).isThere()).isTrue();
    }

    @Test
    void changesWhatItIsAskedFor() {
        ObjectNode more = Json.object().put("maxMessages", 10).put("messageTtlSeconds", 60);
        more.put("deadLetter", true).put("maxConnections", 2);
        apply(orders);
        assertThat(actual()).hasToString("{\"deadLetter\":false}");

        apply(wanted(orders.name(), more));
        assertThat(actual()).hasToString(more.toString());

        apply(orders);
        assertThat(actual()).hasToString("{\"deadLetter\":false}");
        assertThat(api.get(server, "queues", orders.name(), orders.name() + ".dead")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void refusesWhatAFullQueueHasNoRoomFor() throws Exception {
        apply(wanted(orders.name(), Json.object().put("maxMessages", 2)));
        Channel app = admitted(orders, application);

        assertThat(publish(app, orders.name(), "1")).isTrue();
        assertThat(publish(app, orders.name(), "2")).isTrue();
        assertThat(publish(app, orders.name(), "3")).isFalse();
    }

    @Test
    void collectsDeadLetters() throws Exception {
        Wanted wanted = wanted(orders.name(), Json.object().put("deadLetter", true));
        apply(wanted);
        Channel app = admitted(wanted, application);
        publish(app, orders.name(), "bad");

        app.basicNack(app.basicGet(orders.name(), false).getEnvelope().getDeliveryTag(), false, false);

        String dead =
                provisioner.outputs(server, wanted).path("deadLetterQueue").asString();
        await().untilAsserted(() -> assertThat(
                        provisioner.observe(server, wanted).measures().get("deadMessages"))
                .isEqualTo(1));
        apply(orders);
        GetResponse kept = app.basicGet(dead, true);
        assertThat(kept.getBody()).asString().isEqualTo("bad");
    }

    @Test
    void keepsDeadLettersThatWereJustCollected() throws Exception {
        Wanted wanted = wanted(orders.name(), Json.object().put("deadLetter", true));
        apply(wanted);
        publish(admitted(wanted, application), orders.name() + ".dead", "new");

        apply(orders);

        assertThat(connected(wanted, application)
                        .basicGet(orders.name() + ".dead", true)
                        .getBody())
                .asString()
                .isEqualTo("new");
    }

    @Test
    void letsMessagesExpire() throws Exception {
        Wanted wanted =
                wanted(orders.name(), Json.object().put("deadLetter", true).put("messageTtlSeconds", 1));
        apply(wanted);
        Channel app = admitted(wanted, application);
        publish(app, orders.name(), "late");

        await().until(() -> app.messageCount(orders.name() + ".dead") == 1);
    }

    @Test
    void limitsConnections() throws Exception {
        apply(wanted(orders.name(), Json.object().put("maxConnections", 1)));
        Channel app = admitted(orders, application);

        await().untilAsserted(() -> assertThatThrownBy(() -> connected(orders, application))
                .rootCause()
                .hasMessageContaining("connection limit"));
        assertThat(app.isOpen()).isTrue();
    }

    @Test
    void refusesANameOfSomebodyElse() {
        api.put(server, Json.object().put("description", "theirs"), "vhosts", "theirs-" + number);
        apply(ofSomebodyElse("marked-" + number));

        for (String name : new String[] {"/", "theirs-" + number, "marked-" + number}) {
            Wanted wanted = wanted(name, Json.object());
            assertThatThrownBy(() -> apply(wanted)).isInstanceOf(NameTaken.class);
            assertThatThrownBy(() -> provisioner.admit(server, wanted, application))
                    .isInstanceOf(NameTaken.class);
            assertThatThrownBy(() -> provisioner.remove(server, wanted)).isInstanceOf(NameTaken.class);
        }
        assertThat(api.get(server, "vhosts", "theirs-" + number)
                        .path("description")
                        .asString())
                .isEqualTo("theirs");
    }

    @Test
    void refusesAUserOfSomebodyElse() {
        Wanted other = ofSomebodyElse("other-" + number);
        apply(orders);
        apply(other);
        provisioner.admit(server, other, new Login("application", "theirs-" + number, "3"));

        for (String user : new String[] {"admin", "theirs-" + number}) {
            assertThatThrownBy(() -> provisioner.admit(server, orders, new Login("application", user, "4")))
                    .isInstanceOf(NameTaken.class);
            assertThatThrownBy(() -> provisioner.dismiss(server, orders, user)).isInstanceOf(NameTaken.class);
        }
        assertThat(provisioner.test(server).version()).isNotEmpty();
    }

    @Test
    void goesOnAfterBeingStoppedBehindAnyStep() throws Exception {
        Wanted wanted = wanted(
                orders.name(),
                Json.object().put("deadLetter", true).put("maxMessages", 9).put("maxConnections", 9));
        int step = 0;
        for (boolean hasBroken = true; hasBroken; step++) {
            hasBroken = breaksBehind(step, behind -> provisioner.apply(behind, wanted, said -> {}));
            apply(wanted);
            hasBroken |= breaksBehind(step, behind -> provisioner.admit(behind, wanted, application));
            assertThat(publish(admitted(wanted, application), orders.name(), "x"))
                    .isTrue();
            hasBroken |= breaksBehind(step, behind -> provisioner.dismiss(behind, wanted, application.user()));
            provisioner.dismiss(server, wanted, application.user());
            hasBroken |= breaksBehind(step, behind -> provisioner.remove(behind, wanted));
            provisioner.remove(server, wanted);
            assertThat(provisioner.observe(server, wanted).isThere()).isFalse();
            assertThat(api.get(server, "users", application.user()).isMissingNode())
                    .isTrue();
        }
        assertThat(step).isGreaterThan(5);
    }

    private static boolean breaksBehind(int step, Consumer<Server> work) {
        try (BreakingConnection connection = new BreakingConnection(RabbitServer.management(), step)) {
            try {
                work.accept(RabbitServer.at(connection.port()));
            } catch (ServerFailed broken) {
                assertThat(connection.hasBroken()).isTrue();
            }
            return connection.hasBroken();
        }
    }

    @Test
    void rotatesWithoutShuttingAnybodyOut() throws Exception {
        Login next = new Login("application", application.user(), "another one");
        Login second = new Login("application", application.user() + "-2", "a third one");
        apply(orders);
        Channel before = admitted(orders, application);

        Channel after = admitted(orders, next);
        Channel beside = admitted(orders, second);

        assertThat(publish(before, orders.name(), "1")).isTrue();
        assertThat(publish(after, orders.name(), "2")).isTrue();
        assertThat(publish(beside, orders.name(), "3")).isTrue();
        assertThatThrownBy(() -> connected(orders, application)).hasMessageContaining("ACCESS_REFUSED");
    }

    @Test
    void dismissesWhoIsConnected() throws Exception {
        apply(orders);
        Channel app = admitted(orders, application);
        Channel report = admitted(orders, reader);

        provisioner.dismiss(server, orders, application.user());
        provisioner.dismiss(server, orders, application.user());

        await().until(() -> !app.isOpen());
        assertThat(report.isOpen()).isTrue();
        assertThatThrownBy(() -> connected(orders, application)).hasMessageContaining("ACCESS_REFUSED");
    }

    @Test
    void seesADrift() {
        assertThat(provisioner.observe(server, orders).isThere()).isFalse();
        apply(wanted(orders.name(), Json.object().put("maxMessages", 10)));
        api.delete(server, "policies", orders.name(), "fairway");
        assertThat(actual().has("maxMessages")).isFalse();

        api.delete(server, "queues", orders.name(), orders.name());
        assertThat(provisioner.observe(server, orders).complaint()).isEqualTo("Its queue was deleted");

        apply(orders);
        assertThat(provisioner.observe(server, orders).complaint()).isNull();
    }

    @Test
    void measuresAndSaysWhatWouldBeLost() throws Exception {
        Wanted wanted =
                wanted(orders.name(), Json.object().put("deadLetter", true).put("maxMessages", 1204));
        apply(wanted);
        Channel app = admitted(wanted, application);
        app.confirmSelect();
        for (int message = 0; message < 1204; message++) {
            app.basicPublish("", orders.name(), null, new byte[1000]);
        }
        app.basicPublish("", orders.name() + ".dead", null, new byte[1000]);
        app.waitForConfirmsOrDie(10_000);

        await().untilAsserted(() ->
                assertThat(provisioner.loss(server, wanted)).isEqualTo("1,204 messages and 1 dead letters, 1.2 MB"));
        await().untilAsserted(() -> {
            Observation observation = provisioner.observe(server, wanted);
            assertThat(observation.complaint()).isEqualTo("It is full: 1,204 messages");
            assertThat(observation.measures())
                    .isEqualTo(Map.of(
                            "messages", 1204.0, "deadMessages", 1.0, "diskBytes", 1_205_000.0, "connections", 1.0));
        });
    }

    @Test
    void takesItAwayAndNothingElse() throws Exception {
        Wanted other = ofSomebodyElse("other-" + number);
        apply(orders);
        apply(other);
        Channel app = admitted(orders, application);
        Channel theirs = admitted(other, new Login("application", "theirs-" + number, "3"));

        provisioner.remove(server, orders);
        provisioner.remove(server, orders);

        await().until(() -> !app.isOpen());
        assertThat(provisioner.observe(server, orders).isThere()).isFalse();
        assertThat(publish(theirs, other.name(), "x")).isTrue();
    }

    @Test
    void findsWhatItDidNotMake() {
        apply(orders);
        api.put(server, Json.object().put("description", "of the shop"), "vhosts", "legacy-" + number);

        assertThat(provisioner.discover(server))
                .extracting(
                        Found::name,
                        found -> found.details().path("description").asString())
                .contains(tuple("legacy-" + number, "of the shop"))
                .doesNotContain(tuple(orders.name(), orders.mark()));
    }

    @Test
    void neverSendsAPassword() {
        assertThat(RabbitUser.described(orders, application).toString()).doesNotContain(application.password());
    }

    private ObjectNode actual() {
        return provisioner.observe(server, orders).actual();
    }
}
