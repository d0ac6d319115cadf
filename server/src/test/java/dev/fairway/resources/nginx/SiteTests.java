package dev.fairway.resources.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.ServerUnfit;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What is refused before anything is written for nginx. */
class SiteTests {

    private static final String ORIGIN = "http://127.0.0.1:8080";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "program=/bin/sh",
                "program=nginx -g",
                "cacheFolder=relative",
                "cacheFolder=/a b",
                "configurationFolder=/etc/../etc",
                "mainConfiguration=/a\";x",
                "listen=80; return 200",
                "authorities=/a;b"
            })
    void runsAndWritesNothingButNginx(String setting) {
        String[] parts = setting.split("=", 2);
        ObjectNode settings = Json.object().put("mainConfiguration", "/a").put("configurationFolder", "/a");
        settings.put("cacheFolder", "/a").put(parts[0], parts[1]);
        Edge edge = new Edge(new Server("edge", "local", settings, Json.object()));
        Site site = site("res_1", "a.example.com", "https://origin");

        assertThatThrownBy(() -> {
                    SiteFile.of(site, "fairway:res_1", edge, List.of());
                    edge.folder();
                    edge.refusal();
                })
                .isInstanceOf(ServerUnfit.class);
    }

    static List<String> hostile() {
        return List.of(
                "a.example.com; return 200",
                "a.example.com }",
                "a.example.com\n}",
                "a.example.com\r\nX: y",
                "../a.example.com",
                "\"a.example.com",
                "a'b.example.com",
                "~^(?<x>.+)$",
                "*.example.com",
                ".example.com",
                "_",
                "$host",
                "10.0.0.1",
                "쇼핑.example.com",
                "a\u0000.example.com",
                "a..example.com",
                "-a.example.com",
                "A.example.com",
                "a.example.com#",
                "x".repeat(10_000) + ".com",
                "");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void takesOnlyDomainsForDomains(String domain) {
        assertThatThrownBy(() -> site("res_1", domain, ORIGIN))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("domain");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shop.example.com",
                "ftp://127.0.0.1",
                "file:///etc/passwd",
                "unix:/run/docker.sock",
                "http://unix:/run/docker.sock",
                "http://127.0.0.1;return 200",
                "http://127.0.0.1/a;b",
                "http://127.0.0.1/$host",
                "http://127.0.0.1/{a}",
                "http://127.0.0.1/a}b",
                "http://127.0.0.1/\"",
                "http://127.0.0.1/'",
                "http://127.0.0.1/a b",
                "http://127.0.0.1/\n",
                "http://127.0.0.1/../a",
                "http://127.0.0.1/a/..",
                "http://127.0.0.1/%2e%2e/",
                "http://127.0.0.1/#x",
                "http://127.0.0.1/?a",
                "http://user:word@127.0.0.1",
                "http://127.0.0.1:0",
                "http://127.0.0.1:70000",
                "http://[::1]/",
                "http://한국.example",
                "http://fairway_res_2"
            })
    void takesOnlyPlainOrigins(String url) {
        assertThatThrownBy(() -> site("res_1", "a.example.com", url)).isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "X",
                "X:",
                "X: ",
                ": y",
                "X y: z",
                "X: a\"; return 200",
                "X: a'b",
                "X: a;b",
                "X: $host",
                "X: {a}",
                "X: a\\",
                "X: a`b",
                "X: a\nY: b",
                "X: a\r",
                "X: 가",
                "X;: a",
                "X: \u0000",
                "Content-Length: 1",
                "transfer-encoding: chunked",
                "Connection: x"
            })
    void takesOnlyPlainHeaders(String header) {
        assertThatThrownBy(() -> site("res_1", "a.example.com", ORIGIN, header))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("headers");
    }

    @Test
    void takesNoMoreThanItShould() {
        String[] many = Stream.generate(() -> "X: y").limit(21).toArray(String[]::new);
        String tooLong = "x".repeat(10_000);

        for (ThrowingCallable one : List.<ThrowingCallable>of(
                () -> site("res_1", "a.example.com", ORIGIN, "X: " + tooLong),
                () -> site("res_1", "a.example.com", ORIGIN + "/" + tooLong),
                () -> site("res_1", "a.example.com", ORIGIN, many))) {
            assertThatThrownBy(one).isInstanceOf(InvalidInput.class);
        }
        for (String id : List.of("../res", "a/b", "", "a\nb", "x".repeat(65))) {
            assertThatThrownBy(() -> site(id, "a.example.com", ORIGIN)).isInstanceOf(InvalidInput.class);
        }
    }

    @Test
    void takesWhatIsUsual() {
        Site site = site("res_1", "xn--bcher-kva.example.co", "https://origin:8443/a-b/c.d_e~f", "X-One: a, b=\u0023");

        assertThat(site.origin().url()).isEqualTo("https://origin:8443/a-b/c.d_e~f/");
        assertThat(site.headers()).extracting(SiteHeader::text).containsExactly("X-One: a, b=#");
    }

    private static Site site(String id, String domain, String origin, String... headers) {
        ObjectNode specification = Json.object().put("domain", domain).put("origin", origin);
        specification.set("headers", Json.array(List.of(headers)));
        return Site.of(new Wanted(id, "site", specification));
    }
}
