package dev.fairway.resources.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import dev.fairway.resources.RabbitServer;
import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.ServerFailed;
import dev.fairway.resources.spi.ServerUnfit;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the delivered users can not do. */
class RabbitConfinementTests extends RunningRabbit {

    @Test
    void confinesAUserToItsQueue() throws Exception {
        apply(orders);
        apply(ofSomebodyElse("billing-" + number));
        Channel app = admitted(orders, application);

        assertThat(publish(app, orders.name(), "first")).isTrue();
        assertThat(app.basicGet(orders.name(), true).getBody()).asString().isEqualTo("first");
        assertThatThrownBy(() -> connected(ofSomebodyElse("billing-" + number), application))
                .isNotNull();
        assertThatThrownBy(() -> connected(wanted("/", Json.object()), application))
                .isNotNull();
        assertRefused(() -> channel().queueDeclare("another", true, false, false, null));
        assertRefused(() -> channel().queueDelete(orders.name()));
        assertRefused(() -> channel().exchangeDeclare("another", "fanout"));
        assertRefused(() -> channel().queueBind(orders.name(), "amq.topic", "#"));
        assertRefused(() -> publish(channel(), "amq.topic", orders.name(), "x"));
        assertRefused(() -> channel().basicGet("another", true));
    }

    private Channel channel() throws Exception {
        return connected(orders, application);
    }

    private static void publish(Channel channel, String exchange, String key, String text) throws Exception {
        channel.confirmSelect();
        channel.basicPublish(exchange, key, null, text.getBytes(StandardCharsets.UTF_8));
        channel.waitForConfirms(5000);
    }

    @Test
    void letsAReaderOnlyRead() throws Exception {
        apply(orders);
        publish(admitted(orders, application), orders.name(), "first");
        provisioner.admit(server, orders, reader);

        assertRefused(() -> publish(connected(orders, reader), orders.name(), "x"));
        assertThat(connected(orders, reader).basicGet(orders.name(), true).getBody())
                .asString()
                .isEqualTo("first");
    }

    @Test
    void letsNoUserAdminister() {
        apply(orders);
        provisioner.admit(server, orders, application);
        Server asUser = RabbitServer.signedIn(application.user(), application.password());

        assertThatThrownBy(() -> provisioner.test(asUser)).isInstanceOf(ServerFailed.class);
        assertThatThrownBy(() -> provisioner.remove(asUser, orders)).isInstanceOf(ServerFailed.class);
    }

    @Test
    void saysWhyItCannotAdminister() {
        api.put(server, Json.object().put("password", "3").put("tags", "monitoring"), "users", "watcher-" + number);

        assertThatThrownBy(() -> provisioner.test(RabbitServer.signedIn("watcher-" + number, "3")))
                .isInstanceOf(ServerUnfit.class)
                .hasMessageContaining("administrator");
        assertThatThrownBy(() -> provisioner.test(RabbitServer.signedIn("admin", "wrong-secret")))
                .isInstanceOf(ServerFailed.class)
                .hasMessageContaining("401")
                .hasMessageNotContaining("wrong-secret");
        assertThatThrownBy(() -> provisioner.test(RabbitServer.at(1)))
                .isInstanceOf(ServerFailed.class)
                .hasMessageContaining("Connection refused")
                .hasMessageNotContaining("for-tests-only");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\"b'c",
                "a/../b",
                "../../users/admin",
                ".*",
                "a|b",
                "^a$",
                "\\E.*",
                "a b",
                "a?b=c#d",
                "...",
                "[a-z"
            })
    void treatsHostileNamesAsNames(String name) throws Exception {
        Wanted victim = ofSomebodyElse("victim-" + number);
        apply(victim);
        Wanted hostile =
                wanted(name + number, Json.object().put("maxMessages", 1).put("deadLetter", true));
        apply(hostile);
        Login login = new Login("application", name + number, "p");

        Channel app = admitted(hostile, login);

        assertThat(publish(app, hostile.name(), "first")).isTrue();
        assertThat(publish(app, hostile.name(), "second")).isFalse();
        assertRefused(() -> connected(hostile, login).queueDelete(hostile.name()));
        assertThatThrownBy(() -> connected(victim, login)).isNotNull();
        provisioner.remove(server, hostile);
        assertThat(api.get(server, "vhosts", hostile.name()).isMissingNode()).isTrue();
        assertThat(api.get(server, "users", login.user()).isMissingNode()).isTrue();
        assertThat(provisioner.observe(server, victim).isThere()).isTrue();
    }

    @Test
    void takesTheLongestName() throws Exception {
        treatsHostileNamesAsNames("x".repeat(250 - number.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a\nb", "a\rb", "a\u0000b", "amq.gen", "%2F.."})
    void refusesNamesThatRabbitChanges(String name) {
        Wanted wanted = wanted(name, Json.object());

        assertThatThrownBy(() -> apply(wanted)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> provisioner.remove(server, wanted)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void refusesNamesThatAreTooLong() {
        assertThatThrownBy(() -> apply(wanted("x".repeat(10_000), Json.object())))
                .isInstanceOf(InvalidInput.class);
    }

    /** The client reads addresses as ASCII. */
    @Test
    void takesNamesInAnyLanguage() throws Exception {
        Wanted korean = wanted("주문" + number, Json.object());
        apply(korean);
        provisioner.admit(server, korean, new Login("application", "주문" + number, "비밀"));
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri("amqp://127.0.0.1:" + server.number("port", 0));
        factory.setVirtualHost(korean.name());
        factory.setUsername("주문" + number);
        factory.setPassword("비밀");

        assertThat(publish(connected(factory), korean.name(), "first")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a\nb"})
    void refusesUsersThatAreNoNames(String user) {
        apply(orders);

        assertThatThrownBy(() -> provisioner.admit(server, orders, new Login("application", user, "p")))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> provisioner.dismiss(server, orders, user)).isInstanceOf(InvalidInput.class);
    }

    private static void assertRefused(ThrowingCallable work) {
        assertThatThrownBy(work)
                .satisfies(
                        failure -> assertThat(failure instanceof ShutdownSignalException ? failure : failure.getCause())
                                .hasMessageContaining("ACCESS_REFUSED"));
    }
}
