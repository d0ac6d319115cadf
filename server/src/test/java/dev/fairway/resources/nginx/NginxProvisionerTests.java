package dev.fairway.resources.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairway.resources.NginxServer;
import dev.fairway.resources.spi.Found;
import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.NameTaken;
import dev.fairway.resources.spi.Observation;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.ServerFailed;
import dev.fairway.resources.spi.ServerUnfit;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.outbound.Outbound;
import dev.fairway.shared.outbound.TestOutbound;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class NginxProvisionerTests {

    private final NginxServer nginx = NginxServer.start();
    private final Server server = nginx.server();
    private final Upstream origin = new Upstream();
    private final Outbound outbound = TestOutbound.allowing("127.0.0.0/8");
    private final NginxProvisioner provisioner = new NginxProvisioner(outbound);
    private final Wanted shop = site("res_1", "shop.example.com", 10);
    private final Visitor visitor = new Visitor(nginx.port());

    @AfterEach
    void stop() throws IOException {
        visitor.close();
        origin.close();
        nginx.close();
        outbound.destroy();
    }

    private Wanted site(String id, String domain, int minutes, String... headers) {
        return site(id, domain, origin.url(), minutes, headers);
    }

    private static Wanted site(String id, String domain, String origin, int minutes, String... headers) {
        ObjectNode specification = Json.object().put("domain", domain).put("origin", origin);
        specification.put("cacheMinutes", minutes).set("headers", Json.array(List.of(headers)));
        return new Wanted(id, "site", specification);
    }

    private void apply(Wanted wanted) {
        provisioner.apply(server, wanted, said -> {});
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(nginx.sites())) {
            return files.sorted().toList();
        }
    }

    @Test
    void saysWhatTheServerIs() {
        var report = provisioner.test(server);

        assertThat(report.version()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(report.capacity().path("sites").asInt()).isZero();
        assertThat(provisioner.roles(Json.object())).isEmpty();
    }

    @Test
    void bringsContentAndAsksTheOriginOnce() {
        List<String> said = new ArrayList<>();
        provisioner.apply(server, shop, said::add);
        visitor.await("shop.example.com");
        origin.asked.clear();

        HttpResponse<String> first = visitor.get("shop.example.com", "/a?b=c");
        HttpResponse<String> second = visitor.get("shop.example.com", "/a?b=c");

        assertThat(said).containsExactly("Made site shop.example.com");
        assertThat(first.body()).isEqualTo("/a?b=c from " + origin.url().substring("http://".length()));
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("X-Cache")).hasValue("HIT");
        assertThat(origin.asked).containsExactly("/a?b=c");
        assertThat(visitor.get("other.example.com", "/a").body()).isEqualTo("nobody");
    }

    @Test
    void asksTheOriginAgainAfterAPurge() {
        apply(shop);
        Wanted other = site("res_2", "other.example.com", 10);
        apply(other);
        visitor.await("other.example.com");
        visitor.get("shop.example.com", "/a");
        visitor.get("other.example.com", "/a");
        origin.asked.clear();

        provisioner.purge(server, shop);
        provisioner.purge(server, shop);

        assertThat(visitor.get("shop.example.com", "/a").statusCode()).isEqualTo(200);
        assertThat(visitor.get("other.example.com", "/a").headers().firstValue("X-Cache"))
                .hasValue("HIT");
        assertThat(origin.asked).containsExactly("/a");
    }

    @Test
    void keepsNothingThatTheOriginCallsPrivateAndNothingAtZeroMinutes() {
        apply(shop);
        visitor.await("shop.example.com");
        visitor.get("shop.example.com", "/private");
        visitor.get("shop.example.com", "/private");
        assertThat(origin.asked).filteredOn("/private"::equals).hasSize(2);

        apply(site("res_1", "shop.example.com", 0));

        await().until(() -> visitor.get("shop.example.com", "/b")
                .headers()
                .firstValue("X-Cache")
                .isEmpty());
        origin.asked.clear();
        visitor.get("shop.example.com", "/c");
        visitor.get("shop.example.com", "/c");
        assertThat(origin.asked).containsExactly("/c", "/c");
    }

    @Test
    void addsHeadersAndPutsThePathOfTheOriginInFront() {
        apply(site(
                "res_1",
                "shop.example.com",
                origin.url() + "/assets/v1",
                10,
                "X-Frame-Options: DENY",
                "X-Rest: a, b=#1"));
        visitor.await("shop.example.com");

        HttpResponse<String> answer = visitor.get("shop.example.com", "/logo.svg");

        assertThat(answer.body()).startsWith("/assets/v1/logo.svg from");
        assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(answer.headers().firstValue("X-Rest")).hasValue("a, b=#1");
    }

    @Test
    void letsNoOriginRedirectInside() {
        apply(shop);
        visitor.await("shop.example.com");

        assertThat(visitor.get("shop.example.com", "/inside").body()).startsWith("/inside from");
    }

    @Test
    void takesBackWhatNginxRefusesAndServesTheOldOne() throws IOException {
        apply(shop);
        visitor.await("shop.example.com");
        String before = Files.readString(files().getFirst());
        Server elsewhere = nginx.server(Json.object().put("listen", "127.0.0.1:99999"));

        assertThatThrownBy(() -> provisioner.apply(elsewhere, shop, said -> {}))
                .isInstanceOf(ServerUnfit.class)
                .hasMessageContaining("invalid port");
        assertThatThrownBy(() -> provisioner.apply(elsewhere, site("res_2", "new.example.com", 1), said -> {}))
                .isInstanceOf(ServerUnfit.class);

        assertThat(files()).hasSize(1);
        assertThat(Files.readString(files().getFirst())).isEqualTo(before);
        apply(site("res_3", "third.example.com", 1));
        visitor.await("third.example.com");
        assertThat(visitor.get("shop.example.com", "/a").statusCode()).isEqualTo(200);
    }

    @Test
    void changesNothingWhileNginxRefusesWhatSomebodyElseWrote() throws IOException {
        Files.writeString(nginx.sites().resolve("broken.conf"), "not nginx at all");

        assertThatThrownBy(() -> apply(shop))
                .isInstanceOf(ServerUnfit.class)
                .hasMessageContaining("as it is")
                .hasMessageContaining("broken.conf");
        assertThatThrownBy(() -> provisioner.test(server)).isInstanceOf(ServerUnfit.class);
        assertThat(files()).hasSize(1);
    }

    @Test
    void refusesADomainThatAnotherSiteHas() throws IOException {
        apply(shop);

        for (String domain : List.of("shop.example.com", "of.somebody.example")) {
            assertThatThrownBy(() -> apply(site("res_2", domain, 1)))
                    .isInstanceOf(NameTaken.class)
                    .hasMessageContaining(domain);
        }
        assertThat(files()).hasSize(1);
        visitor.await("shop.example.com");
    }

    @Test
    void touchesNoFileOfSomebodyElse() throws IOException {
        Path theirs = nginx.sites().resolve("res_1.conf");
        Files.writeString(
                theirs, "# theirs\nserver { listen 127.0.0.1:%d; server_name a.example; }".formatted(nginx.port()));

        assertThatThrownBy(() -> apply(shop)).isInstanceOf(NameTaken.class);
        assertThatThrownBy(() -> provisioner.observe(server, shop)).isInstanceOf(NameTaken.class);
        assertThatThrownBy(() -> provisioner.remove(server, shop)).isInstanceOf(NameTaken.class);
        assertThat(Files.readString(theirs)).startsWith("# theirs");
        assertThat(provisioner.discover(server)).extracting(Found::name).containsExactly("res_1.conf");
    }

    @Test
    void tellsWhatIsAndWhatSomebodyChanged() throws IOException {
        Wanted wanted = site("res_1", "shop.example.com", origin.url() + "/assets/", 10, "X-One: 1");
        apply(wanted);
        visitor.await("shop.example.com");
        visitor.get("shop.example.com", "/a");

        Observation seen = provisioner.observe(server, wanted);

        assertThat(seen.actual()).isEqualTo(wanted.specification());
        assertThat(seen.complaint()).isNull();
        assertThat(seen.measures().get("cachedAnswers")).isGreaterThanOrEqualTo(1);
        assertThat(provisioner.loss(server, wanted)).contains("in its cache");
        Path file = files().getFirst();
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("302 404 10m", "302 404 99m")
                        .replace("server 127.0.0.1", "server 127.0.0.2"));
        Observation changed = provisioner.observe(server, wanted);
        assertThat(changed.actual().path("cacheMinutes").asInt()).isEqualTo(99);
        assertThat(changed.complaint()).contains("other addresses");
        apply(wanted);
        assertThat(provisioner.observe(server, wanted).actual()).isEqualTo(wanted.specification());
    }

    @Test
    void countsAnotherSpellingOfTheSameAsNoChange() {
        Wanted wanted = site("res_1", "shop.example.com", origin.url() + "/assets", 10, "X-One:   1");
        apply(wanted);

        assertThat(provisioner.observe(server, wanted).actual()).isEqualTo(wanted.specification());
    }

    @Test
    void changesAndRemovesASiteAsOftenAsItIsTold() throws IOException {
        apply(shop);
        visitor.await("shop.example.com");
        visitor.get("shop.example.com", "/a");

        apply(site("res_1", "store.example.com", 10));
        apply(site("res_1", "store.example.com", 10));
        visitor.await("store.example.com");
        await().until(() -> visitor.get("shop.example.com", "/a").body().equals("nobody"));
        provisioner.remove(server, shop);
        provisioner.remove(server, shop);

        await().until(() -> visitor.get("store.example.com", "/a").body().equals("nobody"));
        assertThat(files()).isEmpty();
        assertThat(Files.exists(new Edge(server).cacheOf("res_1"))).isFalse();
        assertThat(provisioner.observe(server, shop).isThere()).isFalse();
        assertThat(provisioner.loss(server, shop)).isEqualTo("Nothing");
    }

    @Test
    void goesOnFromAFileThatNginxWasNotToldOf() throws IOException {
        SiteFile unread = SiteFile.of(Site.of(shop), shop.mark(), new Edge(server), outbound.addresses(origin.url()));
        Files.writeString(nginx.sites().resolve("res_1.conf"), unread.text());
        Files.writeString(nginx.sites().resolve("res_1.tmp"), "half");

        apply(shop);

        visitor.await("shop.example.com");
        assertThat(files()).hasSize(1);
    }

    @Test
    void reachesNoAddressThatNobodyAllowed() throws IOException {
        for (String url : List.of("http://10.1.2.3", "http://169.254.169.254/latest", "http://localhost.invalid")) {
            assertThatThrownBy(() -> apply(site("res_1", "shop.example.com", url, 1)))
                    .as(url)
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageStartingWith("origin");
        }
        try (Upstream other = new Upstream()) {
            Outbound strict = TestOutbound.allowing();
            assertThatThrownBy(() -> new NginxProvisioner(strict)
                            .apply(server, site("res_1", "shop.example.com", other.url(), 1), said -> {}))
                    .isInstanceOf(InvalidInput.class);
            strict.destroy();
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void saysWhyItCannotAdminister() throws IOException {
        assertThatThrownBy(() -> provisioner.test(nginx.server(Json.object().put("configurationFolder", "/nowhere"))))
                .isInstanceOf(ServerUnfit.class)
                .hasMessageContaining("/nowhere");
        assertThatThrownBy(() -> provisioner.test(nginx.server(Json.object().put("program", "/nowhere/nginx"))))
                .isInstanceOf(ServerFailed.class);
        nginx.forgetSites();
        assertThatThrownBy(() -> provisioner.test(server))
                .isInstanceOf(ServerUnfit.class)
                .hasMessageContaining("include");
        nginx.close();
        assertThatThrownBy(() -> apply(shop)).isInstanceOf(ServerFailed.class);
    }

    @Test
    void hasNoUsers() {
        Login login = new Login("readonly", "somebody", "p");

        assertThatThrownBy(() -> provisioner.admit(server, shop, login)).isInstanceOf(Conflict.class);
        provisioner.dismiss(server, shop, "somebody");
        assertThat(provisioner.outputs(server, shop)).isEqualTo(Json.read("""
                {"domain": "shop.example.com", "url": "https://shop.example.com/"}"""));
        assertThat(provisioner.url(server, shop, login)).isEqualTo("https://shop.example.com/");
    }
}
