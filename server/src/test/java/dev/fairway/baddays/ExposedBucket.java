package dev.fairway.baddays;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api.Reply;
import dev.fairway.resources.S3Server;
import dev.fairway.resources.spi.Server;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.node.ObjectNode;

/** A bucket of a real S3 that keeps users in another server. */
final class ExposedBucket extends ExposedResource {

    private static final String BUCKET = "invoices-development";

    private final S3Server server;
    private final int iamPort;

    private ExposedBucket(S3Server server) {
        super("invoices", "bucket", "s3", new Boundary(server.port()));
        this.server = server;
        iamPort = boundary.standBefore(server.iamPort());
    }

    static ExposedBucket start() {
        return new ExposedBucket(S3Server.started());
    }

    @Override
    ObjectNode settings() {
        Server through = server.at(boundary.port(), iamPort);
        return through.settings().deepCopy().setAll(through.secrets());
    }

    @Override
    int mostRequests() {
        return 10;
    }

    @Override
    List<Turn> turns() {
        return List.of(
                Turn.create("'encryption': false", admin -> put(revealed(admin, "readwrite"), "first")),
                Turn.change("'versioning': true", admin -> put(revealed(admin, "readwrite"), "second")),
                Turn.rotate(admin -> put(revealed(admin, "readwrite"), "third")),
                Turn.delete(admin ->
                        assertThat(Files.exists(server.folderOf(BUCKET))).isFalse()));
    }

    private static void put(Reply revealed, String text) {
        Map<String, String> variables = Pattern.compile("(\\w+)=(.+)")
                .matcher(revealed.at("/url").stringValue())
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
            client.putObject(put -> put.bucket(BUCKET).key("one"), RequestBody.fromString(text));
        }
    }
}
