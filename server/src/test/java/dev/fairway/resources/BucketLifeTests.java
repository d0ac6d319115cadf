package dev.fairway.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.resources.spi.Server;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Passwords that the server makes, from the request for a resource to their end. */
class BucketLifeTests extends OnServers {

    private String team;
    private Api member;

    @BeforeEach
    void connect() {
        connect("buckets-tests", S3Server.started().server());
        team = team();
        member = member(team);
    }

    private void connect(String identifier, Server server) {
        if (admin.get("/v1/resource-servers/" + identifier).status() == 404) {
            Reply made = admin.post("/v1/resource-servers", """
                    {'identifier': '%s', 'title': 'Shared S3', 'kind': 's3', 'region': 'eu-central-1',
                     'environments': ['development'], 'settings': %s}""".formatted(
                            identifier, server.settings().deepCopy().setAll(server.secrets())));
            assertThat(made.status()).as(made.text()).isEqualTo(201);
        }
    }

    @Test
    void deliversKeysThatWorkAndRotatesThem() {
        String name = unique("invoices");
        Reply run = ended(asked(name, "'encryption': false"));
        assertThat(state(run)).startsWith("SUCCESS");
        String id = name + "@development";
        Credentials before = revealed(member, id, "readwrite");
        assertThat(run.text() + resource(id).text()).doesNotContain(before.password());
        put(before, "first");
        assertThat(revealed(member, id, "readwrite")).isEqualTo(before);

        ended(asked(member, "rotate_credentials", id, "'overlapHours': 0"));

        put(revealed(member, id, "readwrite"), "second");
        admin.post("/v1/jobs/end-logins/run", "{}");
        await().until(() -> resource(id).at("/resource/users").size() == 2);
        assertThatThrownBy(() -> put(before, "third")).isInstanceOf(S3Exception.class);
        assertThat(resource(id).at("/resource/drift")).isEmpty();
        assertThat(state(ended(asked(member, "delete_resource", id, "'confirmed': '%s'".formatted(name)))))
                .startsWith("SUCCESS");
    }

    @Test
    void leavesNothingOfABucketThatTheServerCannotEncrypt() {
        connect("buckets-empty", S3Server.startWithoutVersions().server());
        String name = unique("invoices");

        assertThat(state(ended(asked(name, "'server': 'buckets-empty', 'encryption': true"))))
                .contains("without encryption");

        assertThat(resource(name + "@development").status()).isEqualTo(404);
        assertThat(state(ended(asked(name, "'server': 'buckets-empty', 'encryption': false"))))
                .startsWith("SUCCESS");
    }

    @Test
    void saysBeforeItIsAskedForWhatAServerIsKnownNotToDo() {
        ended(asked(unique("invoices"), "'server': 'buckets-tests', 'encryption': false"));
        assertThat(admin.post("/v1/resource-servers/buckets-tests/test", "{}").status())
                .isEqualTo(200);

        Reply refused = asked(unique("invoices"), "'server': 'buckets-tests', 'encryption': true, 'expireDays': 3");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("properties.encryption: the server cannot encrypt buckets", "properties.expireDays");
    }

    private Reply asked(String name, String more) {
        return member.post("/v1/actions/create_resource/runs", """
                {'properties': {'type': 'bucket', 'name': '%s', 'team': '%s', 'environment': 'development', %s}}""".formatted(name, team, more));
    }

    /** As a service does that takes the variables. */
    private static void put(Credentials credentials, String text) {
        Map<String, String> variables = Pattern.compile("(\\w+)=(.+)")
                .matcher(credentials.url())
                .results()
                .collect(Collectors.toMap(line -> line.group(1), line -> line.group(2)));
        var key =
                AwsBasicCredentials.create(variables.get("AWS_ACCESS_KEY_ID"), variables.get("AWS_SECRET_ACCESS_KEY"));
        try (S3Client client = S3Client.builder()
                .region(Region.of(variables.get("AWS_REGION")))
                .endpointOverride(URI.create(variables.get("AWS_ENDPOINT_URL_S3")))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(key))
                .build()) {
            client.putObject(put -> put.bucket(variables.get("S3_BUCKET")).key("one"), RequestBody.fromString(text));
        }
    }
}
