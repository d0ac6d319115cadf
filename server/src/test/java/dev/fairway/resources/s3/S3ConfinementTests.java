package dev.fairway.resources.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.ServerFailed;
import dev.fairway.resources.spi.ServerUnfit;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.InvalidInput;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;

/** What the keys that are delivered can not do. */
class S3ConfinementTests extends RunningS3 {

    private static final String EVERYBODY = """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::%s/*"}]}""";

    private final Wanted others = new Wanted("theirs-" + number, "theirs-" + number, plain());

    @Test
    void letsAWriterWriteAndAReaderOnlyRead() {
        apply(orders);
        S3Client writing = client(provisioner.issue(server, orders, writer));
        S3Client reading = client(provisioner.issue(server, orders, reader));

        put(writing, orders, "invoices/1", "first");

        assertThat(get(reading, orders, "invoices/1")).isEqualTo("first");
        assertThat(reading.listObjectsV2(list -> list.bucket(orders.name())).contents())
                .hasSize(1);
        assertRefused(() -> put(reading, orders, "invoices/2", "second"));
        assertRefused(() ->
                reading.deleteObject(delete -> delete.bucket(orders.name()).key("invoices/1")));
        writing.deleteObject(delete -> delete.bucket(orders.name()).key("invoices/1"));
        assertThat(writing.listObjectsV2(list -> list.bucket(orders.name())).contents())
                .isEmpty();
    }

    @Test
    void confinesAUserToItsBucket() {
        apply(orders);
        apply(others);
        put(admin, others, "secret", "theirs");
        for (Login login : List.of(writer, reader)) {
            S3Client client = client(provisioner.issue(server, orders, login));

            assertRefused(() -> get(client, others, "secret"));
            assertRefused(() -> put(client, others, "intruded", "x"));
            assertRefused(() -> client.listObjectsV2(list -> list.bucket(others.name())));
            assertRefused(() -> client.copyObject(copy -> copy.sourceBucket(others.name())
                    .sourceKey("secret")
                    .destinationBucket(orders.name())
                    .destinationKey("stolen")));
            assertRefused(() -> client.createBucket(create -> create.bucket("more-" + number)));
            assertRefused(client::listBuckets);
        }
    }

    @Test
    void letsNoUserChangeTheBucketItself() {
        apply(orders);
        S3Client client = client(provisioner.issue(server, orders, writer));
        String name = orders.name();

        assertRefused(() -> client.putBucketPolicy(put -> put.bucket(name).policy(EVERYBODY.formatted(name))));
        assertRefused(() -> client.putBucketAcl(put -> put.bucket(name).acl(BucketCannedACL.PUBLIC_READ)));
        assertRefused(() -> client.putBucketTagging(put -> put.bucket(name).tagging(tags -> tags.tagSet(List.of()))));
        assertRefused(() -> client.deleteBucketTagging(delete -> delete.bucket(name)));
        assertRefused(() -> client.putBucketVersioning(
                put -> put.bucket(name).versioningConfiguration(one -> one.status("Suspended"))));
        assertRefused(() -> client.deleteBucket(delete -> delete.bucket(name)));
    }

    @Test
    void letsNoUserAdminister() {
        apply(orders);
        Login issued = provisioner.issue(server, orders, writer);
        IamClient client = iam(issued);
        AccessKey key = AccessKey.of(issued.password());

        assertRefused(() -> client.createUser(create -> create.userName("intruder-" + number)));
        assertRefused(() -> client.createAccessKey(create -> create.userName(writer.user())));
        assertRefused(() -> client.putUserPolicy(put -> put.userName(writer.user())
                .policyName("more")
                .policyDocument(BucketRights.policy("arn:aws:s3:::*", "readwrite"))));
        assertThatThrownBy(() -> provisioner.test(s3.signedIn(key.id(), key.secret())))
                .isInstanceOf(ServerUnfit.class)
                .hasMessageNotContaining(key.secret());
    }

    @Test
    void showsNothingToWhoeverHasNoKey() throws Exception {
        apply(orders);
        put(admin, orders, "invoices", "secret");

        for (String path : List.of("/" + orders.name(), "/" + orders.name() + "/invoices", "/")) {
            assertThat(asAnonymous(path)).as(path).isEqualTo(403);
        }
    }

    @Test
    void makesPrivateWhatSomebodyMadePublic() throws Exception {
        apply(orders);
        put(admin, orders, "invoices", "secret");
        admin.putBucketPolicy(put -> put.bucket(orders.name()).policy(EVERYBODY.formatted(orders.name())));
        assertThat(asAnonymous("/" + orders.name() + "/invoices")).isEqualTo(200);
        assertThat(isPublic()).isTrue();

        apply(orders);

        assertThat(isPublic()).isFalse();
        assertThat(asAnonymous("/" + orders.name() + "/invoices")).isEqualTo(403);
    }

    @Test
    void tellsThatAnAccessListMadeItPublic() throws Exception {
        apply(orders);
        admin.putBucketOwnershipControls(put -> put.bucket(orders.name())
                .ownershipControls(one -> one.rules(rule -> rule.objectOwnership("BucketOwnerPreferred"))));
        admin.putBucketAcl(put -> put.bucket(orders.name()).acl(BucketCannedACL.PUBLIC_READ));
        assertThat(asAnonymous("/" + orders.name())).isEqualTo(200);
        assertThat(isPublic()).isTrue();

        apply(orders);

        assertThat(isPublic()).isFalse();
        assertThat(asAnonymous("/" + orders.name())).isEqualTo(403);
    }

    private boolean isPublic() {
        return provisioner.observe(server, orders).actual().path("publicAccess").asBoolean();
    }

    private int asAnonymous(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:%d%s".formatted(s3.port(), path));
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void saysWhyItCannotAdminister() {
        assertThatThrownBy(() -> provisioner.test(s3.signedIn("root", "wrong-secret")))
                .isInstanceOfAny(ServerFailed.class, ServerUnfit.class)
                .hasMessageNotContaining("wrong-secret");
        assertThatThrownBy(() -> provisioner.test(s3.at(1, 1))).isInstanceOf(ServerFailed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "..",
                "ab",
                "a/b",
                "a.b",
                "Orders",
                "orders_eu",
                "-orders",
                "orders-",
                "orders\n",
                "주문-주문",
                "a*b",
                "${aws:username}",
                "xn--orders",
                "orders-s3alias",
                "a\",\"arn:aws:s3:::*"
            })
    void refusesNamesThatNoBucketHas(String name) {
        Wanted wanted = wanted(name, plain());

        assertThatThrownBy(() -> apply(wanted)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> provisioner.observe(server, wanted)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> provisioner.remove(server, wanted)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void takesTheLongestNameAndNoLongerOne() {
        Wanted longest = wanted("x".repeat(63 - number.length()) + number, plain());
        apply(longest);
        provisioner.remove(server, longest);

        assertThatThrownBy(() -> apply(wanted("x".repeat(10_000), plain()))).isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "a\nb", "주문", "a\"b", "*", "a:b"})
    void refusesUsersThatIamHasNot(String user) {
        apply(orders);

        assertThatThrownBy(() -> provisioner.issue(server, orders, new Login("readwrite", user, "p")))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> provisioner.dismiss(server, orders, user)).isInstanceOf(InvalidInput.class);
    }

    private static void assertRefused(ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        failure -> assertThat(failure.statusCode()).isEqualTo(403));
    }
}
