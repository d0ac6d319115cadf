package dev.fairway.resources.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.resources.BreakingConnection;
import dev.fairway.resources.S3Server;
import dev.fairway.resources.spi.Found;
import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.NameTaken;
import dev.fairway.resources.spi.Observation;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.ServerFailed;
import dev.fairway.resources.spi.ServerUnfit;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3ProvisionerTests extends RunningS3 {

    @Test
    void saysWhatTheServerIsAndCan() {
        apply(orders);
        var report = provisioner.test(server);

        assertThat(report.version()).isNotBlank();
        assertThat(report.capacity().path("buckets").isNumber()).isTrue();
        assertThat(report.capacity().path("encryption").asBoolean(true)).isFalse();
        assertThat(report.capacity().path("expiry").asBoolean(true)).isFalse();
    }

    @Test
    void refusesToPromiseWhatTheServerCannotKeep() {
        Wanted encrypted = wanted(orders.name(), Json.object());
        Wanted expiring = wanted(orders.name(), plain().put("expireDays", 30));

        assertThatThrownBy(() -> apply(encrypted))
                .isInstanceOf(ServerUnfit.class)
                .hasMessageContaining("without encryption");
        provisioner.remove(server, encrypted);
        assertThatThrownBy(() -> apply(expiring)).isInstanceOf(ServerUnfit.class);
        provisioner.remove(server, expiring);
        assertThat(buckets()).doesNotContain(orders.name());
    }

    @Test
    void saysThatAServerKeepsNoVersions() {
        S3Server without = S3Server.startWithoutVersions();
        Wanted versioned = wanted(orders.name(), plain().put("versioning", true));

        assertThatThrownBy(() -> provisioner.apply(without.server(), versioned, said -> {}))
                .isInstanceOf(ServerUnfit.class)
                .hasMessageContaining("ersioning");
        provisioner.apply(without.server(), orders, said -> {});

        assertThat(provisioner
                        .observe(without.server(), orders)
                        .actual()
                        .path("versioning")
                        .asBoolean(true))
                .isFalse();
        provisioner.remove(without.server(), orders);
    }

    @Test
    void makesABucketAndTellsOfIt() {
        List<String> said = new ArrayList<>();
        provisioner.apply(server, orders, said::add);
        provisioner.apply(server, orders, said::add);
        S3Client client = client(provisioner.issue(server, orders, writer));
        put(client, orders, "a", "12345");
        put(client, orders, "b/c", "67");

        Observation seen = provisioner.observe(server, orders);

        assertThat(said).containsExactly("Made bucket " + orders.name());
        assertThat(seen.isThere()).isTrue();
        assertThat(seen.actual()).isEqualTo(Json.read("""
                {"versioning": false, "expireDays": 0, "publicAccess": false}"""));
        assertThat(seen.measures()).containsEntry("objects", 2.0).containsEntry("sizeBytes", 7.0);
        assertThat(provisioner.loss(server, orders)).startsWith("2 objects");
    }

    @Test
    void keepsOlderVersionsFromWhenItIsAskedTo() {
        apply(orders);
        Wanted versioned = wanted(orders.name(), plain().put("versioning", true));
        apply(versioned);
        S3Client client = client(provisioner.issue(server, versioned, writer));
        put(client, orders, "a", "first");
        put(client, orders, "a", "second");
        client.deleteObject(delete -> delete.bucket(orders.name()).key("a"));

        var versions =
                client.listObjectVersions(list -> list.bucket(orders.name())).versions();

        assertThat(versions).hasSize(2);
        assertThat(provisioner
                        .observe(server, versioned)
                        .actual()
                        .path("versioning")
                        .asBoolean())
                .isTrue();
        assertThat(provisioner.observe(server, versioned).measures()).containsEntry("objects", 2.0);
        assertThatThrownBy(() -> client.deleteObject(delete -> delete.bucket(orders.name())
                        .key("a")
                        .versionId(versions.getFirst().versionId())))
                .isInstanceOf(S3Exception.class);
        apply(orders);
        assertThat(provisioner
                        .observe(server, orders)
                        .actual()
                        .path("versioning")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void deliversVariablesThatClientsReadAndNothingSecretBesides() {
        apply(orders);
        Login issued = provisioner.issue(server, orders, writer);
        AccessKey key = AccessKey.of(issued.password());

        assertThat(provisioner.url(server, orders, issued).lines())
                .containsExactly(
                        "AWS_ACCESS_KEY_ID=" + key.id(),
                        "AWS_SECRET_ACCESS_KEY=" + key.secret(),
                        "AWS_REGION=us-east-1",
                        "AWS_ENDPOINT_URL_S3=http://127.0.0.1:" + s3.port(),
                        "S3_BUCKET=" + orders.name());
        assertThat(provisioner.outputs(server, orders)).isEqualTo(Json.read("""
                {"bucket": "%s", "region": "us-east-1", "endpoint": "http://127.0.0.1:%d", "pathStyle": true}""".formatted(orders.name(), s3.port())));
        assertThat(issued.toString() + key).doesNotContain(key.secret());
    }

    @Test
    void keepsAKeyThatWasKeptAndReplacesOneThatWasLost() {
        apply(orders);
        Login lost = provisioner.issue(server, orders, writer);

        Login kept = provisioner.issue(server, orders, writer);
        Login again = provisioner.issue(server, orders, kept);

        assertThat(again.password()).isEqualTo(kept.password());
        put(client(kept), orders, "a", "works");
        assertThatThrownBy(() -> put(client(lost), orders, "a", "x")).isInstanceOf(S3Exception.class);
        assertThat(iam.listAccessKeys(list -> list.userName(writer.user())).accessKeyMetadata())
                .hasSize(1);
    }

    @Test
    void rotatesWithoutShuttingAnybodyOut() {
        apply(orders);
        Login second = new Login("readwrite", writer.user().replace("_a", "_b"), "prepared");
        S3Client before = client(provisioner.issue(server, orders, writer));
        S3Client after = client(provisioner.issue(server, orders, second));

        put(before, orders, "a", "1");
        put(after, orders, "a", "2");
        provisioner.dismiss(server, orders, writer.user());
        provisioner.dismiss(server, orders, writer.user());

        assertThatThrownBy(() -> put(before, orders, "a", "3")).isInstanceOf(S3Exception.class);
        put(after, orders, "a", "4");
        assertThat(usersOf(orders)).containsExactly(second.user());
    }

    @Test
    void takesRightsAwayWithTheRole() {
        apply(orders);
        Login issued = provisioner.issue(server, orders, writer);

        provisioner.issue(server, orders, new Login("readonly", issued.user(), issued.password()));

        assertThatThrownBy(() -> put(client(issued), orders, "a", "1")).isInstanceOf(S3Exception.class);
    }

    @Test
    void refusesABucketOfSomebodyElse() {
        Wanted legacy = wanted("legacy-" + number, plain());
        admin.createBucket(create -> create.bucket(legacy.name()));
        Wanted shop = wanted("shop-" + number, plain());
        apply(ofSomebodyElse(shop.name()));
        put(admin, shop, "theirs", "theirs");

        for (Wanted wanted : List.of(legacy, shop)) {
            assertThatThrownBy(() -> apply(wanted)).isInstanceOf(NameTaken.class);
            assertThatThrownBy(() -> provisioner.issue(server, wanted, writer)).isInstanceOf(NameTaken.class);
            assertThatThrownBy(() -> provisioner.observe(server, wanted)).isInstanceOf(NameTaken.class);
            provisioner.remove(server, wanted);
        }
        assertThat(buckets()).contains(legacy.name(), shop.name());
        assertThat(get(admin, shop, "theirs")).isEqualTo("theirs");
        assertThat(usersOf(orders)).isEmpty();
    }

    @Test
    void refusesAUserOfSomebodyElse() {
        Wanted shop = ofSomebodyElse("shop-" + number);
        apply(shop);
        Login theirs = provisioner.issue(server, shop, new Login("readwrite", "shop-" + number, "prepared"));
        iam.createUser(create -> create.userName("anna-" + number));
        apply(orders);

        for (String user : List.of("shop-" + number, "anna-" + number)) {
            assertThatThrownBy(() -> provisioner.issue(server, orders, new Login("readwrite", user, "p")))
                    .isInstanceOf(NameTaken.class);
            assertThatThrownBy(() -> provisioner.dismiss(server, orders, user)).isInstanceOf(NameTaken.class);
        }
        put(client(theirs), shop, "a", "still works");
        assertThat(iam.getUser(get -> get.userName("anna-" + number)).user().path())
                .isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void goesOnAfterBeingStoppedBehindAnyStep(boolean isIam) {
        int step = 0;
        for (boolean hasBroken = true; hasBroken; step++) {
            hasBroken = breaksBehind(step, isIam, broken -> provisioner.apply(broken, orders, said -> {}));
            apply(orders);
            hasBroken |= breaksBehind(step, isIam, broken -> provisioner.issue(broken, orders, writer));
            put(client(provisioner.issue(server, orders, writer)), orders, "a", "mine");
            hasBroken |= breaksBehind(step, isIam, broken -> provisioner.dismiss(broken, orders, writer.user()));
            provisioner.dismiss(server, orders, writer.user());
            hasBroken |= breaksBehind(step, isIam, broken -> provisioner.remove(broken, orders));
            provisioner.remove(server, orders);
            assertThat(buckets()).doesNotContain(orders.name());
            assertThat(usersOf(orders)).isEmpty();
        }
        assertThat(step).isGreaterThan(5);
    }

    @Test
    void takesBackWhatWasBegunBehindAnyStep() {
        int step = 0;
        for (boolean hasBroken = true; hasBroken; step++) {
            hasBroken = breaksBehind(step, false, broken -> provisioner.apply(broken, orders, said -> {}));
            provisioner.remove(server, orders);
            assertThat(buckets()).doesNotContain(orders.name());
            assertThat(usersOf(orders)).isEmpty();
        }
        assertThat(step).isGreaterThan(5);
    }

    /** @param isIam whether the connection to IAM breaks, instead of that to S3 */
    private boolean breaksBehind(int step, boolean isIam, Consumer<Server> work) {
        try (BreakingConnection connection = new BreakingConnection(isIam ? s3.iamPort() : s3.port(), step)) {
            try {
                work.accept(isIam ? s3.at(s3.port(), connection.port()) : s3.at(connection.port(), s3.iamPort()));
            } catch (ServerFailed broken) {
                assertThat(connection.hasBroken()).isTrue();
            }
            return connection.hasBroken();
        }
    }

    @Test
    void leavesABucketAloneThatSomebodyMadeInBetween() {
        new IamUsers(iam, server, orders).begin();
        admin.createBucket(create -> create.bucket(orders.name()));
        put(admin, orders, "theirs", "theirs");

        assertThatThrownBy(() -> apply(orders)).isInstanceOf(NameTaken.class);
        provisioner.remove(server, orders);
        assertThat(get(admin, orders, "theirs")).isEqualTo("theirs");
    }

    @Test
    void removesEverythingWithAllVersionsAndUsers() {
        Wanted versioned = wanted(orders.name(), plain().put("versioning", true));
        apply(versioned);
        S3Client client = client(provisioner.issue(server, versioned, writer));
        provisioner.issue(server, versioned, reader);
        put(client, orders, "a", "first");
        put(client, orders, "a", "second");
        put(client, orders, "deep/er/b", "third");
        client.deleteObject(delete -> delete.bucket(orders.name()).key("deep/er/b"));
        client.createMultipartUpload(create -> create.bucket(orders.name()).key("half"));

        provisioner.remove(server, versioned);
        provisioner.remove(server, versioned);

        assertThat(buckets()).doesNotContain(orders.name());
        assertThat(usersOf(orders)).isEmpty();
        assertThat(provisioner.observe(server, versioned).isThere()).isFalse();
        assertThat(provisioner.loss(server, versioned)).isEqualTo("Nothing");
        assertThatThrownBy(() -> put(client, orders, "a", "x")).isInstanceOf(S3Exception.class);
    }

    @Test
    void countsAndRemovesMoreThanOnePage() throws IOException {
        apply(orders);
        for (int one = 0; one < 1_050; one++) {
            Files.writeString(s3.folderOf(orders.name()).resolve("object-" + one), "x");
        }

        // the server lists the last object of a page again on the next one
        assertThat(provisioner.observe(server, orders).measures().get("objects"))
                .isBetween(1_050.0, 1_051.0);
        provisioner.remove(server, orders);
        assertThat(buckets()).doesNotContain(orders.name());
    }

    @Test
    void findsWhatIsNotFairwaysAndAdoptsItWithItsTags() {
        Wanted legacy = wanted("legacy-" + number, plain());
        admin.createBucket(create -> create.bucket(legacy.name()));
        admin.putBucketTagging(put -> put.bucket(legacy.name())
                .tagging(tags -> tags.tagSet(tag -> tag.key("cost").value("42"))));
        put(admin, legacy, "a", "old");
        apply(orders);

        assertThat(provisioner.discover(server))
                .extracting(Found::name)
                .contains(legacy.name())
                .doesNotContain(orders.name());
        provisioner.adopt(server, legacy);
        provisioner.adopt(server, legacy);
        apply(legacy);

        assertThat(get(client(provisioner.issue(server, legacy, writer)), legacy, "a"))
                .isEqualTo("old");
        assertThat(admin.getBucketTagging(get -> get.bucket(legacy.name())).tagSet())
                .hasSize(2);
        assertThatThrownBy(() -> provisioner.adopt(server, ofSomebodyElse(legacy.name())))
                .isInstanceOf(NameTaken.class);
        assertThatThrownBy(() -> provisioner.adopt(server, wanted("absent-" + number, plain())))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void complainsWhenItHoldsMoreThanWasAskedFor() {
        Wanted small = wanted(orders.name(), plain().put("storage", 0.000001));
        apply(small);
        put(admin, orders, "a", "x".repeat(1_000));
        assertThat(provisioner.observe(server, small).complaint()).isNull();

        put(admin, orders, "b", "x");

        assertThat(provisioner.observe(server, small).complaint()).startsWith("It holds 0.000 GB");
    }

    @Test
    void saysThatABucketIsGone() {
        apply(orders);
        admin.deleteBucket(delete -> delete.bucket(orders.name()));

        assertThat(provisioner.observe(server, orders).isThere()).isFalse();
    }
}
