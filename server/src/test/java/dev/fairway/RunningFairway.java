package dev.fairway;

import dev.fairway.access.Actor;
import dev.fairway.access.signin.OpenSessions;
import dev.fairway.postgres.TestPostgres;
import dev.fairway.resources.Programs;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole server on a database of its own; every test class that extends this shares one. */
@Import({OpenSessions.class, PermissionInDescription.class, SchemasInDescription.class, TextsInDescription.class})
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class RunningFairway {

    protected static final String ADMIN_EMAIL = "admin@example.com";
    protected static final String ADMIN_PASSWORD = "only-for-tests";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class);
    }

    private static final AtomicInteger NAMES = new AtomicInteger();

    @LocalServerPort
    private int port;

    @Autowired
    private OpenSessions sessions;

    protected Api anonymous;
    protected Api admin;

    @DynamicPropertySource
    static void installation(DynamicPropertyRegistry registry) {
        String url = TestPostgres.freshDatabase();
        registry.add("fairway.database.url", () -> url);
        registry.add("fairway.database.user", TestPostgres::user);
        registry.add("fairway.database.password", TestPostgres::password);
        registry.add("springdoc.writer-with-order-by-keys", () -> true);
        registry.add("springdoc.default-flat-param-object", () -> true);
        registry.add("springdoc.default-produces-media-type", () -> "application/json");
        registry.add("springdoc.model-converters.polymorphic-converter.enabled", () -> false);
        registry.add(
                "fairway.home",
                () -> Path.of("target", "test-home-" + System.getProperty("surefire.forkNumber", "1"))
                        .toString());
        registry.add("fairway.outbound.allow", () -> RecordingServer.ADDRESS);
        registry.add("fairway.selfservice.github-url", Forge::url);
        registry.add("fairway.selfservice.azure-devops-url", Forge::url);
        registry.add("fairway.selfservice.gitlab-url", Forge::url);
        registry.add("fairway.selfservice.ai-url", () -> Forge.url() + "/models/v1");
        registry.add("fairway.selfservice.ai-model", () -> "small");
        registry.add("fairway.kafka.servers", KafkaServer::address);
        registry.add("fairway.kafka.timeout", () -> "2s");
        registry.add("fairway.selfservice.scripts", () -> true);
        registry.add("fairway.selfservice.script-timeout", () -> "2s");
        registry.add("fairway.resources.tofu", () -> Programs.find("tofu").orElse(""));
        registry.add(
                "fairway.resources.tofu-providers", () -> Programs.providers().toString());
        registry.add("fairway.resources.tofu-timeout", () -> "1m");
        registry.add("fairway.resources.max-dump", () -> "1MB");
        registry.add("fairway.delivery.max-file", () -> "2MB");
        registry.add("fairway.delivery.max-pack", () -> "6MB");
        registry.add("fairway.delivery.runner", () -> "host");
        registry.add("fairway.notifications.smtp-url", MailServer::url);
        registry.add("fairway.access.first.admin-email", () -> ADMIN_EMAIL);
        registry.add("fairway.access.first.admin-password", () -> ADMIN_PASSWORD);
        registry.add("fairway.access.first.client-id", () -> Api.CLIENT_ID);
        registry.add("fairway.access.first.client-secret", () -> Api.CLIENT_SECRET);
    }

    @BeforeEach
    void signIn() {
        anonymous = Api.anonymous(port);
        admin = anonymous.withToken(Api.CLIENT_ID, Api.CLIENT_SECRET);
    }

    /** A name that no other test uses. */
    protected static String unique(String stem) {
        return stem + "-" + NAMES.incrementAndGet();
    }

    /** A blueprint of its own for a test, with these parts in its definition. */
    protected String blueprint(String parts) {
        String identifier = unique("blueprint");
        Api.Reply reply = admin.post("/v1/blueprints", "{'identifier': '%s', %s}".formatted(identifier, parts));
        if (reply.status() != 201) {
            throw new IllegalStateException(reply.text());
        }
        return identifier;
    }

    /** A credential with the role Member. */
    protected Api member(String... teams) {
        String names = teams.length == 0 ? "" : "'" + String.join("','", teams) + "'";
        Api.Reply reply = admin.post(
                "/v1/credentials",
                "{'name': '%s', 'role': 'Member', 'teams': [%s]}".formatted(unique("member"), names));
        return anonymous.withToken(
                reply.at("/credential/clientId").stringValue(),
                reply.at("/clientSecret").stringValue());
    }

    /** Somebody who has signed in. */
    public record Person(String email, Api api) {}

    /** Somebody with the role Member. */
    protected Person person(String... teams) {
        return personNamed(unique("person") + "@example.com", teams);
    }

    protected Person personNamed(String email, String... teams) {
        invite(email, teams);
        OpenSessions.Browser browser = sessions.open(email);
        return new Person(email, browser(browser.cookie(), browser.csrfToken()));
    }

    /** The same with a password, for what signs in by one. */
    protected Person personWithPassword(String password, String... teams) {
        String email = unique("person") + "@example.com";
        String temporary = invite(email, teams);
        signedIn(email, temporary)
                .put(
                        "/v1/auth/password",
                        "{'currentPassword': '%s', 'newPassword': '%s'}".formatted(temporary, password));
        return new Person(email, signedIn(email, password));
    }

    /** @return the first password, which has to be changed */
    private String invite(String email, String... teams) {
        String names = teams.length == 0 ? "" : "'" + String.join("','", teams) + "'";
        return admin.post("/v1/users/invite", "{'invitee': {'email': '%s', 'teams': [%s]}}".formatted(email, names))
                .at("/temporaryPassword")
                .stringValue();
    }

    private Api signedIn(String email, String password) {
        Api.Reply signedIn =
                anonymous.post("/v1/auth/session", "{'email': '%s', 'password': '%s'}".formatted(email, password));
        return browser(
                signedIn.header("set-cookie").split(";")[0],
                signedIn.at("/csrfToken").stringValue());
    }

    private Api browser(String cookie, String csrfToken) {
        return anonymous.with("Cookie", cookie).with("x-csrf-token", csrfToken);
    }

    protected String entities(String blueprint) {
        return "/v1/blueprints/" + blueprint + "/entities";
    }
}
