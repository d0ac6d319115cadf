package dev.fairway.baddays;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.baddays.Batches.OnFailure;
import dev.fairway.postgres.Await;
import dev.fairway.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 in the middle of the work: nothing that was acknowledged is lost, and nothing is there by half. */
class KilledTests {

    private static final int ITEMS = 5_000;

    @Test
    void keepsWholeBatchesAndGoesOnWithAnImportAfterTheServerWasKilled(@TempDir Path home) throws Exception {
        Product killed = Product.in(home);
        String work = startImport(killed.admin());
        Batches batches = Batches.into(killed.admin(), OnFailure.END);
        Await.until("work in progress", () -> batches.kept() >= 2 && processed(killed.admin(), work) >= 400);
        killed.kill();
        batches.stop();

        try (Product again = Product.in(home)) {
            batches.assertWhole(again.admin());
            assertCompletes(again.admin(), work);
        }
    }

    @Test
    void goesOnByItselfAfterItsDatabaseWasKilled(@TempDir Path home) throws Exception {
        try (Product product = Product.in(home)) {
            Api admin = product.admin();
            String work = startImport(admin);
            Batches batches = Batches.into(admin, OnFailure.AGAIN);
            Await.until("work in progress", () -> batches.kept() >= 2 && processed(admin, work) >= 400);
            ProcessHandle postmaster = product.postmaster();
            int before = batches.kept();
            postmaster.destroyForcibly();

            Await.until("batches being written again", () -> batches.kept() > before + 1);
            batches.stop();

            assertThat(product.postmaster()).isNotEqualTo(postmaster);
            assertThat(batches.answers()).isSubsetOf(200, 503);
            batches.assertWhole(admin);
            assertCompletes(admin, work);
        }
    }

    @Test
    void leavesAnImportToAnotherNodeWhenItsOwnWasKilled(@TempDir Path home) throws Exception {
        Map<String, String> shared = Map.of(
                "FAIRWAY_DATABASE_URL", TestPostgres.freshDatabase(),
                "FAIRWAY_DATABASE_USER", TestPostgres.user(),
                "FAIRWAY_DATABASE_PASSWORD", TestPostgres.password(),
                "FAIRWAY_SECRET_KEY", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
        try (Product other = Product.in(home.resolve("other"), shared)) {
            Product killed = Product.in(home.resolve("killed"), shared);
            String work = startImport(killed.admin());
            Await.until("work in progress", () -> processed(other.admin(), work) >= 400);
            killed.kill();

            assertThat(processed(other.admin(), work)).isLessThan(ITEMS);
            assertCompletes(other.admin(), work);
        }
    }

    @Test
    void doesNothingTwiceThatIsSentAgainWithItsKeyAfterAKill(@TempDir Path home) throws Exception {
        Product killed = Product.in(home);
        Api admin = killed.admin();
        admin.post("/v1/blueprints", "{'identifier': 'thing'}");
        AtomicInteger sent = new AtomicInteger();
        Thread sender = Thread.ofVirtual().start(() -> {
            while (isCreated(admin, sent.incrementAndGet())) {
                // until the kill
            }
        });
        Await.until("work in progress", () -> sent.get() > 50);
        killed.kill();
        sender.join();

        try (Product again = Product.in(home)) {
            Api sameAdmin = again.admin();
            for (int i = 1; i <= sent.get(); i++) {
                assertThat(isCreated(sameAdmin, i)).isTrue();
            }
            assertThat(sameAdmin
                            .get("/v1/blueprints/thing/entities-count")
                            .at("/count")
                            .intValue())
                    .isEqualTo(sent.get());
        }
    }

    private static boolean isCreated(Api admin, int number) {
        try {
            return admin.with("Idempotency-Key", "number " + number)
                            .post("/v1/blueprints/thing/entities", "{'title': 'Number %d'}".formatted(number))
                            .status()
                    == 201;
        } catch (IllegalStateException noAnswer) {
            return false;
        }
    }

    private static String startImport(Api admin) {
        admin.post("/v1/blueprints", "{'identifier': 'imported'}");
        String content =
                IntStream.range(0, ITEMS).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
        Reply started = admin.post("/v1/imports", """
                {'format': 'json', 'content': '%s', 'mapping': {'resources': [{'blueprint': 'imported',
                 'itemsToParse': '.body', 'entity': {'identifier': '.item | tostring'}}]}}""".formatted(content));
        assertThat(started.status()).as(started.text()).isEqualTo(202);
        return started.at("/import/id").stringValue();
    }

    private static int processed(Api admin, String work) {
        return admin.get("/v1/imports/" + work).at("/import/processed").intValue();
    }

    private static void assertCompletes(Api admin, String work) {
        Await.until(
                "the end of the import",
                () -> admin.get("/v1/imports/" + work)
                        .at("/import/status")
                        .stringValue()
                        .equals("COMPLETED"));
        assertThat(admin.get("/v1/imports/" + work).at("/import/created").intValue())
                .isEqualTo(ITEMS);
        assertThat(admin.get("/v1/blueprints/imported/entities-count")
                        .at("/count")
                        .intValue())
                .isEqualTo(ITEMS);
    }
}
