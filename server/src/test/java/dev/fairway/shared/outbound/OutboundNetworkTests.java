package dev.fairway.shared.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import java.net.UnknownHostException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class OutboundNetworkTests extends RunningFairway {

    private static final String NETWORKS = "/v1/organization/outbound-networks";

    @Autowired
    private Guard guard;

    @AfterEach
    void allowNone() {
        admin.get(NETWORKS)
                .at("/networks")
                .forEach(each -> forbid(each.at("/network").stringValue()));
    }

    @Test
    void letsAnAllowedNetworkBeCalledAtOnce() throws UnknownHostException {
        allow("10.98.0.0/16");

        assertThat(guard.resolve("10.98.7.6")).hasSize(1);
        assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> guard.resolve("10.99.0.1"));
    }

    @Test
    void refusesANetworkThatIsAllowedNoLonger() {
        allow("10.98.0.0/16");

        assertThat(forbid("10.98.0.0/16").status()).isEqualTo(200);

        assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> guard.resolve("10.98.7.6"));
    }

    @ParameterizedTest
    @CsvSource({
        "10.98.7.6/16, 10.98.0.0/16",
        "192.168.1.77, 192.168.1.77/32",
        "fd00:1::5/64, fd00:1:0:0:0:0:0:0/64",
    })
    void writesANetworkInOneWay(String sent, String kept) {
        Reply added = allow(sent);

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.at("/network/network").stringValue()).isEqualTo(kept);
        assertThat(allow(sent).status()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/8/8",
                "internal.example.com",
                "0.0.0.0/0",
                "10.0.0.0/7",
                "127.0.0.0/8",
                "169.254.169.254",
                "::/0",
                "::1",
                "fe80::/10",
                "8.8.8.8"
            })
    void allowsNothingButPrivateNetworks(String network) {
        Reply refused = allow(network);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/message").stringValue()).contains("\"" + network + "\"");
        assertThat(admin.get(NETWORKS).at("/networks")).isEmpty();
    }

    @Test
    void asksForTheReason() {
        Reply blank = admin.post(NETWORKS, "{'network': '10.98.0.0/16', 'reason': ' '}");
        Reply none = admin.post(NETWORKS, "{'network': '10.98.0.0/16'}");

        assertThat(blank.at("/message").stringValue()).contains("reason");
        assertThat(none.at("/message").stringValue()).contains("reason");
    }

    @Test
    void namesWhatTheOperatorAllows() {
        assertThat(admin.get(NETWORKS).at("/setting/0").stringValue()).isEqualTo("127.0.0.2");
    }

    @Test
    void recordsWhoAllowedWhat() {
        allow("10.97.0.0/16");

        Reply audit = admin.get("/v1/audit-log?resources=outbound-network&limit=1");

        assertThat(audit.text()).contains("10.97.0.0/16").contains("machines in the harbor");
    }

    @Test
    void isForAdministratorsAlone() {
        assertThat(member().get(NETWORKS).status()).isEqualTo(403);
        assertThat(member().post(NETWORKS, "{'network': '10.98.0.0/16', 'reason': 'x'}")
                        .status())
                .isEqualTo(403);
    }

    private Reply allow(String network) {
        return admin.post(NETWORKS, "{'network': '%s', 'reason': 'machines in the harbor'}".formatted(network));
    }

    private Reply forbid(String network) {
        return admin.delete(NETWORKS + "/" + network.replace("/", "%2F"));
    }
}
