package dev.fairway.resources.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairway.resources.S3Server;
import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.node.ObjectNode;

/** A real S3 with IAM, and names that no other test has. */
abstract class RunningS3 {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    final S3Server s3 = S3Server.started();
    final Server server = s3.server();
    final S3Provisioner provisioner = new S3Provisioner();
    final S3Client admin = new S3Address(server).s3();
    final IamClient iam = new S3Address(server).iam();
    final String number = String.valueOf(NUMBERS.incrementAndGet());
    final Wanted orders = wanted("orders-" + number, plain());
    final Login writer = new Login("readwrite", "orders-%s_readwrite_a".formatted(number), "prepared");
    final Login reader = new Login("readonly", "orders-%s_readonly_a".formatted(number), "prepared");

    private final List<AutoCloseable> opened = new ArrayList<>(List.of(admin, iam));

    @AfterEach
    void disconnect() throws Exception {
        for (AutoCloseable client : opened) {
            client.close();
        }
    }

    /** What this server can do. */
    static ObjectNode plain() {
        return Json.object().put("encryption", false);
    }

    Wanted wanted(String name, ObjectNode specification) {
        return new Wanted("id-" + number, name, specification);
    }

    Wanted ofSomebodyElse(String name) {
        return new Wanted("other-" + number, name, plain());
    }

    void apply(Wanted wanted) {
        provisioner.apply(server, wanted, said -> {});
    }

    /** With the key that was issued, as a service uses it. */
    S3Client client(Login issued) {
        AccessKey key = AccessKey.of(issued.password());
        S3Client client = new S3Address(s3.signedIn(key.id(), key.secret())).s3();
        opened.add(client);
        return client;
    }

    IamClient iam(Login issued) {
        AccessKey key = AccessKey.of(issued.password());
        IamClient client = new S3Address(s3.signedIn(key.id(), key.secret())).iam();
        opened.add(client);
        return client;
    }

    static void put(S3Client client, Wanted bucket, String key, String text) {
        client.putObject(put -> put.bucket(bucket.name()).key(key), RequestBody.fromString(text));
    }

    static String get(S3Client client, Wanted bucket, String key) {
        try (ResponseInputStream<?> content =
                client.getObject(get -> get.bucket(bucket.name()).key(key))) {
            return new String(content.readAllBytes(), UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    List<String> usersOf(Wanted wanted) {
        return iam.listUsers(list -> list.pathPrefix("/fairway/%s/".formatted(wanted.id()))).users().stream()
                .map(User::userName)
                .toList();
    }

    List<String> buckets() {
        return admin.listBuckets().buckets().stream()
                .map(software.amazon.awssdk.services.s3.model.Bucket::name)
                .toList();
    }
}
